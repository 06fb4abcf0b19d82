"""`[[links]]` and fences of a hand-written page as HTML, for any Markdown parser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from journeybook.diagnostics import Diagnostic, Place
from journeybook.fences.journey_fence import Fence, draw_fence, mistake_box
from journeybook.fences.part_fence import LANGUAGE as PART_LANGUAGE
from journeybook.fences.part_fence import DrawPart, draw_part_fence
from journeybook.library.federation import MARK, TitleElsewhere
from journeybook.library.links import KIND_WORDS, wiki_link
from journeybook.library.objects import Kind, Library, Ref
from journeybook.prose.link_texts import ref_class
from journeybook.prose.plain_page import PlainPage, render_plain_page
from journeybook.rules import prose_rules
from journeybook.sources.markdown.code_blocks import Fence as CodeBlock
from journeybook.sources.markdown.code_blocks import fences_of
from journeybook.text.escape import escape, escape_words
from journeybook.text.suggestions import nearest

LANGUAGE = "journey"
LANGUAGES = frozenset({LANGUAGE, PART_LANGUAGE})
"""Languages of the fences that become drawings."""

BRACKETS = r"\[\[([^\[\]\n]{1,340})\]\]"

HELPED = 20
"""The most broken links of a page with a suggestion; reports show fewer of one rule in a file."""

_BRACKETED = re.compile(BRACKETS)
_HEADING = re.compile(r"(#{1,6})(?!#)")
_UNDERLINE = re.compile(r"(?:=+|-{2,})\s*")


class PageMarks:
    """Turns the links and fences of one page into HTML and reports mistakes.

    `lines` are the Markdown of the page, of which the first stands at `place`. Without a `library`,
    links and references are shown as text.
    """

    def __init__(
        self,
        lines: Sequence[str],
        place: Place,
        *,
        library: Library | None,
        link: Callable[[Ref], str | None],
        part: DrawPart | None,
        report: Callable[[Diagnostic], None],
    ) -> None:
        self._lines = lines
        self._place = place
        self._made: list[tuple[str, tuple[Any, ...], str]] = []
        self._found: list[Diagnostic] = []
        self._library = library
        self._link = link
        self._part = part
        self._hears = report
        self._known = {} if library is None else library.known
        self._drawn = 0
        self._astray = 0
        self._positions: dict[str, Iterator[tuple[int, int]]] | None = None
        self._last: dict[str, tuple[int, int]] = {}

    def fence(self, block: CodeBlock, level: int) -> str:
        """The HTML of a fence in one of our languages; headings of a map in it begin at `level`."""
        row = self._place.line + block.first
        here = Place(self._place.file, row + 1)
        if block.last is None:
            unclosed = prose_rules.invalid_fence.at(
                Place(self._place.file, row), "the fence is never closed", "close it with a line ```"
            )
            markup = mistake_box([unclosed])
            found: tuple[Diagnostic, ...] = (unclosed,)
        elif block.language == PART_LANGUAGE:
            markup, found = draw_part_fence(block.text, here, self._part)
        else:
            self._drawn += 1
            fence = Fence(block.text, here.file, here.line, self._drawn, self._library, self._link, level)
            markup, found = draw_fence(fence)
        for finding in found:
            self._report(finding)
        self._made.append(("fence", (block, level), markup))
        return markup

    def link(self, source: str) -> str:
        """The HTML of a link, given with its brackets."""
        markup = self._link_markup(source)
        self._made.append(("link", (source,), markup))
        return markup

    def gives_the_same(
        self, library: Library, link: Callable[[Ref], str | None], part: DrawPart | None
    ) -> bool:
        """Whether all that was made would be the same with another library, findings included."""
        other = PageMarks(
            self._lines, self._place, library=library, link=link, part=part, report=lambda _: None
        )
        same = all(getattr(other, name)(*given) == markup for name, given, markup in self._made)
        return same and other._found == self._found

    def _report(self, finding: Diagnostic) -> None:
        self._found.append(finding)
        self._hears(finding)

    def _link_markup(self, source: str) -> str:
        library = self._library
        if library is None:
            return escape_words(source[2:-2].rpartition("|")[2])
        ref, words = wiki_link(source, self._known)
        if ref is None or not library.has(ref):
            if source[2:].partition(MARK)[0] in library.federation.unread:
                return escape_words(source[2:-2].rpartition("|")[2])
            self._leads_nowhere(source, ref, library)
            return escape_words(source)
        href = self._link(ref)
        other = library.federation.portal_of(ref.id)
        named = TitleElsewhere(words, other.title) if other and words else words
        shown = escape_words(named or library.title(ref))
        return f'<a class="{ref_class(ref)}" href="{escape(href)}">{shown}</a>' if href else shown

    def _leads_nowhere(self, source: str, ref: Ref | None, library: Library) -> None:
        row, column = self._position(source)
        place = Place(self._place.file, self._place.line + row - 1, column, len(source))
        target = source[2:-2].partition("|")[0]
        self._astray += 1
        way_out = _way_out(target, ref, library) if self._astray <= HELPED else _ANY_WAY_OUT
        self._report(prose_rules.unknown_link.at(place, f"`[[{target}]]` leads nowhere", way_out))

    def _position(self, source: str) -> tuple[int, int]:
        """The row and column, from 1, of the next occurrence of `source` in the page."""
        if self._positions is None:
            listed: dict[str, list[tuple[int, int]]] = {}
            for row, line in enumerate(self._lines, 1):
                for found in _BRACKETED.finditer(line) if "[[" in line else ():
                    listed.setdefault(found[0], []).append((row, found.start() + 1))
            self._positions = {each: iter(places) for each, places in listed.items()}
        last = self._last.get(source, (0, 0))
        for position in self._positions.get(source, ()):
            if position[0] > last[0]:
                self._last[source] = position
                return position
        return 1, 1


def render_with_marks(markdown: str, marks: PageMarks, address: Callable[[str], str]) -> PlainPage:
    """The page rendered by `render_plain_page`, with its links and fences by `marks`."""
    lines = markdown.split("\n")
    blocks = tuple(fences_of(lines))
    ours = {
        block.first: (block, level)
        for block, level in zip(blocks, levels_below(lines, blocks), strict=True)
        if block.language in LANGUAGES
    }

    def draw(row: int) -> str | None:
        return marks.fence(*ours[row]) if row in ours else None

    return render_plain_page(markdown, draw=draw, link=marks.link, address=address)


def levels_below(lines: Sequence[str], blocks: Sequence[CodeBlock]) -> Iterator[int]:
    """For each of `blocks`, the level of headings in it: one below the heading before the block.

    `blocks` are all fenced blocks of `lines`, in order; their lines are not taken for headings.
    """
    level, row = 2, 0
    for block in blocks:
        for at in range(row, block.first):
            heading = _HEADING.match(lines[at])
            if heading:
                level = min(5, len(heading[1]) + 1)
            elif at > row and _UNDERLINE.fullmatch(lines[at]) and lines[at - 1].strip():
                level = 2 if lines[at][0] == "=" else 3
        yield level
        row = len(lines) if block.last is None else block.last + 1


_ANY_WAY_OUT = "a link takes the id of a thing: its file's name without the ending"


def _way_out(target: str, ref: Ref | None, library: Library) -> str:
    """The suggestion for a broken link."""
    kind, colon, rest = target.rpartition(":")
    portal, _, own = target.partition(MARK)
    other = library.federation.portals.get(portal)
    if other:
        there = {key: each.title for shelf in other.objects.values() for key, each in shelf.items()}
        meant = nearest(own.rpartition(MARK)[2].partition("#")[0], there)
        return (
            f"did you mean `[[{portal}{MARK}{meant}]]`?"
            if meant
            else f"the portal `{portal}` has nothing of this id"
        )
    if colon and kind not in KIND_WORDS:
        meant = nearest(kind, sorted(KIND_WORDS))
        return f"did you mean `[[{meant}:{rest}]]`?" if meant else "write `[[id]]` or `[[kind:id]]`"
    key, _, step = rest.partition("#")
    if ref and ref.step and library.has(Ref(ref.kind, ref.id)):
        journey = library.journeys.get(ref.id)
        steps = (
            {each.id or "": each.title for stage in journey.stages for each in (stage, *stage.steps)}
            if journey
            else {}
        )
        meant = nearest(step, steps)
        return (
            f"did you mean `[[{ref.id}#{meant}]]`?"
            if meant
            else f"only steps of a map follow a `#`; `{ref.id}` has none like it"
        )
    kinds = [Kind(kind)] if colon else list(Kind)
    every = {each: title for one in reversed(kinds) for each, title in library.ids(one).items()}
    meant = nearest(key, every)
    return f"did you mean `[[{meant}]]`?" if meant else _ANY_WAY_OUT
