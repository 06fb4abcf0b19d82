"""In a preview nothing may raise: MkDocs' server answers no request any more until the next build succeeds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils import is_markdown_file
from mkdocs.utils.meta import get_data

from journeybook.diagnostics import Diagnostic, Place, Severity
from journeybook.library import Library
from journeybook.markdown_extension import findings_in
from journeybook.mkdocs_plugin.files import Sources
from journeybook.pages.page import AssetPlan, Page, PagePlan

UNREADABLE = "JB902"


def docs_findings(sources: Sources, library: Library) -> Iterator[Diagnostic]:
    """What is wrong with the hand-written pages: those that cannot be read, and links and fences in the others."""
    for path in sorted(sources.docs.rglob("*")):
        if not is_markdown_file(path.name) or path.is_dir():
            continue
        file = sources.docs_path + path.relative_to(sources.docs).as_posix()
        text = _text(path, Place(file))
        if isinstance(text, Diagnostic):
            yield text
            continue
        markdown, _ = get_data(text)
        yield from findings_in(markdown, Place(file, first_line(text, markdown)), library)


def first_line(text: str, markdown: str) -> int:
    """The line of a page's text in which its Markdown begins, after its front matter."""
    return text[: max(0, text.rfind(markdown))].count("\n") + 1


def _text(path: Path, place: Place) -> str | Diagnostic:
    if not path.is_file():
        return _unreadable(place, "this page is not a file", "remove it, or put the file itself in its place")
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return _unreadable(
            Place(place.file, line), "this page is not UTF-8 text", "save it as UTF-8 in your editor"
        )
    except OSError as error:
        return _unreadable(
            place, f"this page cannot be read: {(error.strerror or 'no reason given').lower()}"
        )


def _unreadable(place: Place, message: str, way_out: str | None = None) -> Diagnostic:
    return Diagnostic(UNREADABLE, Severity.ERROR, message, place, way_out)


def guard_rendering(page: MkDocsPage, log: Any) -> None:
    """Make a page say what an extension of Markdown failed with, instead of raising it."""
    render = page.render

    def guarded(config: MkDocsConfig, files: Files) -> None:
        try:  # any extension of a site may raise anything
            render(config, files)
        except Exception as error:
            log.exception("%s cannot be rendered", page.file.src_uri)
            page.content = failure_body(page.file.src_uri, error)
            page.toc = TableOfContents([])
            page.present_anchor_ids = None

    page.render = guarded  # type: ignore[method-assign]


def guarded_asset(plan: AssetPlan, log: Any) -> AssetPlan:
    """The same file, empty where a fault in code keeps it from being made."""

    def make() -> str:
        try:
            return plan.make()
        except Exception:
            log.exception("%s cannot be made", plan.address)
            return ""

    return replace(plan, make=make)


def failure_page(plan: PagePlan, error: Exception) -> Page:
    """The page in the place of one that could not be made because of a fault in our own code."""
    return Page(plan.address, plan.title, failure_body(plan.title, error), source=plan.source)


def failure_body(title: str, error: Exception) -> str:
    """The body of a page that could not be made because of a fault in code, ours or an extension's."""
    return (
        '<div class="jb-errors">\n<p class="jb-errors__eyebrow">This page could not be made</p>\n'
        f'<h1 dir="auto">{escape(title)}</h1>\n'
        f'<p class="jb-errors__lead"><code>{escape(type(error).__name__)}: {escape(str(error)[:400])}</code></p>\n'
        '<p class="jb-errors__lead">The terminal shows where. The other pages are as they should be.</p>\n</div>\n'
    )
