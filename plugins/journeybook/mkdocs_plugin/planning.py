"""Which pages and files a site gets: those of the portal, and in a preview those that tell of broken sources."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from journeybook.diagnostics import Diagnostic, Severity
from journeybook.history.build_date import FIRST_DAY, LAST_DAY
from journeybook.history.told import History
from journeybook.library import Ref
from journeybook.mkdocs_plugin.error_page import error_body, notice, overview
from journeybook.mkdocs_plugin.guarding import failure_body
from journeybook.pages.address import FOLDERS, address, relative
from journeybook.pages.page import AssetPlan, Page, PagePlan
from journeybook.pages.plan import NO_HISTORY, NO_WRITTEN, plan_portal
from journeybook.pages.rule_text import RuleText
from journeybook.pages.written import Written
from journeybook.portal import Portal

BEGINNING = datetime.date(1980, 1, 1)
"""The date of a site whose sources state none: the first that archives of every kind can hold."""


@dataclass(frozen=True, slots=True)
class SitePlan:
    """Everything that will be made, before any of it is."""

    pages: tuple[PagePlan, ...]
    assets: tuple[AssetPlan, ...]


def update_date(portal: Portal) -> str:
    """The day that MkDocs prints as the last change of every page (YYYY-MM-DD), within what its sitemap can hold."""
    return min(max(portal.today or BEGINNING, FIRST_DAY), LAST_DAY).isoformat()


def plan_site(
    portal: Portal,
    site_name: str,
    guides: Mapping[str, str],
    *,
    site_url: str | None = None,
    written: Mapping[str, Written] = NO_WRITTEN,
    history: History = NO_HISTORY,
    rules: tuple[RuleText, ...] = (),
) -> SitePlan:
    """The pages and files of a portal without errors."""
    library = portal.library
    pages, assets = plan_portal(
        library,
        site_name=site_name,
        guides=guides,
        today=portal.today,
        site_url=site_url,
        written=written,
        history=history,
        rules=rules,
    )
    return SitePlan(pages, assets)


def failure_plan(site_name: str, error: Exception) -> SitePlan:
    """The plan of a site that a fault in code keeps from being planned: a home page that says so."""
    page = Page("", site_name, failure_body(site_name, error))
    return SitePlan((PagePlan("", site_name, None, None, lambda: page),), ())


def with_findings(
    plan: SitePlan,
    broken: Mapping[Ref, tuple[Diagnostic, ...]],
    found: Iterable[Diagnostic],
    texts: Mapping[str, str],
) -> SitePlan:
    """The plan of a preview: an error page for each object that could not be made, and notes on pages with findings."""
    worth = [each for each in found if each.severity.reaches(Severity.WARNING)]
    by_file: dict[str, list[Diagnostic]] = {}
    for each in worth:
        by_file.setdefault(each.place.file, []).append(each)
    planned = {each.address for each in plan.pages}
    lost = [
        error_plan(ref, why, texts, planned)
        for ref, why in sorted(broken.items())
        if address(Ref(ref.kind, ref.id)) not in planned
    ]
    # A file that many pages are made of, as the vocabulary is, is told of on the home page alone.
    made_of = Counter(each.source for each in (*plan.pages, *lost))
    pages = {
        each.source: relative(each.address, "")
        for each in (*plan.pages, *lost)
        if each.source and made_of[each.source] == 1
    }
    noted = [
        _noted(each, overview(worth, texts, pages))
        if not each.address
        else _noted(each, notice(by_file.get(each.source, ()) if each.source in pages else (), texts))
        for each in plan.pages
    ]
    return SitePlan((*noted, *lost), plan.assets)


def _noted(plan: PagePlan, note: str) -> PagePlan:
    return replace(plan, make=partial(_with_note, plan.make, note)) if note else plan


def _with_note(make: Callable[[], Page], note: str) -> Page:
    page = make()
    return replace(page, body=note + page.body)


def error_plan(
    ref: Ref, found: Iterable[Diagnostic], texts: Mapping[str, str], indexes: Collection[str]
) -> PagePlan:
    """The page of an object that could not be read; `indexes` are the addresses of pages that list a kind."""
    found = tuple(found)
    where = address(Ref(ref.kind, ref.id))
    source = found[0].place.file if found else None
    folder = FOLDERS[ref.kind]
    crumbs = [("Home", relative("", where))]
    if f"{folder}/" in indexes:
        crumbs.append((folder.capitalize(), relative(f"{folder}/", where)))

    def make() -> Page:
        return Page(where, ref.id, error_body(ref.id, found, texts, crumbs), source=source)

    return PagePlan(where, ref.id, source, ref, make)
