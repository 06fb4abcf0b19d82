"""A Python-Markdown extension for `[[links]]` and the fences `journey` and `journeybook`.

A host that has a portal passes its library and how to link; without one (plain Python-Markdown,
Zensical) inline maps and Mermaid journeys are drawn all the same, and references become names.
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
from journeybook.library.objects import Library
from journeybook.prose.rendering import Linker
from journeybook.prose.time_limit import OutOfTime, time_limit
from journeybook.sources.limits import PageLimits
from journeybook.sources.markdown.code_blocks import fences_of
from journeybook.sources.markdown.page_limits import page_too_costly, page_too_deep

# After Python-Markdown has normalised line ends and indentation (30), before its own fences and
# those of pymdownx.superfences (25) and before front matter is removed (27), so that line numbers
# are those of the page.
FENCES_PRIORITY = 28
# Below code (190) and backslashes (180), above footnotes (175) and every kind of link (170 and
# less).
LINKS_PRIORITY = 176

_BRACKETED = re.compile(BRACKETS)

log = logging.getLogger(__name__)

Report = Callable[[Diagnostic], None]


def _log(finding: Diagnostic) -> None:
    log.warning("%s %s: %s", finding.place, finding.code, finding.message)


def _unplaced() -> Place:
    return Place("")


class JourneybookExtension(Extension):
    """The extension. All options are optional.

    `library` is the portal's; `link` gives the link from the page that is being rendered to an
    object of the portal; `part` draws a part of the portal's home page for that page; `report`
    receives the findings of a page; `place` gives the file of the page, and the line on which its
    Markdown begins (front matter may have been removed); `record` receives the marks of a page when
    its rendering begins.
    """

    def __init__(
        self,
        *,
        library: Library | None = None,
        link: Linker | None = None,
        part: DrawPart | None = None,
        report: Report | None = None,
        place: Callable[[], Place] | None = None,
        record: Callable[[PageMarks], None] | None = None,
        **options: Any,
    ) -> None:
        self.library = library
        self.link = link or nowhere
        self.part = part
        self.report = report or _log
        self.place = place or _unplaced
        self.record = record
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the name that Python-Markdown calls)
        """Add links and fences to `md`."""
        md.registerExtension(self)
        md.preprocessors.register(_Fences(md, self), "journeybook_fences", FENCES_PRIORITY)
        md.inlinePatterns.register(_Links(md, self), "journeybook_links", LINKS_PRIORITY)
        self.reset()

    def reset(self) -> None:
        """Reset the state of the page before."""
        self.marks = self._marks([])

    def begin(self, lines: list[str]) -> None:
        """Begin with a page of these lines."""
        self.marks = self._marks(lines)
        if self.record is not None:
            self.record(self.marks)

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
        # Finished HTML in the stash: no later pattern finds links or emphasis in it, and hosts that
        # check and rewrite the links of Markdown leave it alone; its address is final.
        return AtomicString(self.md.htmlStash.store(self.extension.marks.link(m[0]))), m.start(0), m.end(0)


def findings_in(
    text: str, place: Place, library: Library, limits: PageLimits | None = None
) -> tuple[Diagnostic, ...]:
    """The findings about the links and fences of a page, without rendering it.

    `text` is its Markdown, which begins at `place`. The content of blocks that only a site's own
    extensions know (such as the body of an admonition) counts as code and is checked when it is
    rendered.
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
    """Whether a page may have findings: a cheap test without false negatives."""
    if LANGUAGE in text and any(fence.language in LANGUAGES for fence in fences_of(text.split("\n"))):
        return True
    if "[[" not in text:
        return False
    known = library.known
    for each in _BRACKETED.finditer(text):
        ref, _ = wiki_link(each[0], known)
        if ref is None or not library.has(ref):
            return True
    return False


def makeExtension(**options: Any) -> JourneybookExtension:  # noqa: N802 (the name that Python-Markdown looks for)
    """Create the extension; Python-Markdown calls this by the path of the module."""
    return JourneybookExtension(**options)
