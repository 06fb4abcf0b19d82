"""A Python-Markdown extension: `[[links]]`, ```` ```journey ```` and ```` ```journeybook ```` fences in any page.

A host that knows the portal hands over its library and how to link; without one (plain Python-Markdown,
Zensical) maps written in place and Mermaid's journeys are drawn all the same, and references are named.
Drawings go into Markdown's stash of finished HTML and never through its parsers.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from typing import Any

from markdown import Extension, Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.util import AtomicString

from journeybook.diagnostics import Diagnostic, Place
from journeybook.fences.journey_fence import nowhere
from journeybook.fences.page_marks import BRACKETS, LANGUAGE, LANGUAGES, PageMarks, levels_below
from journeybook.fences.part_fence import DrawPart
from journeybook.library.links import wiki_link
from journeybook.library.objects import Kind, Library
from journeybook.prose.rendering import Linker
from journeybook.prose.time_limit import OutOfTime, time_limit
from journeybook.sources.limits import PageLimits
from journeybook.sources.markdown.code_blocks import fences_of
from journeybook.sources.markdown.page_limits import page_too_costly, page_too_deep

# After Python-Markdown has made one kind of line end and of indentation (30), before its own fences and
# those of pymdownx.superfences (25) and before front matter is cut off (27), so that rows are those of the page.
FENCES_PRIORITY = 28
# Below code (190) and backslashes (180), above footnotes (175) and every kind of link (170 and less).
LINKS_PRIORITY = 176

_BRACKETED = re.compile(BRACKETS)

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
        self.marks = self._marks([])

    def begin(self, lines: list[str]) -> None:
        """Begin with a page of these lines."""
        self.marks = self._marks(lines)

    def _marks(self, lines: list[str]) -> PageMarks:
        return PageMarks(
            lines,
            self.place() if lines else Place(""),
            library=self.library,
            link=self.link,
            part=self.part,
            report=self.report,
        )


class _Fences(Preprocessor):
    def __init__(self, md: Markdown, extension: JourneybookExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, lines: list[str]) -> list[str]:
        self.extension.begin(list(lines))
        out: list[str] = []
        done = 0
        blocks = tuple(fences_of(lines))
        for block, level in zip(blocks, levels_below(lines, blocks), strict=True):
            if block.language not in LANGUAGES:
                continue
            markup = self.extension.marks.fence(block, level)
            out += [*lines[done : block.first], "", self.md.htmlStash.store(markup), ""]
            done = len(lines) if block.last is None else block.last + 1
        return out + lines[done:]


class _Links(InlineProcessor):
    def __init__(self, md: Markdown, extension: JourneybookExtension) -> None:
        super().__init__(BRACKETS, md)
        self.extension = extension

    def handleMatch(  # type: ignore[override]  # noqa: N802 (the name that Python-Markdown calls)
        self, m: re.Match[str], data: str
    ) -> tuple[AtomicString, int, int]:
        # Finished HTML in the stash: no pattern after this one finds links or emphasis in it, and a host that
        # checks and rewrites the links of Markdown leaves this one alone, whose address is final.
        return AtomicString(self.md.htmlStash.store(self.extension.marks.link(m[0]))), m.start(0), m.end(0)


def findings_in(
    text: str, place: Place, library: Library, limits: PageLimits | None = None
) -> tuple[Diagnostic, ...]:
    """What is wrong with the links and fences of a page, before anybody renders it.

    `text` is its Markdown, which begins at `place`. What stands inside of blocks that only a site's own
    extensions know (the body of an admonition, say) is taken for code and left for the rendering to find.
    """
    if not may_hold_findings(text, library):
        return ()
    found: list[Diagnostic] = []
    extension = JourneybookExtension(library=library, report=found.append, place=lambda: place)
    bounds = limits or PageLimits()
    try:
        with time_limit(bounds.page_seconds):
            Markdown(extensions=["fenced_code", extension]).convert(text)
    except OutOfTime:
        return (page_too_costly(Place(place.file), bounds),)
    except RecursionError:
        return (page_too_deep(Place(place.file)),)
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
