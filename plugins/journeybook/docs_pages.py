"""The hand-written pages of `docs/`: what is wrong with their links and fences, before a host renders them.

The build and `journeybook check` ask the same function, so that a page that passes one passes the other. It stands
beside the Markdown extension, whose reading of a page it uses; no host is needed.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from journeybook.diagnostics import Diagnostic, Place, Severity, arranged
from journeybook.library import Library
from journeybook.sources.characters import visible

UNREADABLE = "JB902"

ENTRIES = 50_000
"""Files and folders below `docs/` that are looked at; beyond them nothing more is."""

DEEPEST = 40
"""Folders within folders."""

PAGE_BYTES = 4_000_000
"""More than this is no page that anybody reads."""

_MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
_FRONT = re.compile(r"-{3}[ \t]*\n(?:.*?\n)?(?:\.{3}|-{3})[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"[ ]{0,3}[A-Za-z0-9_-]+:")
_MORE = re.compile(r"(?:[ ]{4}|\t)")


@dataclass(frozen=True, slots=True)
class DocsPage:
    """A hand-written page: where it lies, and what diagnostics call it."""

    path: Path
    file: str


@dataclass(frozen=True, slots=True)
class PageText:
    """The Markdown of a page without its front matter, and the line of the page on which it begins."""

    markdown: str
    first_line: int


def check_docs(docs: Path, name: str, library: Library) -> tuple[tuple[Diagnostic, ...], dict[str, str]]:
    """What is wrong with the pages below `docs`, and the text of every page with a finding, by its file.

    `name` is the folder as diagnostics write it, without `/` at its end. Only pages with a `[[link]]` that leads
    nowhere or a `journey` fence cost more than their reading.
    """
    found: list[Diagnostic] = []
    texts: dict[str, str] = {}
    for page in docs_pages(docs, name):
        text = page_text(page)
        if isinstance(text, Diagnostic):
            found.append(text)
            continue
        findings = page_findings(text, page.file, library)
        if findings:
            texts[page.file] = text
            found += findings
    return arranged(found), texts


def docs_pages(docs: Path, name: str) -> Iterator[DocsPage]:
    """Every Markdown page below `docs` in the order of names; hidden ones and folders behind links are passed over."""
    left = [ENTRIES]
    yield from _pages(docs, name, left, 0)


def _pages(folder: Path, name: str, left: list[int], depth: int) -> Iterator[DocsPage]:
    try:
        with os.scandir(folder) as listed:
            entries = sorted(listed, key=lambda entry: entry.name)
    except OSError:
        return  # what cannot be listed is for the host to say
    for entry in entries:
        left[0] -= 1
        if left[0] < 0:
            return
        if entry.name.startswith("."):
            continue
        file = f"{name}/{visible(entry.name)}"
        if entry.is_dir(follow_symlinks=False):
            if depth < DEEPEST:
                yield from _pages(Path(entry.path), file, left, depth + 1)
        elif entry.name.lower().endswith(_MARKDOWN) and not entry.is_dir():
            yield DocsPage(Path(entry.path), file)


def page_text(page: DocsPage) -> str | Diagnostic:
    """The text of a page, or why it cannot be read. A pipe or a device is not opened."""
    place = Place(page.file)
    try:
        if not stat.S_ISREG(page.path.stat().st_mode):
            return _unreadable(
                place, "this page is not a file", "remove it, or put the file itself in its place"
            )
        with page.path.open("rb") as stream:
            content = stream.read(PAGE_BYTES + 1)
    except FileNotFoundError:
        return _unreadable(place, "this page is not a file", "remove it, or put the file itself in its place")
    except OSError as fault:
        reason = (fault.strerror or "no reason given").lower()
        return _unreadable(place, f"this page cannot be read: {reason}")
    if len(content) > PAGE_BYTES:
        return _unreadable(place, f"this page is larger than {PAGE_BYTES:,} bytes", "split it")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = fault.object[: fault.start].count(b"\n") + 1
        return _unreadable(
            Place(page.file, line), "this page is not UTF-8 text", "save it as UTF-8 in your editor"
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _unreadable(place: Place, message: str, way_out: str | None = None) -> Diagnostic:
    return Diagnostic(UNREADABLE, Severity.ERROR, message, place, way_out)


def page_findings(text: str, file: str, library: Library) -> tuple[Diagnostic, ...]:
    """What is wrong with the links and fences of a page, given its whole text."""
    if "[[" not in text and "journey" not in text:
        return ()
    # Imported where something may be wrong: it brings Markdown and the drawings with it.
    from journeybook.markdown_extension import findings_in, may_hold_findings  # noqa: PLC0415

    page = without_front_matter(text)
    if not may_hold_findings(page.markdown, library):
        return ()
    return findings_in(page.markdown, Place(file, page.first_line), library)


def without_front_matter(text: str) -> PageText:
    """A page's Markdown as MkDocs takes it: without YAML between `---`, or else lines such as `title: Notes` at its top."""
    lines = text.split("\n")
    found = _FRONT.match(text)
    if found:
        at = found[0].count("\n")
    else:
        at = 0
        while at < len(lines) and (_FIELD.match(lines[at]) or (at and _MORE.match(lines[at]))):
            at += 1
    while at < len(lines) and not lines[at].strip():
        at += 1
    return PageText("\n".join(lines[at:]), at + 1)
