"""Texts of a source on their way into a map: names, titles, counts, and lanes for the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from journeybook.diagnostics import Diagnostic, Place
from journeybook.exchange.import_ids import IdMaker, id_from
from journeybook.exchange.importer import ImportContext
from journeybook.exchange.mermaid.tokens import short
from journeybook.exchange.outline import Entry, Outline
from journeybook.exchange.scores import ScoreScale
from journeybook.exchange.tables.header_words import plain_label
from journeybook.exchange.text_pieces import as_written, in_pieces, short_title
from journeybook.model.persona import Persona
from journeybook.model.scalars import LIST_LENGTH, NOTE_LENGTH, TEXT_LENGTH, TITLE_LENGTH
from journeybook.prose.rendering import plain_text
from journeybook.rules import import_rules
from journeybook.sources.ids import spelled
from journeybook.step_fields import BUILT_IN_LANES, STEP_FIELDS

OTHER = "source-text"
OTHER_TITLE = "Other text of the source"

_MOST_LANES = 15
"""The most lanes of a source's own labels; texts below further ones share one lane."""

_NAMES = re.compile(r"\s*(?:,|;|/|\n|\||、|，|<br\s*/?>)\s*", re.IGNORECASE)
_JOINT = " / "
_NO_NAME = re.compile(r"[:：\"“”„«»「」=<>{}|]|→|\s[·•]\s")
"""What stands in labels, quotes and formulas, and in nobody's name."""

_MOST_NAMES, _LONGEST_NAME = 12, 60
"""What people are called; a longer text tells of them."""


@dataclass(slots=True)
class SourceTexts:
    """What is known while the map of an outline is made, and what becomes of its texts."""

    outline: Outline
    context: ImportContext
    findings: list[Diagnostic] = field(default_factory=list)
    lanes: dict[str, str] = field(default_factory=dict)
    new: dict[str, Persona] = field(default_factory=dict)
    ids: IdMaker = field(default_factory=IdMaker)
    seen: dict[tuple[str, str, bool], int] = field(default_factory=dict)
    scale: ScoreScale | None = None
    met: dict[str, None] = field(default_factory=dict)
    said: set[str] = field(default_factory=set)

    def _count(self, entry: Entry, what: str, *, sure: bool) -> None:
        key = (entry.label or "(no label)", what, sure)
        self.seen[key] = self.seen.get(key, 0) + len(entry.texts)

    def _plain(self, text: str) -> str:
        return plain_text(text).strip() or text if self.outline.markdown else text

    def _field_text(self, text: str) -> str:
        return text if self.outline.markdown else as_written(text)

    def _pieces(self, text: str) -> list[str]:
        return in_pieces(text, markdown=self.outline.markdown)

    def _plain_pieces(self, text: str) -> list[str]:
        plain = self._plain(text)
        return [plain[at : at + TEXT_LENGTH].strip() for at in range(0, len(plain), TEXT_LENGTH)]

    def _known(self, words: str, text: str) -> str | None:
        plain = plain_label(self._plain(text))
        terms: Mapping[str, Any] = getattr(self.context.vocabulary, words)
        return next(
            (
                key
                for key, term in terms.items()
                if plain and plain in (plain_label(term.title), plain_label(key.replace("-", " ")))
            ),
            None,
        )

    def _names(self, entry: Entry) -> list[str]:
        parts = (self._plain(part).strip() for text in entry.texts for part in _NAMES.split(text))
        return [part for part in parts if part]

    def _are_names(self, entry: Entry) -> bool:
        """Whether the texts name people; sentences about them do not."""
        names = self._names(entry)
        told = any(
            text.strip().endswith((".", "。", "!", "…")) or len(text) > 2 * TITLE_LENGTH
            for text in entry.texts
        ) or any(_NO_NAME.search(name) for name in names)
        return (
            not told and 0 < len(names) <= _MOST_NAMES and all(len(name) <= _LONGEST_NAME for name in names)
        )

    def _persona(self, name: str, place: Place) -> str:
        known = self.context.cast.knows(name) or name in self.context.personas
        key = name if name in self.context.personas else self.context.cast.id_of(name)
        self.met.setdefault(key)
        if known or key in self.new:
            if key in self.context.personas and key not in self.said:
                self.said.add(key)
                self.findings.append(
                    import_rules.known_persona.at(
                        place, f"`{short(name)}` is the persona `{key}`, who is there already"
                    )
                )
            return key
        fields: dict[str, Any] = {"id": key, "title": short_title(name)}
        if len(name) > TITLE_LENGTH:
            fields["summary"] = as_written(name)[:NOTE_LENGTH]
        self.new[key] = Persona.model_validate(fields)
        return key

    def _titled(self, data: dict[str, Any], text: str, place: Place) -> None:
        """Set the title, and the whole text as narrative if it is too long for a title."""
        data["title"] = short_title(text)
        if len(" ".join(text.split())) > TITLE_LENGTH:
            self.findings.append(
                import_rules.shortened_title.at(
                    place,
                    f"`{short(text)}` has {len(text)} characters, and a title holds {TITLE_LENGTH}",
                    "the whole text is kept as its narrative; give it a shorter title",
                )
            )
            self._narrative(data, as_written(text))

    def _narrative(self, data: dict[str, Any], text: str) -> None:
        joined = "\n\n".join(filter(None, [data.get("narrative"), text]))
        if len(joined) <= NOTE_LENGTH:
            data["narrative"] = joined
        else:
            self._put(data, OTHER, OTHER_TITLE, [text])

    def _add(self, data: dict[str, Any], name: str, items: Iterable[str], *, once: bool = False) -> None:
        """Add to a list; what it has no room for is kept with the other text of the source."""
        there = data.setdefault(name, [])
        new = dict.fromkeys(item for item in items if item not in there) if once else items
        added = list(new)
        room = LIST_LENGTH - len(there)
        there.extend(added[:room])
        if added[room:]:
            self._put(data, OTHER, OTHER_TITLE, added[room:], literal=False)

    def _keep(self, data: dict[str, Any], entry: Entry) -> None:
        """Keep the texts of an entry in a lane, and say so once for each label."""
        if not entry.texts:
            return
        title = short_title(self._plain(entry.label)) if entry.label.strip() else OTHER_TITLE
        lane = self._lane(title)
        label = entry.label if lane == OTHER and title != OTHER_TITLE else ""
        texts = [f"{label}: {text}" if label else text for text in entry.texts]
        self._put(data, lane, title if lane != OTHER else OTHER_TITLE, texts)
        self._count(entry, f"lanes: {lane}", sure=True)
        if (said := f"{lane}/{entry.label}") not in self.said:
            self.said.add(said)
            what = (
                f"`{short(entry.label)}` is no field of ours"
                if entry.label.strip()
                else "a text has no label"
            )
            self.findings.append(
                import_rules.text_without_field.at(
                    entry.place,
                    f"{what}, or it cannot hold `{short(entry.texts[0])}`",
                    f"it is kept under `lanes:` as `{lane}`; move it to where it belongs",
                )
            )

    def _lane(self, title: str) -> str:
        if title == OTHER_TITLE:
            return OTHER
        key = spelled(title) or id_from(title, "lane")
        if key.replace("-", "_") in BUILT_IN_LANES or key in BUILT_IN_LANES or key in STEP_FIELDS:
            key = f"source-{key}"
        known = set(self.lanes) | set(self.context.vocabulary.lanes)
        return key if key in known or len(self.lanes) < _MOST_LANES else OTHER

    def _put(
        self,
        data: dict[str, Any],
        lane: str,
        title: str,
        texts: Iterable[str],
        *,
        own: bool = True,
        literal: bool = True,
    ) -> None:
        if own:
            self.lanes.setdefault(lane, title)
        pieces = [piece for text in texts for piece in (self._pieces(text) if literal else [text])]
        number, key = 1, lane
        while pieces:
            there = data["lanes"].setdefault(key, [])
            if len(there) + len(pieces) > LIST_LENGTH:
                there[:] = _packed(there)
                pieces = _packed(pieces)
            room = LIST_LENGTH - len(there)
            there.extend(pieces[:room])
            pieces = pieces[room:]
            if pieces:
                number += 1
                key = f"{lane}-{number}"
                self.lanes.setdefault(key, short_title(f"{title} ({number})"))


def _packed(texts: Iterable[str]) -> list[str]:
    """The texts, as many joined as fit into one field."""
    packed: list[str] = []
    for text in texts:
        if packed and len(packed[-1]) + len(_JOINT) + len(text) <= TEXT_LENGTH:
            packed[-1] += _JOINT + text
        else:
            packed.append(text)
    return packed
