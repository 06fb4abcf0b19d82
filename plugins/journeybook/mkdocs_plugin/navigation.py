"""The navigation of sites without one of their own, its titles, and the marked item of a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, file_sort_key
from mkdocs.structure.nav import Navigation, Section, get_navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import nest_paths

from journeybook.mkdocs_plugin.files import GeneratedFile, GeneratedPage
from journeybook.mkdocs_plugin.site_files import site_address
from journeybook.pages.page import PagePlan
from journeybook.site.portal_navigation import portal_nav

GUIDE_FOLDERS = ("guide/", "guides/", "")
"""The folders in which the portal's guides are looked for."""


def default_nav(plans: Sequence[PagePlan], files: Files, at: Callable[[str], str] = str) -> list[Any]:
    """The navigation of a site that has written none, made of the portal's pages and its own."""
    pages = hand_written(files)
    own = nest_paths(each.src_uri for each in sorted(pages, key=file_sort_key))
    return portal_nav(plans, [each.src_uri for each in pages], own, at)


def hand_written(files: Files) -> list[File]:
    """The site's own pages that belong into its navigation."""
    pages = files.documentation_pages(inclusion=InclusionLevel.is_in_nav)
    return [page for page in pages if not isinstance(page, GeneratedFile)]


def guides(files: Files) -> Mapping[str, str]:
    """The hand-written pages that may be guides, by name, with their addresses, `guide/` first."""
    found: dict[str, str] = {}
    for folder in GUIDE_FOLDERS:
        for file in files.documentation_pages():
            if file.page is None and file.src_uri == f"{folder}{file.name}.md":
                found.setdefault(file.name, site_address(file))
    return found


def automatic_navigation(nav_config: list[Any], files: Files, config: MkDocsConfig) -> Navigation:
    """The navigation of `nav_config` instead of MkDocs' own, for a site without `nav`.

    The setting of the site stays empty, because navigation plugins would take it for the site's
    choice.
    """
    for file in files.documentation_pages():
        if type(file.page) is MkDocsPage:  # and no page of a plugin
            file.page = None
    config.nav = nav_config
    try:
        return get_navigation(files, config)
    finally:
        config.nav = None


def adopt_pages(files: Files, home: str) -> None:
    """Turn MkDocs' pages for generated files into generated pages; `home` is the default title."""
    for file in files.documentation_pages(inclusion=lambda _: True):
        if isinstance(file, GeneratedFile) and file.page is not None:
            plan = file.plan
            GeneratedPage.adopt(file.page, plan, plan.title if plan.address else home)


def section_of(page: MkDocsPage | None, nav: Navigation, at: Callable[[str], str] = str) -> Any:
    """The top item of the navigation to mark: the page's own, or that of its folder's index."""
    if page is None:
        return None
    for item in nav.items:
        if item.active:
            return item
    for item in nav.items:
        if any(is_beside(page, each, at) for each in _pages(item)):
            return item
    return None


def is_beside(page: MkDocsPage, item: MkDocsPage, at: Callable[[str], str] = str) -> bool:
    """Whether a page of the navigation is the index of the top folder of `page`."""
    address = page.plan.address if isinstance(page, GeneratedPage) else page.url
    folder, slash, _rest = address.partition("/")
    index = at(folder + slash)
    return item.url in {index, f"{index}index.html"}


def _pages(item: Any) -> Iterator[MkDocsPage]:
    if isinstance(item, MkDocsPage):
        yield item
    elif isinstance(item, Section):
        for child in item.children:
            yield from _pages(child)
