"""The navigation: what it is where a site writes none, its titles, and where in it a page is that does not stand there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, Section, get_navigation
from mkdocs.structure.pages import Page as MkDocsPage

from journeybook.mkdocs_plugin.addresses import source_uri
from journeybook.mkdocs_plugin.files import GeneratedFile, GeneratedPage
from journeybook.pages.page import PagePlan

HOME = "Home"

GUIDE_FOLDERS = ("guide/", "guides/", "")
"""Where the pages that the portal links to as its guides are looked for."""


_PARTS = {
    **dict.fromkeys(("personas/", "accounts/"), "Customers"),
    **dict.fromkeys(
        ("insights/", "compare/", "recommendations/", "metrics/", "evidence/", "review/", "changes/"),
        "Insights",
    ),
    **dict.fromkeys(("channels/", "lifecycle/", "systems/", "teams/", "areas/"), "Touchpoints"),
}
"""Which index pages share a tab: more than a handful of tabs do not fit a laptop's screen."""

GUIDES = "Guides"

SECTION_TITLES = frozenset({*_PARTS.values(), GUIDES})
"""The titles of sections in the navigation that the portal makes."""

REFERENCES = ("reference/format/", "rules/")
"""Pages of the portal for those who write; they stand beside the guides."""


def is_index(plan: PagePlan) -> bool:
    """Whether a page belongs into every navigation: home, the lists of each kind, and the references."""
    return plan.address.count("/") <= 1 or plan.address in REFERENCES


def default_nav(plans: tuple[PagePlan, ...], files: Files) -> list[Any]:
    """The navigation of a site that has written none: the portal's index pages, then its hand-written ones."""
    indexes = [each for each in plans if is_index(each) and each.address not in REFERENCES]
    parts: dict[str, list[Any]] = {}
    nav: list[Any] = []
    for each in indexes:
        entry = {each.title if each.address else HOME: source_uri(each.address)}
        part = _PARTS.get(each.address)
        alone = sum(_PARTS.get(other.address) == part for other in indexes) == 1
        if part is None or alone:
            nav.append(entry)
        elif part in parts:
            parts[part].append(entry)
        else:
            parts[part] = [entry]
            nav.append({part: parts[part]})
    guides: list[Any] = [file.src_uri for file in hand_written(files)]
    guides += [{each.title: source_uri(each.address)} for each in plans if each.address in REFERENCES]
    return [*nav, {GUIDES: guides}] if guides else nav


def hand_written(files: Files) -> list[File]:
    """The site's own pages that belong into its navigation."""
    pages = files.documentation_pages(inclusion=InclusionLevel.is_in_nav)
    return [each for each in pages if not isinstance(each, GeneratedFile)]


def guides(files: Files) -> Mapping[str, str]:
    """The hand-written pages that may be guides: the name of each with its address, those of `guide/` first."""
    found: dict[str, str] = {}
    for folder in GUIDE_FOLDERS:
        for file in files.documentation_pages():
            if file.page is None and file.src_uri == f"{folder}{file.name}.md":
                found.setdefault(file.name, file.url.removeprefix("./"))
    return found


def automatic_navigation(nav_config: list[Any], files: Files, config: MkDocsConfig) -> Navigation:
    """The navigation of `nav_config` in the place of the one that MkDocs made of the files, for a site without `nav`.

    The setting of the site stays empty: plugins that make a navigation of their own take one that is set for the
    site's choice.
    """
    for file in files.documentation_pages():
        if type(file.page) is MkDocsPage:  # and no page of a plugin
            file.page = None
    config.nav = nav_config
    try:
        return get_navigation(files, config)
    finally:
        config.nav = None


def adopt_pages(files: Files) -> None:
    """Make generated pages of those that MkDocs made for generated files; home is called Home where nothing names it."""
    for file in files.documentation_pages(inclusion=lambda _: True):
        if isinstance(file, GeneratedFile) and file.page is not None:
            plan = file.plan
            GeneratedPage.adopt(file.page, plan, plan.title if plan.address else HOME)


def entries(nav: Any) -> Iterator[tuple[str | None, str]]:
    """Every page of a site's `nav` setting: its title, None where it has none there, and its path."""
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


def section_of(page: MkDocsPage | None, nav: Navigation) -> Any:
    """The top item of the navigation to mark as the reader's place: the page's own, or the one with its folder's index."""
    if page is None:
        return None
    for item in nav.items:
        if item.active:
            return item
    folder, slash, _ = page.url.partition("/")
    index = folder + slash
    for item in nav.items:
        if any(each.url in {index, f"{index}index.html"} for each in _pages(item)):
            return item
    return None


def _pages(item: Any) -> Iterator[MkDocsPage]:
    if isinstance(item, MkDocsPage):
        yield item
    elif isinstance(item, Section):
        for child in item.children:
            yield from _pages(child)
