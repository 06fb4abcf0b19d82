"""The plan of a site: the portal's pages and files, and in a preview error pages."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from journeybook.diagnostics import Diagnostic, Severity
from journeybook.history.build_date import FIRST_DAY, LAST_DAY
from journeybook.i18n.catalog import gettext as _
from journeybook.labels.value_labels import LIST_TITLES
from journeybook.library.objects import Ref
from journeybook.library.page_addresses import FOLDERS, address, relative
from journeybook.pages.moved_pages import CATALOGUE, HOME
from journeybook.pages.page import AssetPlan, Page, PagePlan
from journeybook.pages.page_plan import plan_portal, recorded
from journeybook.pages.portfolio import Portfolio
from journeybook.pages.redirects import redirect
from journeybook.portal.portal import Portal
from journeybook.site.error_page import error_body, notice, overview
from journeybook.site.failure_page import failure_body
from journeybook.site.image_files import image_assets

FALLBACK_DATE = datetime.date(1980, 1, 1)
"""The date of a site whose sources have none: the earliest that all archive formats support."""


class SitePlanError(ValueError):
    """A setting leaves no place for a page; the message is one line with a way out."""


@dataclass(frozen=True, slots=True)
class SitePlan:
    """All pages and files of a site, before any is made."""

    pages: tuple[PagePlan, ...]
    assets: tuple[AssetPlan, ...]
    portfolio: Portfolio
    """The data of the pages, with their addresses in the site."""


def update_date(portal: Portal) -> str:
    """The day that MkDocs prints as the last change of every page (YYYY-MM-DD)."""
    return min(max(portal.today or FALLBACK_DATE, FIRST_DAY), LAST_DAY).isoformat()


def plan_site(portfolio: Portfolio, taken: Container[str]) -> SitePlan:
    """The pages and files of a portal; `taken` are the addresses of the site's own files.

    Raises SitePlanError if the home page is set to the place of another page of the portal.
    """
    pages, assets = plan_portal(portfolio)
    assets = (*assets, *(recorded(portfolio, each) for each in image_assets(portfolio)))
    home = portfolio.at(HOME)
    for page in pages:
        if page.address != HOME and portfolio.at(page.address) == home:
            raise SitePlanError(
                f"`home: {home}` is where the portal has its page `{page.title}`: name another folder"
            )
    if home != HOME and HOME not in taken:
        # Readers who open the root of the site need a page there.
        front = AssetPlan("index.html", partial(redirect, HOME, home, portfolio.home_title))
        assets = (*assets, front)
    return SitePlan(pages, assets, portfolio)


def failure_plan(portfolio: Portfolio, error: Exception) -> SitePlan:
    """The plan of a site whose planning failed because of a bug: a home page with the error."""
    page = Page(HOME, portfolio.home_title, failure_body(portfolio.home_title, error))
    return SitePlan((PagePlan(HOME, page.title, None, None, lambda: page),), (), portfolio)


def report_moves(plan: SitePlan, taken: Mapping[str, str]) -> Iterator[str]:
    """A line for each page or file of the portal that was moved because its address is taken.

    `taken` holds the site's own files by address.
    """
    at = plan.portfolio.at
    every: tuple[PagePlan | AssetPlan, ...] = (*plan.pages, *plan.assets)
    for each in every:
        there = taken.get(each.address)
        if there is None or at(each.address) == each.address:
            continue
        if each.address != HOME:
            yield f"`{there}` stays what it is: the portal has its `{each.address}` at `{at(each.address)}`"
            continue
        catalogue = f", its catalogue at `{at(CATALOGUE)}`" if at(CATALOGUE) != CATALOGUE else ""
        yield (
            f"`{there}` stays the front page of the site: the home page of the portal is at `{at(HOME)}`{catalogue} "
            "(`home:` of the plugin names another folder)"
        )


def with_findings(
    plan: SitePlan,
    broken: Mapping[Ref, tuple[Diagnostic, ...]],
    diagnostics: Iterable[Diagnostic],
    texts: Mapping[str, str],
) -> SitePlan:
    """The plan of a preview: error pages for broken objects, and notes on pages with findings."""
    worth = [diagnostic for diagnostic in diagnostics if diagnostic.severity.reaches(Severity.WARNING)]
    by_file: dict[str, list[Diagnostic]] = {}
    for each in worth:
        by_file.setdefault(each.place.file, []).append(each)
    planned = {page.address for page in plan.pages}
    at = plan.portfolio.at
    lost = [
        error_plan(ref, why, texts, planned, at)
        for ref, why in sorted(broken.items())
        if address(Ref(ref.kind, ref.id)) not in planned
    ]
    # A file used by many pages, such as the vocabulary, is reported on the home page only.
    firsts = [page for page in (*plan.pages, *lost) if page.number == 1]
    made_of = Counter(page.source for page in firsts)
    pages = {
        page.source: relative(at(page.address), at(HOME))
        for page in firsts
        if page.source and made_of[page.source] == 1
    }
    noted = [
        _noted(page, overview(worth, texts, pages))
        if not page.address
        else _noted(page, notice(by_file.get(page.source or "", ()) if _noting(page, pages) else (), texts))
        for page in plan.pages
    ]
    return replace(plan, pages=(*noted, *lost))


def _noting(page: PagePlan, pages: Container[str]) -> bool:
    """Whether a page names the findings of its source; one that continues another does not."""
    return page.source is not None and page.source in pages and page.number == 1


def _noted(plan: PagePlan, note: str) -> PagePlan:
    return replace(plan, make=partial(_with_note, plan.make, note)) if note else plan


def _with_note(make: Callable[[], Page], note: str) -> Page:
    page = make()
    return replace(page, body=note + page.body)


def error_plan(
    ref: Ref,
    diagnostics: Iterable[Diagnostic],
    texts: Mapping[str, str],
    indexes: Collection[str],
    at: Callable[[str], str] = str,
) -> PagePlan:
    """The page of an object that could not be read; `indexes` are the addresses of the lists.

    `at` gives the address in the site of an address of the portal.
    """
    diagnostics = tuple(diagnostics)
    where = address(Ref(ref.kind, ref.id))
    source = diagnostics[0].place.file if diagnostics else None
    folder = FOLDERS[ref.kind]
    here = at(where)
    crumbs = [(_("Home"), relative(at(HOME), here))]
    if f"{folder}/" in indexes:
        crumbs.append((LIST_TITLES[ref.kind], relative(at(f"{folder}/"), here)))

    def make() -> Page:
        return Page(where, ref.id, error_body(ref.id, diagnostics, texts, crumbs), source=source)

    return PagePlan(where, ref.id, source, ref, make)
