"""A Python-Markdown extension: `[[links]]`, ```` ```journey ```` and ```` ```journeybook ```` fences in any page.

A host that knows the portal hands over its library and how to link; without one (plain Python-Markdown,
Zensical) maps written in place and Mermaid's journeys are drawn all the same, and references are named.
Drawings go into Markdown's stash of finished HTML and never through its parsers.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from html import escape
from typing import Any

from markdown import Extension, Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.util import AtomicString

from journeybook.diagnostics import Diagnostic, Place
from journeybook.fences.journey_fence import Fence, draw_fence, mistake_box, nowhere
from journeybook.fences.part_fence import LANGUAGE as PART_LANGUAGE
from journeybook.fences.part_fence import DrawPart, draw_part_fence
from journeybook.library.links import KIND_WORDS, wiki_link
from journeybook.library.objects import Kind, Library, Ref
from journeybook.prose.rendering import Linker
from journeybook.rules import prose_rules
from journeybook.sources.markdown.code_blocks import fences_of
from journeybook.text.suggestions import nearest

LANGUAGE = "journey"
LANGUAGES = frozenset({LANGUAGE, PART_LANGUAGE})

# After Python-Markdown has made one kind of line end and of indentation (30), before its own fences and
# those of pymdownx.superfences (25) and before front matter is cut off (27), so that rows are those of the page.
FENCES_PRIORITY = 28
# Below code (190) and backslashes (180), above footnotes (175) and every kind of link (170 and less).
LINKS_PRIORITY = 176

_BRACKETS = r"\[\[([^\[\]\n]{1,340})\]\]"

_BRACKETED = re.compile(_BRACKETS)
_HEADING = re.compile(r"(#{1,6})(?!#)")
_UNDERLINE = re.compile(r"(?:=+|-{2,})\s*")

log = logging.getLogger(__name__)

Report = Callable[[Diagnostic], None]


def _log(finding: Diagnostic) -> None:
    log.warning("%s %s: %s", finding.place, finding.code, finding.message)


def _unplaced() -> Place:
    return Place("")


class JourneybookExtension(Extension):
    """The extension. All options are optional:

    `library` is the portal's; `link` gives the link from the page that is being rendered to a thing of the
    portal; `part` draws a part of the portal's home page for that page; `report` takes what is wrong with a page;
    `place` says of which file that page is, and in which of its lines the Markdown begins that is handed over (front
    matter may be cut off before).
    """

    def __init__(
        self,
        *,
        library: Library | None = None,
        link: Linker | None = None,
        part: DrawPart | None = None,
        report: Report | None = None,
        place: Callable[[], Place] | None = None,
        **options: Any,
    ) -> None:
        self.library = library
        self.link = link or nowhere
        self.part = part
        self.report = report or _log
        self.place = place or _unplaced
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the name that Python-Markdown calls)
        """Add links and fences to `md`."""
        md.registerExtension(self)
        md.preprocessors.register(_Fences(md, self), "journeybook_fences", FENCES_PRIORITY)
        md.inlinePatterns.register(_Links(md, self), "journeybook_links", LINKS_PRIORITY)
        self.reset()

    def reset(self) -> None:
        """Forget the page before."""
        self._lines: list[str] = []
        self._seen: dict[str, int] = {}

    def begin(self, lines: list[str]) -> None:
        """Remember the lines of the page, to find the row of a link by."""
        self._lines = lines

    def row_of(self, source: str) -> tuple[int, int]:
        """The row and column, from 1, at which `source` stands in the page the next time."""
        start = self._seen.get(source, 0)
        for row in range(start, len(self._lines)):
            column = self._lines[row].find(source)
            if column >= 0:
                self._seen[source] = row + 1
                return row + 1, column + 1
        return 1, 1


class _Fences(Preprocessor):
    def __init__(self, md: Markdown, extension: JourneybookExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, lines: list[str]) -> list[str]:
        self.extension.begin(list(lines))
        out: list[str] = []
        done = number = 0
        here = self.extension.place()
        for fence in fences_of(lines):
            if fence.language not in LANGUAGES:
                continue
            out += lines[done : fence.first]
            row = here.line + fence.first
            if fence.last is None:
                unclosed = prose_rules.invalid_fence.at(
                    Place(here.file, row), "the fence is never closed", "close it with a line ```"
                )
                markup, findings = mistake_box([unclosed]), [unclosed]
            elif fence.language == PART_LANGUAGE:
                markup, found = draw_part_fence(fence.text, Place(here.file, row + 1), self.extension.part)
                findings = list(found)
            else:
                number += 1
                markup, found = draw_fence(
                    Fence(
                        fence.text,
                        here.file,
                        row + 1,
                        number,
                        self.extension.library,
                        self.extension.link,
                        _level_below(lines[: fence.first]),
                    )
                )
                findings = list(found)
            for finding in findings:
                self.extension.report(finding)
            out += ["", self.md.htmlStash.store(markup), ""]
            done = len(lines) if fence.last is None else fence.last + 1
        return out + lines[done:]


def _level_below(lines: list[str]) -> int:
    """The level of headings below the last one of `lines`; a map's own go two levels deep."""
    fenced = {row for fence in fences_of(lines) for row in range(fence.first, (fence.last or len(lines)) + 1)}
    for row in range(len(lines) - 1, -1, -1):
        heading = _HEADING.match(lines[row])
        if heading and row not in fenced:
            return min(5, len(heading[1]) + 1)
        if row and row not in fenced and _UNDERLINE.fullmatch(lines[row]) and lines[row - 1].strip():
            return 2 if lines[row][0] == "=" else 3
    return 2


class _Links(InlineProcessor):
    def __init__(self, md: Markdown, extension: JourneybookExtension) -> None:
        super().__init__(_BRACKETS, md)
        self.extension = extension

    def handleMatch(  # type: ignore[override]  # noqa: N802 (the name that Python-Markdown calls)
        self, m: re.Match[str], data: str
    ) -> tuple[AtomicString, int, int]:
        # Finished HTML in the stash: no pattern after this one finds links or emphasis in it, and a host that
        # checks and rewrites the links of Markdown leaves this one alone, whose address is final.
        return AtomicString(self.md.htmlStash.store(self._shown(m[0], m[1]))), m.start(0), m.end(0)

    def _shown(self, source: str, inside: str) -> str:
        library = self.extension.library
        if library is None:
            return escape(inside.rpartition("|")[2], quote=False)
        known = {kind: library.ids(kind) for kind in Kind}
        ref, words = wiki_link(source, known)
        if ref is None or not library.has(ref):
            self._report(source, inside, ref, library)
            return escape(source, quote=False)
        href = self.extension.link(ref)
        shown = escape(words or library.title(ref), quote=False)
        return f'<a class="jb-ref" href="{escape(href)}">{shown}</a>' if href else shown

    def _report(self, source: str, inside: str, ref: Ref | None, library: Library) -> None:
        here = self.extension.place()
        row, column = self.extension.row_of(source)
        place = Place(here.file, here.line + row - 1, column, len(source))
        target = inside.partition("|")[0]
        self.extension.report(
            prose_rules.unknown_link.at(
                place, f"`[[{target}]]` leads nowhere", _way_out(target, ref, library)
            )
        )


def _way_out(target: str, ref: Ref | None, library: Library) -> str:
    """What was probably meant by a link that leads nowhere."""
    kind, colon, rest = target.rpartition(":")
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
    return (
        f"did you mean `[[{meant}]]`?"
        if meant
        else "a link takes the id of a thing: its file's name without the ending"
    )


def findings_in(text: str, place: Place, library: Library) -> tuple[Diagnostic, ...]:
    """What is wrong with the links and fences of a page, before anybody renders it.

    `text` is its Markdown, which begins at `place`. What stands inside of blocks that only a site's own
    extensions know (the body of an admonition, say) is taken for code and left for the rendering to find.
    """
    if not may_hold_findings(text, library):
        return ()
    found: list[Diagnostic] = []
    extension = JourneybookExtension(library=library, report=found.append, place=lambda: place)
    Markdown(extensions=["fenced_code", extension]).convert(text)
    return tuple(found)


def may_hold_findings(text: str, library: Library) -> bool:
    """Whether it takes a closer look to say that nothing is wrong with a page: cheap, and never wrongly False."""
    if LANGUAGE in text and any(each.language in LANGUAGES for each in fences_of(text.split("\n"))):
        return True
    if "[[" not in text:
        return False
    known = {kind: library.ids(kind) for kind in Kind}
    for each in _BRACKETED.finditer(text):
        ref, _ = wiki_link(each[0], known)
        if ref is None or not library.has(ref):
            return True
    return False


def makeExtension(**options: Any) -> JourneybookExtension:  # noqa: N802 (the name that Python-Markdown looks for)
    """The extension by the path of this module, as Python-Markdown asks for it."""
    return JourneybookExtension(**options)
