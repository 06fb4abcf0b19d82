"""Makes a persona of labelled texts; what has no field stands in its narrative."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from journeybook.diagnostics import Diagnostic, Place
from journeybook.exchange.importer import ImportContext, ImportedItem, Recognized
from journeybook.exchange.mermaid.tokens import short
from journeybook.exchange.outline import Entry
from journeybook.exchange.personas.persona_words import persona_meaning_of
from journeybook.exchange.text_pieces import as_written, in_pieces, items_of, short_title
from journeybook.model.persona import Persona
from journeybook.model.scalars import LIST_LENGTH, NOTE_LENGTH, TEXT_LENGTH, TITLE_LENGTH
from journeybook.prose.rendering import plain_text
from journeybook.rules import import_rules

_LISTS = ("goals", "needs", "desires", "motivations", "struggles", "behaviours")
_FACTS = ("demographics", "psychographics")
_FACT = re.compile(r"\**([^:：*\n]{2,60}?)\**\s*[:：]\**\s+(.+)", re.DOTALL)
_NUMBERED = re.compile(r"(?:user |target |primary |secondary )?persona\s*#?\d*\s*[:：—–-]\s*", re.IGNORECASE)
_QUOTED = re.compile(r"""["“”„«»「」『』]+(.+?)["“”„«»「」『』]+""", re.DOTALL)


@dataclass(slots=True)
class Sketch:
    """A persona as its author labelled it. With `guess` it may be none; `markdown` says whether
    texts are inline Markdown.
    """

    title: str
    place: Place
    entries: list[Entry] = field(default_factory=list)
    markdown: bool = False
    guess: bool = False
    rest: list[str] = field(default_factory=list)


def persona_of_sketch(
    sketch: Sketch, context: ImportContext, form: str
) -> tuple[ImportedItem | None, tuple[Diagnostic, ...]]:
    """The persona, None where one of this name is there already, and the findings."""
    writing = _Writing(sketch, context)
    return writing.imported(form), tuple(writing.findings)


@dataclass(slots=True)
class _Writing:
    sketch: Sketch
    context: ImportContext
    findings: list[Diagnostic] = field(default_factory=list)
    data: dict[str, Any] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    seen: dict[tuple[str, str], int] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)

    def imported(self, form: str) -> ImportedItem | None:
        sketch = self.sketch
        heading = _NUMBERED.sub("", self._plain(sketch.title)).strip() or sketch.title
        named = [e for e in sketch.entries if self._field(e) == "title" and len(e.texts) == 1]
        title = self._plain(named[0].texts[0]).strip() if named else heading
        if named and heading != title:
            has_role = any(self._field(entry) == "role" for entry in sketch.entries)
            if has_role or len(heading) > TEXT_LENGTH:
                self.notes.append(self._text(heading))
            else:
                self.data["role"] = self._text(heading)
        for entry in sketch.entries:
            if not named or entry is not named[0]:
                self._entry(entry)
        if len(title) > TITLE_LENGTH:
            self.notes.insert(0, self._text(title))
        name = short_title(title)
        if self.context.cast.knows(name):
            self.findings.append(
                import_rules.not_imported.at(
                    sketch.place,
                    f"`{short(name)}` is a persona of the portal already, and is not changed",
                    "carry over what is new, or give this one another name",
                )
            )
            return None
        narrative, comments = self._narrative()
        fields = {key: value for key, value in self.data.items() if value}
        fields |= {"id": self.context.cast.id_of(name), "title": name}
        if narrative:
            fields["narrative"] = narrative
        try:
            persona = Persona.model_validate(fields)
        except ValidationError as fault:
            first = fault.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            self.findings.append(
                import_rules.not_imported.at(
                    sketch.place, f"`{short(name)}` cannot be a persona: {where}: {first['msg']}"
                )
            )
            return None
        if self.unknown:
            labels = ", ".join(f"`{short(label)}`" for label in dict.fromkeys(self.unknown))
            self.findings.append(
                import_rules.text_without_field.at(
                    sketch.place,
                    f"{labels}: no field of a persona holds it",
                    "it stands in the narrative of the persona; move it to where it belongs",
                )
            )
        recognized = [Recognized(label, what, count) for (label, what), count in self.seen.items()]
        if sketch.guess:
            recognized.insert(0, Recognized("(heading)", "a persona", 1, sure=False))
        return ImportedItem(persona, sketch.place, form, tuple(recognized), tuple(comments))

    def _field(self, entry: Entry) -> str | None:
        meaning = persona_meaning_of(entry.label) if entry.label else None
        return meaning.field if meaning else None

    def _plain(self, text: str) -> str:
        return plain_text(text).strip() or text if self.sketch.markdown else text

    def _text(self, text: str) -> str:
        return text if self.sketch.markdown else as_written(text)

    def _entry(self, entry: Entry) -> None:
        name = self._field(entry)
        if name is None or not self._set(name, entry):
            self._note(entry)
            if entry.label:
                self.unknown.append(entry.label)
            name = "narrative"
        key = (entry.label or "(no label)", name)
        self.seen[key] = self.seen.get(key, 0) + len(entry.texts)

    def _note(self, entry: Entry) -> None:
        text = "\n".join(self._text(text) for text in entry.texts)
        self.notes.append(f"**{as_written(entry.label)}:** {text}" if entry.label else text)

    def _set(self, name: str, entry: Entry) -> bool:
        if name in _LISTS:
            pieces = [
                piece
                for text in entry.texts
                for item in items_of(text)
                for piece in in_pieces(item, markdown=self.sketch.markdown)
            ]
            there = self.data.setdefault(name, [])
            if len(there) + len(pieces) > LIST_LENGTH:
                return False
            there.extend(pieces)
            return True
        if name in _FACTS:
            for text in entry.texts:
                self._fact(name, entry, text)
            return True
        text = "\n\n".join(self._text(text) for text in entry.texts)
        if name == "summary":
            joined = "\n\n".join(filter(None, [self.data.get(name), text]))
            if len(joined) > NOTE_LENGTH:
                return False
            self.data[name] = joined
            return True
        if name in ("role", "quote"):
            quoted = _QUOTED.fullmatch(text.strip()) if name == "quote" else None
            if self.data.get(name) or len(text) > TEXT_LENGTH or "\n" in text:
                return False
            self.data[name] = quoted[1] if quoted else text
            return True
        return False

    def _fact(self, name: str, entry: Entry, text: str) -> None:
        facts = self.data.setdefault(name, {})
        match = _FACT.fullmatch(text.strip())
        named = persona_meaning_of(match[1]) if match else None
        if match and plain_is_group(entry.label):
            role = Entry(match[1], [match[2]], entry.place)
            if named and named.field == "role" and self._set("role", role):
                return
            key, value = match[1].strip(), self._text(match[2].strip())
        else:
            key, value = entry.label, self._text(text)
        key = short_title(self._plain(key).strip())
        joined = "; ".join(filter(None, [facts.get(key), value]))
        if len(joined) > TEXT_LENGTH or (key not in facts and len(facts) >= LIST_LENGTH):
            self.notes.append(f"**{as_written(key)}:** {value}")
            return
        facts[key] = joined

    def _narrative(self) -> tuple[str, Sequence[str]]:
        """The narrative, and comments for the file with what it has no room for."""
        kept: list[str] = []
        beyond: list[str] = []
        for note in self.notes:
            fits = sum(len(each) + 2 for each in kept) + len(note) <= NOTE_LENGTH
            (kept if fits and not beyond else beyond).append(note)
        comments = [*beyond, *self.sketch.rest]
        if beyond:
            self.findings.append(
                import_rules.text_without_field.at(
                    self.sketch.place,
                    f"{len(beyond)} texts have no room in the narrative of the persona",
                    "they stand as comments at the head of its file",
                )
            )
        return "\n\n".join(kept), comments


def plain_is_group(label: str) -> bool:
    """Whether a label stands for several facts, such as `Demographics`, and is itself none."""
    return label.casefold().startswith(("demogr", "psychogr", "datos", "dados", "démogr"))
