"""Draws ```` ```journey ```` fences of Markdown pages.

The fence holds a reference to a map of the portal (`ref:`), a small inline map, or Mermaid's
`journey` text. `Fence` holds the context that the renderer of the page provides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from journeybook.diagnostics import Diagnostic, Place, Severity
from journeybook.drawing.grid.grid import draw_grid
from journeybook.drawing.view.compose import compose
from journeybook.drawing.view.model import CurveRow
from journeybook.exchange.import_ids import IdMaker
from journeybook.exchange.importer import Cast
from journeybook.exchange.mermaid.journey_map import map_of_mermaid
from journeybook.exchange.mermaid.parser import parse_mermaid
from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.catalog import language_in_use
from journeybook.library.links import links_of
from journeybook.library.objects import Kind, Library, Ref, Source
from journeybook.model.journey import Journey, MapType
from journeybook.model.persona import Persona
from journeybook.model.vocabulary import Lane
from journeybook.rules import prose_rules
from journeybook.rules.rule import Rule
from journeybook.sources.step_ids import check_moments, number_moments
from journeybook.sources.validation import fit
from journeybook.sources.yaml.nodes import Mapping, Node, NodePlaces, Scalar, Sequence
from journeybook.sources.yaml.reader import read_yaml
from journeybook.text.characters import check_characters, visible
from journeybook.text.escape import escape
from journeybook.text.suggestions import nearest

REFERENCE_KEYS = ("ref", "view", "stages")

_MERMAID = re.compile(r"\s*(?:---\s|%%|journey(?:\s|$))")
_JOURNEY_LINE = re.compile(r"^\s*journey(?:\s|$)", re.MULTILINE)


class FenceView(StrEnum):
    """What a fence shows of a map: the emotion curve alone, the map of its type, or a blueprint."""

    CURVE = "curve"
    MAP = "map"
    BLUEPRINT = "blueprint"


@dataclass(frozen=True, slots=True)
class Fence:
    """A fence and its context.

    `file` and `row` are the place of its first line, `number` counts the fences of the page from 1,
    and `level` is the level of headings below it. Without a `library`, references are shown as
    text. A `checked` fence is not drawn; only its findings are needed. `to` gives the link to an
    address of the portal, for pictures, which are told in words without it.
    """

    text: str
    file: str
    row: int
    number: int
    library: Library | None
    link: Callable[[Ref], str | None]
    level: int = 3
    checked: bool = False
    to: Callable[[str], str] | None = None


def draw_fence(fence: Fence) -> tuple[str, tuple[Diagnostic, ...]]:
    """Safe HTML for the fence, and the findings; with an error, a box with the message."""
    return _Drawing(fence).finished()


def mistake_box(findings: Iterable[Diagnostic], title: str | None = None) -> str:
    """The box in place of a drawing that cannot be made, with a `title` (plain text).

    The findings are in English, as on the command line.
    """
    site = language_in_use()
    language = "" if site.partition("-")[0] == "en" else f' lang="{site}"'
    lines = "".join(
        f"<li>{_with_code(each.message)} <small{language}>({escape(_place_words(each.place))})</small>"
        f"{f'<br>{_with_code(each.help)}' if each.help else ''}</li>"
        for each in findings
    )
    return (
        f'<div class="admonition failure jb-mistake" lang="en"><p class="admonition-title"{language}>'
        f"{escape(title or _('This map cannot be drawn'))}</p>"
        f"<ul>{lines}</ul></div>"
    )


def _place_words(place: Place) -> str:
    return f"{visible(place.file)}:{place.line}" if place.file else _("line %(num)s", num=place.line)


def _with_code(message: str) -> str:
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(visible(message)))


def nowhere(_ref: Ref) -> str | None:
    """The link function without a portal: None for everything."""
    return None


class _Stop(Exception):  # noqa: N818 (it ends a drawing whose findings are kept, it is no error of ours)
    """The fence cannot be drawn."""


class _Drawing:
    def __init__(self, fence: Fence) -> None:
        self.fence = fence
        self.library = fence.library or Library()
        self.findings: list[Diagnostic] = []
        # Ids of drawings are unique on the page even if it shows one map twice.
        self.key = f"map-{fence.number}"

    def finished(self) -> tuple[str, tuple[Diagnostic, ...]]:
        try:
            markup = self._draw()
        except _Stop:
            markup = mistake_box(each for each in self.findings if each.severity is Severity.ERROR)
        return markup, tuple(self.findings)

    def _draw(self) -> str:
        text = self.fence.text
        self._take(check_characters(text, self.fence.file, self.fence.row))
        if _MERMAID.match(text) and _JOURNEY_LINE.search(text):
            return self._mermaid(text)
        tree = None
        if text.strip():
            tree, findings = read_yaml(text, self.fence.file, self.fence.row)
            self._take(findings)
        if not isinstance(tree, Mapping):
            place = tree.place if tree else self._place()
            self._fail(
                prose_rules.invalid_fence,
                "the fence holds neither a map nor a reference to one",
                place,
                "write `ref: id-of-a-map`, or `title:` and `stages:`",
            )
            raise _Stop
        if "ref" in tree.entries:
            return self._reference(tree)
        return self._in_place(tree)

    def _reference(self, tree: Mapping) -> str:
        for key, entry in tree.entries.items():
            if key not in REFERENCE_KEYS:
                self._fail(
                    prose_rules.invalid_fence,
                    f"`{visible(key[:60])}` says nothing beside `ref`",
                    entry.key.place,
                    _meant(nearest(key, REFERENCE_KEYS)) or "beside `ref` stand `view` and `stages`",
                )
        view = self._view(tree.get("view"))
        ref = tree.get("ref")
        key = ref.text if isinstance(ref, Scalar) else ""
        if self.fence.library is None:
            if self.findings:
                raise _Stop
            elsewhere = _("The map %(id)s is drawn in the portal.", id=f"<code>{escape(key)}</code>")
            return f'<p class="jb-elsewhere">{elsewhere}</p>'
        journey = self.library.journeys.get(key)
        if journey is None:
            known = self.library.ids(Kind.JOURNEY)
            self._fail(
                prose_rules.unknown_in_fence,
                f"there is no map `{visible(key[:80])}`",
                ref.place if ref else self._place(),
                _meant(nearest(key, known))
                or "`ref` takes the id of a map: its file's name without the ending",
            )
            raise _Stop
        shown = self._only(journey, tree.get("stages"))
        if self.findings:
            raise _Stop
        caption = escape(journey.title)
        href = self.fence.link(Ref(Kind.JOURNEY, journey.id))
        if href:
            caption = f'<a href="{escape(href)}">{caption}</a>'
        return self._figure(shown, view, caption)

    def _only(self, journey: Journey, names: Node | None) -> Journey:
        """The map reduced to the named stages, in the order of the map."""
        if names is None:
            return journey
        items = names.items if isinstance(names, Sequence) else (names,)
        known = {stage.id or "": stage.title for stage in journey.stages}
        former = {each: stage.id for stage in journey.stages for each in stage.was}
        wanted = set()
        for item in items:
            key = item.text if isinstance(item, Scalar) else ""
            if key not in known and key not in former:
                self._fail(
                    prose_rules.unknown_in_fence,
                    f"the map `{journey.id}` has no stage `{visible(key[:80])}`",
                    item.place,
                    _meant(nearest(key, known))
                    or f"its stages are {', '.join(f'`{each}`' for each in known)}",
                )
            wanted.add(former.get(key, key))
        return journey.model_copy(
            update={"stages": tuple(stage for stage in journey.stages if stage.id in wanted)}
        )

    def _in_place(self, tree: Mapping) -> str:
        view = self._view(tree.get("view"))
        node, findings = check_moments(_without(tree, "view"))
        self._take(findings, stop=False)
        fitted = fit(Journey, node, {"id": self.key, "section": ""}, number_moments)
        self._take(fitted.findings, stop=False)
        for stray in fitted.strays:
            self._unknown(stray.kind, stray.text, stray.place)
        if fitted.model is None:
            raise _Stop
        if self.fence.library is not None:
            for made in links_of(fitted.model):
                own = made.ref.kind is Kind.JOURNEY and made.ref.id == self.key
                if not own and not self.library.has(made.ref):
                    where = Source(self.fence.file, places=NodePlaces(fitted.node)).place(made.path)
                    self._unknown(made.ref.kind, str(made.ref).partition(":")[2], where)
        if any(each.severity is Severity.ERROR for each in self.findings):
            raise _Stop
        return self._figure(fitted.model, view, escape(fitted.model.title))

    def _unknown(self, kind: Kind, text: str, place: Place) -> None:
        meant = nearest(text, self.library.ids(kind))
        self._fail(
            prose_rules.unknown_in_fence, f"there is no {kind} `{visible(text[:80])}`", place, _meant(meant)
        )

    def _mermaid(self, text: str) -> str:
        diagram, findings = parse_mermaid(text, self.fence.file, row=self.fence.row)
        self._take(findings)
        assert diagram, "a diagram is missing only with an error"
        made, notes = map_of_mermaid(
            diagram,
            fallback_title=_("Journey"),
            journeys=IdMaker(),
            cast=Cast(),
            scale=self.library.vocabulary.emotion_scale,
        )
        # Notes of an import are not repeated at every build.
        self.findings.extend(note for note in notes if note.severity is not Severity.INFO)
        words = self.library.vocabulary
        lanes = {key: Lane(title=title) for key, title in made.lanes.items()}
        alone: dict[str, Persona] = {each.id: each for each in made.personas}
        self.library = Library(
            vocabulary=words.model_copy(update={"lanes": {**words.lanes, **lanes}}), personas=alone
        )
        titled = diagram.title or diagram.accessible_title
        return self._figure(made.journey, FenceView.MAP, escape(titled or ""), own=True)

    def _figure(self, journey: Journey, view: FenceView, caption: str, *, own: bool = False) -> str:
        if self.fence.checked:
            return ""
        changes: dict[str, object] = {"id": self.key}
        if view is FenceView.BLUEPRINT:
            changes["type"] = MapType.SERVICE_BLUEPRINT
        composed = compose(journey.model_copy(update=changes), self.library)
        if view is FenceView.CURVE:
            composed = replace(
                composed, rows=tuple(row for row in composed.rows if isinstance(row, CurveRow))
            )
        # Actors of a Mermaid text have no pages, even if their ids are those of personas.
        known = {} if own else self.library.known
        drawn = draw_grid(
            composed,
            nowhere if own else self.fence.link,
            self.library.title,
            level=self.fence.level,
            compact=True,
            known=known,
            to=self.fence.to,
        )
        below = f'<figcaption dir="auto">{caption}</figcaption>' if caption else ""
        return f'<figure class="jb-body jb-embed jb-embed--{view}">{drawn}{below}</figure>'

    def _view(self, node: Node | None) -> FenceView:
        if node is None:
            return FenceView.MAP
        word = node.text if isinstance(node, Scalar) else ""
        names = [str(each) for each in FenceView]
        if word in names:
            return FenceView(word)
        self._fail(
            prose_rules.invalid_fence,
            f"there is no view `{visible(word[:60])}`",
            node.place,
            _meant(nearest(word, names)) or "the views are `curve`, `map` and `blueprint`",
        )
        return FenceView.MAP

    def _take(self, findings: Iterable[Diagnostic], *, stop: bool = True) -> None:
        found = list(findings)
        self.findings.extend(found)
        if stop and any(each.severity is Severity.ERROR for each in found):
            raise _Stop

    def _fail(self, rule: Rule, message: str, place: Place, way_out: str | None) -> None:
        self.findings.append(rule.at(place, message, way_out))

    def _place(self) -> Place:
        return Place(self.fence.file, self.fence.row)


def _without(tree: Mapping, key: str) -> Mapping:
    return replace(tree, entries={name: each for name, each in tree.entries.items() if name != key})


def _meant(word: str | None) -> str | None:
    return f"did you mean `{word}`?" if word else None
