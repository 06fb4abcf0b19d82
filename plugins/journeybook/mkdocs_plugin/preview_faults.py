"""Catches errors of Markdown extensions in a preview, whose server would stop answering."""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import TableOfContents

from journeybook.mkdocs_plugin.files import GeneratedPage
from journeybook.pages.page import Page
from journeybook.site.failure_page import failure_body, failure_page


def first_line(text: str, markdown: str) -> int:
    """The line of a page's text on which its Markdown begins, after its front matter."""
    return text[: max(0, text.rfind(markdown))].count("\n") + 1


def guarded_page(page: GeneratedPage, log: Any) -> Page:
    """A generated page, or one that tells of the fault in code that kept it from being made."""
    try:
        return page.plan.make()
    except Exception as error:
        log.exception("%s cannot be made", page.file.src_uri)
        return failure_page(page.plan, error)


def guard_rendering(page: MkDocsPage, log: Any) -> None:
    """Make a page show the error of a Markdown extension instead of raising it.

    A page that cannot be read any more, as it was saved after the check of all pages, is empty
    until the build that follows.
    """
    render = page.render
    read_source = page.read_source

    def guarded_reading(config: MkDocsConfig) -> None:
        try:
            read_source(config)
        except (OSError, ValueError) as error:
            log.warning("%s cannot be read: %s", page.file.src_uri, error)
            page.markdown, page.meta = "", {}

    def guarded(config: MkDocsConfig, files: Files) -> None:
        try:  # any extension of a site may raise anything
            render(config, files)
        except Exception as error:
            log.exception("%s cannot be rendered", page.file.src_uri)
            page.content = failure_body(page.file.src_uri, error)
            page.toc = TableOfContents([])
            page.present_anchor_ids = None

    page.read_source = guarded_reading  # type: ignore[method-assign]
    page.render = guarded  # type: ignore[method-assign]
