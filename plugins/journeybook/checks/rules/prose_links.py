"""Rules about prose and text fields: `[[links]]` and ```` ```journey ```` fences."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from journeybook.checks.map_outline import Mark
from journeybook.checks.portal_context import PortalContext
from journeybook.checks.reports.limits import SAME_RULE
from journeybook.checks.rules.other_portals import unknown_link_elsewhere
from journeybook.checks.rules.references import step_like, way_to
from journeybook.checks.scopes import PORTAL
from journeybook.diagnostics import Diagnostic, Place
from journeybook.library.links import KIND_WORDS, WIKI_LINK, wiki_link
from journeybook.library.objects import Kind, Ref, Source
from journeybook.prose.rendering import WikiLink, wiki_links
from journeybook.rules import prose_rules
from journeybook.sources.limits import SOURCE_FENCES
from journeybook.sources.markdown.code_blocks import DEEPEST, fences_of
from journeybook.sources.markdown.code_blocks import Fence as FencedBlock
from journeybook.sources.validation_messages import shown
from journeybook.sources.yaml.nodes import NodePlaces, Scalar, walk
from journeybook.text.suggestions import nearest

# Fields that are shown as written or hold no text.
_LITERAL = frozenset({"title", "phase", "url", "link", "photo", "src", "read", "same_as", "relevant"})

_LENGTH = 60
_FIELD_INDENT = 40


@prose_rules.unknown_link.found_in(PORTAL)
def unresolved_links(portal: PortalContext) -> Iterator[Diagnostic]:
    """`[[links]]` that match nothing in the portal."""
    for _, _, source in portal.items(lambda outline: Mark.LINKS in outline.marks):
        found = 0
        for link, place in _links_in(source):
            elsewhere = unknown_link_elsewhere(portal, link.text, place)
            if elsewhere is not None:
                yield from elsewhere
                continue
            finding = _unresolved(portal, link, place, helped=found < SAME_RULE)
            if finding:
                found += 1
                yield finding


def _links_in(source: Source) -> Iterator[tuple[WikiLink, Place]]:
    if "[[" not in source.text or not isinstance(source.places, NodePlaces):
        return
    lines = source.text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    for path, node in walk(source.places.root):
        if not isinstance(node, Scalar) or "[[" not in node.text:
            continue
        if path and path[-1] in _LITERAL:
            continue
        start = 0
        for link in wiki_links(node.text):
            place, start = _place_of(link, node, source, (lines, starts), start)
            yield link, place


def _place_of(
    link: WikiLink, node: Scalar, source: Source, rows: tuple[list[str], list[int]], start: int
) -> tuple[Place, int]:
    """The place of a link in the file, and the offset at which to search for the next one.

    `rows` are the lines of the source and their offsets.
    """
    lines, starts = rows
    row = node.place.line + link.line - 1
    text = lines[row - 1] if row <= len(lines) else ""
    column = link.column + (node.place.column - 1 if link.line == 1 else 0)
    length = min(len(link.text), _LENGTH)
    for shift in (0, 1):  # a quoted text begins one character later
        if text.startswith(link.text, column - 1 + shift):
            return Place(source.file, row, column + shift, length), start
    offset = starts[min(node.place.line, len(lines)) - 1] + node.place.column - 1
    at = source.text.find(link.text, max(offset, start))
    if at < 0:
        return node.place, start
    found = bisect_right(starts, at) - 1
    return Place(source.file, found + 1, at - starts[found] + 1, length), at + 1


def _unresolved(portal: PortalContext, link: WikiLink, place: Place, *, helped: bool) -> Diagnostic | None:
    ref, _ = wiki_link(link.text, portal.known)
    message = f"unknown link {shown(link.text)}"
    if ref is None and portal.words_damaged and WIKI_LINK.fullmatch(link.text):
        return None
    if ref is None:
        return prose_rules.unknown_link.at(place, message, _probably(portal, link.text) if helped else None)
    whole = Ref(ref.kind, ref.id)
    if portal.excuses(whole) or portal.has(ref):
        return None
    if not portal.has(whole):
        way = way_to(portal, ref.kind, ref.id) if helped else None
    elif ref.kind is Kind.JOURNEY:
        way = step_like(portal, ref.id, ref.step or "") if helped else None
    else:
        way = "only journeys have steps to link to"
    return prose_rules.unknown_link.at(place, message, way)


def _probably(portal: PortalContext, text: str) -> str:
    """The object of any kind closest to a link without a known id."""
    inside = text[2:-2].partition("|")[0].partition("#")[0].strip()
    kind, colon, key = inside.partition(":")
    if colon and kind not in KIND_WORDS:
        meant = nearest(kind, KIND_WORDS)
        return (
            f"did you mean `[[{meant}:...]]`?"
            if meant
            else f"a link's kind is one of {', '.join(sorted(KIND_WORDS))}"
        )
    word = key if colon else inside
    if colon and kind in KIND_WORDS:
        return way_to(portal, Kind(kind), word)
    everything = portal.words(None)
    meant = everything.nearest(word)
    if meant:
        title = everything.titles[meant]
        return f"did you mean `[[{meant}]]`" + (f" ({title})?" if title and title != meant else "?")
    return (
        "write the id of a thing, such as `[[amira]]`, `[[channel:e-mail]]` or `[[moving-house#book-visit]]`"
    )


@prose_rules.invalid_fence.found_in(PORTAL)
def broken_fences(portal: PortalContext) -> Iterator[Diagnostic]:
    """Fences in prose of maps and personas that cannot be drawn, and unknown references in them."""
    for _, _, source in portal.items(lambda outline: Mark.FENCES in outline.marks):
        if "```" not in source.text and "~~~" not in source.text:
            continue
        # In YAML, the prose of a field and its fences are indented.
        deepest = DEEPEST if source.file.endswith(".md") else _FIELD_INDENT
        fences = fences_of(source.text.split("\n"), deepest=deepest)
        for number, fence in enumerate((each for each in fences if each.language == "journey"), 1):
            if number > SOURCE_FENCES:
                yield prose_rules.too_many_fences.at(
                    Place(source.file, fence.first + 1),
                    f"more than {SOURCE_FENCES} fences with maps are not drawn on one page",
                    "name maps by `[[links]]`, or tell the story in several maps",
                )
                break
            yield from _drawn(portal, source, fence, number)


def _drawn(portal: PortalContext, source: Source, fence: FencedBlock, number: int) -> tuple[Diagnostic, ...]:
    """The findings of drawing a fence."""
    # Imported here because it imports the drawings.
    from journeybook.fences.journey_fence import Fence, draw_fence, nowhere  # noqa: PLC0415

    around = Fence(fence.text, source.file, fence.first + 2, number, portal.library, nowhere, checked=True)
    return draw_fence(around)[1]
