"""The navigation that a portal brings, as data for any host: titles with paths below `docs/`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from journeybook.i18n.catalog import Labels
from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.markers import N_
from journeybook.kinds import KINDS
from journeybook.pages.moved_pages import HOME
from journeybook.pages.page import PagePlan
from journeybook.pages.portfolio_inputs import MOVED_HOME
from journeybook.site.addresses import source_uri

HOME_TITLES = Labels({"alone": N_("Home"), "in_section": N_("Overview")})
"""The title of the home page in a portal's navigation, and in the portal's section of a site's."""

_PARTS: Mapping[str, str] = {
    **{f"{info.plural}/": info.nav_section for info in KINDS.values() if info.nav_section},
    "atlas/": N_("Journeys"),
    **dict.fromkeys(("insights/", "compare/", "review/", "changes/"), N_("Insights")),
}
"""The sections of index pages: more than a handful of tabs do not fit a laptop's screen."""

GUIDES = N_("Guides")

REFERENCES = ("reference/format/", "rules/")
"""Pages of the portal for authors, which are listed with the guides."""


def section_titles() -> frozenset[str]:
    """The titles of sections in the navigation that the portal makes."""
    return frozenset(_(each) for each in (*_PARTS.values(), GUIDES, MOVED_HOME))


def home_title(at: Callable[[str], str]) -> str:
    """The title of the home page where nothing else names it; `at` is as for `portal_nav`."""
    return HOME_TITLES["alone"] if at(HOME) == HOME else _(MOVED_HOME)


def is_index(plan: PagePlan) -> bool:
    """Whether a page belongs into every navigation: home, the lists of kinds, the references."""
    return plan.address.count("/") <= 1 or plan.address in REFERENCES


def portal_nav(
    plans: Sequence[PagePlan], pages: Sequence[str], own: Sequence[Any], at: Callable[[str], str] = str
) -> list[Any]:
    """The navigation of a site that has none: the portal's index pages, then hand-written ones.

    `pages` are the paths of the hand-written ones, `own` is the navigation that the site would have
    without the portal: with a front page of its own it keeps that, and gets one more section. `at`
    says where in the site an address of the portal is.
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
        return [*own, {_(MOVED_HOME): ours}]
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
    guides: list[Any] = [*pages]
    guides += [
        {page_plan.title: source_uri(at(page_plan.address))}
        for page_plan in plans
        if page_plan.address in REFERENCES
    ]
    return [*nav, {_(GUIDES): guides}] if guides else nav


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
