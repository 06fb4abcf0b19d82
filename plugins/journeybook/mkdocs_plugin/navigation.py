"""The navigation of sites without one of their own, its titles, and the marked item of a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, file_sort_key
from mkdocs.structure.nav import Navigation, Section, get_navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import nest_paths

from journeybook.i18n.catalog import Labels
from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.markers import N_
from journeybook.kinds import KINDS
from journeybook.mkdocs_plugin.files import GeneratedFile, GeneratedPage
from journeybook.mkdocs_plugin.site_files import site_address
from journeybook.pages.moved_pages import HOME
from journeybook.pages.page import PagePlan
from journeybook.pages.portfolio import MOVED_HOME
from journeybook.site.addresses import source_uri

HOME_TITLES = Labels({"alone": N_("Home"), "in_section": N_("Overview")})
"""The title of the home page in a portal's navigation, and in the portal's section of a site's."""

GUIDE_FOLDERS = ("guide/", "guides/", "")
"""The folders in which the portal's guides are looked for."""


_PARTS: Mapping[str, str] = {
    **{f"{info.plural}/": info.nav_section for info in KINDS.values() if info.nav_section},
    **dict.fromkeys(("insights/", "compare/", "review/", "changes/"), N_("Insights")),
}
"""The sections of index pages: more than a handful of tabs do not fit a laptop's screen."""

GUIDES = N_("Guides")

REFERENCES = ("reference/format/", "rules/")
"""Pages of the portal for authors, which are listed with the guides."""


def section_titles() -> frozenset[str]:
    """The titles of sections in the navigation that the portal makes."""
    return frozenset(_(each) for each in (*_PARTS.values(), GUIDES, MOVED_HOME))


def is_index(plan: PagePlan) -> bool:
    """Whether a page belongs into every navigation: home, the lists of kinds, the references."""
    return plan.address.count("/") <= 1 or plan.address in REFERENCES


def default_nav(plans: tuple[PagePlan, ...], files: Files, at: Callable[[str], str] = str) -> list[Any]:
    """The navigation of a site that has none: the portal's index pages, then its hand-written ones.

    `at` gives the address in the site of an address of the portal. A site with a front page of its
    own keeps its navigation and gets one more section.
    """
    if at(HOME) != HOME:
        ours = [
            {
                page_plan.title if page_plan.address else HOME_TITLES["in_section"]: source_uri(
                    at(page_plan.address)
                )
            }
            for page_plan in plans
            if is_index(page_plan)
        ]
        theirs = sorted(hand_written(files), key=file_sort_key)
        return [*nest_paths(their.src_uri for their in theirs), {_(MOVED_HOME): ours}]
    indexes = [
        page_plan for page_plan in plans if is_index(page_plan) and page_plan.address not in REFERENCES
    ]
    parts: dict[str, list[Any]] = {}
    nav: list[Any] = []
    for index in indexes:
        entry = {index.title if index.address else HOME_TITLES["alone"]: source_uri(at(index.address))}
        part = _PARTS.get(index.address)
        alone = sum(_PARTS.get(other.address) == part for other in indexes) == 1
        if part is None or alone:
            nav.append(entry)
        elif part in parts:
            parts[part].append(entry)
        else:
            parts[part] = [entry]
            nav.append({_(part): parts[part]})
    guides: list[Any] = [file.src_uri for file in hand_written(files)]
    guides += [
        {page_plan.title: source_uri(at(page_plan.address))}
        for page_plan in plans
        if page_plan.address in REFERENCES
    ]
    return [*nav, {_(GUIDES): guides}] if guides else nav


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


def entries(nav: Any) -> Iterator[tuple[str | None, str]]:
    """Every page of a site's `nav` setting: its title, None if it has none there, and its path."""
    if isinstance(nav, str):
        yield None, nav
    elif isinstance(nav, dict):
        for title, value in nav.items():
            if isinstance(value, str):
                yield str(title), value
            else:
                yield from entries(value)
    elif isinstance(nav, list):
        for each in nav:
            yield from entries(each)


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
