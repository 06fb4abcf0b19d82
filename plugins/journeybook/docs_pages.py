"""Checks the hand-written pages of `docs/`, their links and fences, before a host renders them.

The build and `journeybook check` call the same function, so that both report the same. It uses the
reading of pages by the Markdown extension; no host is needed.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from journeybook.diagnostics import Diagnostic, Place, Severity, arranged
from journeybook.i18n.catalog import SOURCE_LANGUAGE, language_in_use
from journeybook.library.links import wiki_link
from journeybook.library.objects import Kind, Library, Ref
from journeybook.pages.docs_pages import Mention
from journeybook.portal.docs_cache import DocsCache
from journeybook.prose.time_limit import OutOfTime, time_limit
from journeybook.rules import site_rules
from journeybook.sources.docs_folder import DocsFolder, hidden, look_over
from journeybook.sources.limits import PageLimits
from journeybook.sources.markdown.code_blocks import fences_of
from journeybook.sources.markdown.page_fields import Fields, Judge, beyond_bounds, read_page_fields
from journeybook.sources.markdown.page_limits import beyond_limits, page_too_costly
from journeybook.sources.markdown.page_text import without_front_matter

DEFAULT_LIMITS = PageLimits()

LANGUAGES = frozenset({"journey", "journeybook"})
"""Languages of fences that become drawings, as in `fences.page_marks`, which is slow to import."""

SETTINGS = frozenset({".meta.yml", ".authors.yml", ".nav.yml", ".pages"})
"""Files beside pages that plugins of MkDocs read as YAML, without limits."""

_LINK = re.compile(r"\[\[[^\[\]\n]{1,340}\]\]")
_DRAWN = re.compile(r"^ref:[ \t]*[\"']?([a-z0-9-]{1,64})[\"']?[ \t]*(?:#.*)?$", re.MULTILINE)
_TICKS = re.compile(r"`+")
_HOLDER = re.compile(r"(?:[-*+:]|[0-9]+[.)])[ \t]|[!?]{3}|={3}|\[\^")
"""A line below which indented lines are text: an item, an admonition, a tab, a note."""


@dataclass(frozen=True, slots=True)
class DocsPage:
    """A hand-written page: its path, and its name in diagnostics."""

    path: Path
    file: str


@dataclass(frozen=True, slots=True)
class CheckedDocs:
    """The result of checking a folder of pages.

    `findings` are all findings, `texts` the text of every page with one, by its file. `refused` are
    the pages and files that a host must not use, by their paths below the folder, each with the
    reason: those of `folder`, and pages that cannot be read or whose front matter cannot.
    `mentions` holds the links and drawings of each page, by the same paths.
    """

    findings: tuple[Diagnostic, ...]
    texts: Mapping[str, str]
    folder: DocsFolder
    refused: Mapping[str, Diagnostic]
    mentions: Mapping[str, tuple[Mention, ...]]


def unjudged(_: Fields) -> tuple[Diagnostic, ...]:
    """No findings: the judge for pages without a host."""
    return ()


def check_docs(
    docs: Path,
    name: str,
    library: Library,
    *,
    passed_over: Callable[[str], bool] = hidden,
    judge: Judge = unjudged,
    limits: PageLimits = DEFAULT_LIMITS,
    plain: bool = False,
    cache: DocsCache | None = None,
) -> CheckedDocs:
    """Check the folder `docs` and the pages below it.

    `name` is the folder as diagnostics write it, without `/` at its end. Paths that are
    `passed_over` are no pages; `judge` returns a host's findings about the fields of a page. A page
    beyond `limits` is refused. With `plain`, pages are read as plain ones. Only pages with front
    matter, an unresolved `[[link]]` or a `journey` fence are parsed; others are only read. `cache`
    holds the findings about links and fences of an earlier check, and receives those of this one.
    """
    folder = look_over(docs, name, passed_over)
    refused = dict(folder.refused)
    diagnostics: list[Diagnostic] = list(refused.values())
    texts: dict[str, str] = {}
    mentions: dict[str, tuple[Mention, ...]] = {}
    for uri in folder.pages:
        page = DocsPage(docs / uri, f"{name}/{uri}")
        text = page_text(page, limits)
        beyond = text if isinstance(text, Diagnostic) else _beyond_limits(text, page.file, limits)
        if isinstance(text, Diagnostic) or beyond is not None:
            assert beyond is not None
            refused[uri] = beyond
            diagnostics.append(beyond)
            if isinstance(text, str):
                texts[page.file] = text
            continue
        read = read_page_fields(text, page.file)
        of_fields = (*read.findings, *judge(read.fields))
        wrong = next((finding for finding in of_fields if finding.severity is Severity.ERROR), None)
        if wrong is not None:
            refused[uri] = wrong
        elif mentioned := page_mentions(text, library):
            mentions[uri] = mentioned
        findings = (*of_fields, *_page_findings(text, page.file, library, limits, cache, plain=plain))
        if findings:
            texts[page.file] = text
            diagnostics += findings
    for uri in folder.files:
        if uri.rpartition("/")[2] in SETTINGS and uri not in refused:
            setting = DocsPage(docs / uri, f"{name}/{uri}")
            text = page_text(setting, limits)
            wrong = text if isinstance(text, Diagnostic) else beyond_bounds(text, setting.file)
            if wrong is not None:
                refused[uri] = wrong
                diagnostics.append(wrong)
    return CheckedDocs(arranged(diagnostics), texts, folder, refused, mentions)


def _page_findings(
    text: str, file: str, library: Library, limits: PageLimits, cache: DocsCache | None, *, plain: bool
) -> tuple[Diagnostic, ...]:
    def find() -> tuple[Diagnostic, ...]:
        return page_findings(text, file, library, limits, plain=plain)

    # The seal of a cache covers our code, and no catalogues of other languages.
    if cache is None or _says_nothing(text) or language_in_use() != SOURCE_LANGUAGE:
        return find()
    return cache.findings(f"{file}\0{text}", (limits, plain), find)


def page_text(page: DocsPage, limits: PageLimits = DEFAULT_LIMITS) -> str | Diagnostic:
    """The text of a page, or the reason why it cannot be read. Pipes and devices are not opened."""
    place = Place(page.file)
    try:
        if not stat.S_ISREG(page.path.stat().st_mode):
            return _unreadable(
                place, "this page is not a file", "remove it, or put the file itself in its place"
            )
        with page.path.open("rb") as stream:
            content = stream.read(limits.page_bytes + 1)
    except FileNotFoundError:
        return _unreadable(place, "this page is not a file", "remove it, or put the file itself in its place")
    except OSError as fault:
        reason = (fault.strerror or "no reason given").lower()
        return _unreadable(place, f"this page cannot be read: {reason}")
    if len(content) > limits.page_bytes:
        return _unreadable(
            place,
            f"this page is larger than {limits.page_bytes:,} bytes",
            "split it; `limits: {page_bytes: …}` allows more",
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = fault.object[: fault.start].count(b"\n") + 1
        return _unreadable(
            Place(page.file, line), "this page is not UTF-8 text", "save it as UTF-8 in your editor"
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _unreadable(place: Place, message: str, way_out: str | None = None) -> Diagnostic:
    return site_rules.unreadable_page.at(place, message, way_out)


def _beyond_limits(text: str, file: str, limits: PageLimits) -> Diagnostic | None:
    page = without_front_matter(text)
    return beyond_limits(page.markdown.split("\n"), Place(file, page.first_line), limits, LANGUAGES)


def _says_nothing(text: str) -> bool:
    """Whether a page surely has neither a `[[link]]` nor a fence of ours."""
    return "[[" not in text and "journey" not in text


def page_findings(
    text: str, file: str, library: Library, limits: PageLimits = DEFAULT_LIMITS, *, plain: bool = False
) -> tuple[Diagnostic, ...]:
    """The findings about the links and fences of a page, given its whole text."""
    if _says_nothing(text):
        return ()
    # Imported only if needed, because it loads Markdown and the drawings.
    from journeybook.markdown_extension import findings_in, may_hold_findings  # noqa: PLC0415

    page = without_front_matter(text)
    if not may_hold_findings(page.markdown, library):
        return ()
    place = Place(file, page.first_line)
    return (
        plain_findings(page.markdown, place, library, limits)
        if plain
        else findings_in(page.markdown, place, library, limits)
    )


def plain_findings(
    markdown: str, place: Place, library: Library, limits: PageLimits
) -> tuple[Diagnostic, ...]:
    """The findings about the links and fences of a plain page whose Markdown begins at `place`."""
    # Imported only for plain pages, because it loads a parser and the drawings.
    from journeybook.fences.journey_fence import nowhere  # noqa: PLC0415
    from journeybook.fences.page_marks import PageMarks, render_with_marks  # noqa: PLC0415

    diagnostics: list[Diagnostic] = []
    lines = markdown.split("\n")
    marks = PageMarks(lines, place, library=library, link=nowhere, part=None, report=diagnostics.append)
    try:
        with time_limit(limits.page_seconds):
            render_with_marks(markdown, marks, address=str)
    except OutOfTime:
        return (page_too_costly(Place(place.file), limits),)
    return tuple(diagnostics)


def page_mentions(text: str, library: Library) -> tuple[Mention, ...]:
    """The objects that a page mentions by `[[link]]` or draws by a `journey` fence, in order.

    Each is listed once. Code and unknown objects are left out. The page is read line by line and
    not rendered, so a link in code that only a renderer recognises may be among them.
    """
    if _says_nothing(text):
        return ()
    lines = without_front_matter(text).markdown.split("\n")
    known = library.known
    found: dict[Mention, None] = {}
    done = 0
    for fence in fences_of(lines, deepest=len(text)):
        _add_links(lines[done : fence.first], known, library, found)
        drawn = _DRAWN.search(fence.text) if fence.language == "journey" else None
        if drawn and drawn[1] in library.journeys:
            found[Mention(Ref(Kind.JOURNEY, drawn[1]), drawn=True)] = None
        done = len(lines) if fence.last is None else fence.last + 1
    _add_links(lines[done:], known, library, found)
    return tuple(found)


def _add_links(
    lines: list[str], known: Mapping[Kind, Mapping[str, object]], library: Library, found: dict[Mention, None]
) -> None:
    before, holder = "", False
    for line in lines:
        if line.strip() and not line[0].isspace():
            holder = bool(_HOLDER.match(line))
        code = not holder and line.startswith(("    ", "\t")) and not before.strip()
        if "[[" in line and not code:
            for each in _LINK.finditer(_outside_code(line)):
                ref, _ = wiki_link(each[0], known)
                if ref is not None and library.has(ref):
                    found[Mention(ref, drawn=False)] = None
        # Consecutive lines of code have no blank line between them.
        before = "" if code else line


def _outside_code(line: str) -> str:
    """A line without its code, which is text between two runs of backticks of one length."""
    runs = [each.span() for each in _TICKS.finditer(line)]
    ends: list[int | None] = [None] * len(runs)
    later: dict[int, int] = {}
    for index in range(len(runs) - 1, -1, -1):
        length = runs[index][1] - runs[index][0]
        ends[index] = later.get(length)
        later[length] = index
    kept, done, at = [], 0, 0
    while at < len(runs):
        end = ends[at]
        if end is not None:
            kept.append(line[done : runs[at][0]])
            done, at = runs[end][1], end
        at += 1
    return "".join([*kept, line[done:]])
