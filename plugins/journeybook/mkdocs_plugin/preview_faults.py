"""In a preview nothing may raise: MkDocs' server answers no request any more until the next build succeeds."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import TableOfContents

from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.catalog import language_in_use
from journeybook.pages.page import AssetPlan, Page, PagePlan


def first_line(text: str, markdown: str) -> int:
    """The line of a page's text in which its Markdown begins, after its front matter."""
    return text[: max(0, text.rfind(markdown))].count("\n") + 1


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
        f'<div class="jb-errors" lang="{language_in_use()}">\n'
        f'<p class="jb-errors__eyebrow">{_("This page could not be made")}</p>\n'
        f'<h1 dir="auto">{escape(title)}</h1>\n'
        f'<p class="jb-errors__lead"><code>{escape(type(error).__name__)}: {escape(str(error)[:400])}</code></p>\n'
        f'<p class="jb-errors__lead">{_("The terminal shows where. The other pages are as they should be.")}</p>\n</div>\n'
    )
