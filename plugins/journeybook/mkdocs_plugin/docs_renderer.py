"""Renders hand-written pages to HTML within a time limit, by Python-Markdown or as plain pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.pages import _RelativePathTreeprocessor
from mkdocs.structure.toc import AnchorLink, TableOfContents

from journeybook.diagnostics import Place
from journeybook.fences.page_marks import render_with_marks
from journeybook.mkdocs_plugin.build import Build
from journeybook.prose.plain_page import Heading
from journeybook.prose.time_limit import OutOfTime, time_limit
from journeybook.sources.limits import PageLimits
from journeybook.sources.markdown.page_limits import page_too_costly, page_too_deep
from journeybook.text.escape import escape


def limit_rendering(page: MkDocsPage, build: Build, limits: PageLimits, *, plain: bool) -> None:
    """Limit the time and nesting of a page's rendering; a page beyond is reported and left empty.

    With `plain`, the page is rendered as a plain one.
    """
    if plain:
        _render_plainly(page, build)
    file = build.sources.docs_path + page.file.src_uri
    report = build.written.append
    render = page.render

    def limited(config: MkDocsConfig, files: Files) -> None:
        try:
            with time_limit(limits.page_seconds):
                render(config, files)
        except OutOfTime:
            report(page_too_costly(Place(file), limits))
        except RecursionError:
            report(page_too_deep(Place(file)))
        else:
            return
        page.content = ""
        page.toc = TableOfContents([])
        page.present_anchor_ids = None

    page.render = limited  # type: ignore[method-assign]


def _render_plainly(page: MkDocsPage, build: Build) -> None:
    """Render a page without Python-Markdown and extensions, with the same links and anchors."""

    def plainly(config: MkDocsConfig, files: Files) -> None:
        markdown = page.markdown or ""
        links = _RelativePathTreeprocessor(page.file, files, config)
        made = render_with_marks(markdown, build.marks(markdown.split("\n")), links.path_to_url)
        page.content = made.html
        page.toc = TableOfContents(_contents(made.headings))
        page._title_from_render = escape(made.title) if made.title else None  # noqa: SLF001 - where MkDocs keeps what a title is made of
        page.present_anchor_ids = {heading.id for heading in made.headings}
        page.links_to_anchors = links.links_to_anchors

    page.render = plainly  # type: ignore[method-assign]


def _contents(headings: Iterable[Heading]) -> list[AnchorLink]:
    """The headings of a page as a tree, with the first one marked as active for the theme."""
    tree: list[AnchorLink] = []
    above: list[AnchorLink] = []
    for heading in headings:
        link: Any = AnchorLink(escape(heading.words), heading.id, heading.level)
        while above and above[-1].level >= heading.level:
            above.pop()
        (above[-1].children if above else tree).append(link)
        above.append(link)
    for first in tree[:1]:
        first.active = True  # type: ignore[attr-defined]
    return tree
