"""The plan of the whole portal: every page and generated file, cheap to make beforehand."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any, TypeVar

from journeybook.drawing.palette import Scheme
from journeybook.history.edits import History
from journeybook.i18n.catalog import gettext as _
from journeybook.incremental.computed_values import MARK
from journeybook.kinds import KINDS, LISTED_KINDS, VOCABULARY_KINDS, Kind, load
from journeybook.labels.value_labels import LIST_TITLES
from journeybook.library.objects import Library, Ref
from journeybook.library.page_addresses import FOLDERS, address
from journeybook.pages.atlas.atlas import ADDRESS as ATLAS
from journeybook.pages.atlas.atlas import TITLE as ATLAS_TITLE
from journeybook.pages.atlas.atlas import make_atlas
from journeybook.pages.catalogue.catalogue_data import catalogue_files
from journeybook.pages.changes.changes import ADDRESS as CHANGES
from journeybook.pages.changes.changes import FEED, make_changes, make_feed
from journeybook.pages.changes.changes import TITLE as CHANGES_TITLE
from journeybook.pages.comparison.compare_any import ADDRESS as COMPARE
from journeybook.pages.comparison.compare_any import FEWEST_MAPS, make_compare
from journeybook.pages.comparison.compare_any import TITLE as COMPARE_TITLE
from journeybook.pages.comparison.future_comparison import comparison_plans
from journeybook.pages.docs_pages import WrittenPage
from journeybook.pages.exports.export_files import machine_files
from journeybook.pages.glossary.glossary import make_glossary
from journeybook.pages.home.home import make_home
from journeybook.pages.insights.insight_pages import insight_plans
from journeybook.pages.link_cards.card_files import card_files
from journeybook.pages.page import AssetPlan, Page, PagePlan
from journeybook.pages.pagination import planned
from journeybook.pages.portfolio import Portfolio
from journeybook.pages.redirects import former_addresses, redirect
from journeybook.pages.reference.format_reference import ADDRESS as FORMAT
from journeybook.pages.reference.format_reference import TITLE as FORMAT_TITLE
from journeybook.pages.reference.format_reference import make_format_reference
from journeybook.pages.reviews.review_page import ADDRESS as REVIEW
from journeybook.pages.reviews.review_page import TITLE as REVIEW_TITLE
from journeybook.pages.reviews.review_page import make_review, review_calendars
from journeybook.pages.rules.rule_pages import rule_plans
from journeybook.pages.rules.rule_text import RuleText

SWIMLANES: Mapping[Scheme, str] = MappingProxyType({"light": "map.svg", "dark": "map-dark.svg"})
Plan = TypeVar("Plan", PagePlan, AssetPlan)

_MADE = "made:"

NO_GUIDES: Mapping[str, str] = MappingProxyType({})
NO_WRITTEN: Mapping[str, WrittenPage] = MappingProxyType({})
NO_HISTORY = History()


def plan_pages(
    library: Library,
    *,
    site_name: str,
    guides: Mapping[str, str] = NO_GUIDES,
    today: datetime.date | None = None,
    site_url: str | None = None,
    written: Mapping[str, WrittenPage] = NO_WRITTEN,
    history: History = NO_HISTORY,
    rules: tuple[RuleText, ...] = (),
) -> tuple[PagePlan, ...]:
    """Every page of the portal: home, the catalogue, then kind by kind in the order of ids.

    `guides` maps the names of existing hand-written pages (`reading-a-map`, `proposing-a-change`)
    to their addresses from the site's root. `today` is the day on which reviews are judged; a host
    takes it from `history.build_date`, never from the clock. Without it nothing is overdue.
    `site_url` is the address of the site, `written` its hand-written pages by their path below
    their folder, `history` the git history of the sources; without edits there is no page of
    changes. `rules` are the rules of the checks, in the order of codes; without any there are no
    pages of rules. The `make` functions may be called in any order; shared values are computed on
    first use.
    """
    portfolio = Portfolio(
        library,
        site_name,
        guides,
        today,
        site_url=site_url,
        written=written,
        history=history,
        rules=rules,
    )
    return tuple(_pages(portfolio))


def plan_assets(
    library: Library, *, site_name: str = "", today: datetime.date | None = None, site_url: str | None = None
) -> tuple[AssetPlan, ...]:
    """Every generated file: pictures and data of maps, the portal's data, calendars, redirects."""
    portfolio = Portfolio(library, site_name, today=today, site_url=site_url)
    return (*_assets(portfolio), *_redirects(portfolio))


def plan_portal(portfolio: Portfolio) -> tuple[tuple[PagePlan, ...], tuple[AssetPlan, ...]]:
    """Pages and files as above; they share what is computed of a map, which halves the work."""
    pages = (recorded(portfolio, each) for each in _pages(portfolio))
    assets = (recorded(portfolio, each) for each in _assets(portfolio))
    return tuple(pages), (*assets, *_redirects(portfolio))


def made_name(address: str) -> str:
    """The name of what stands at an address of the portal among the computed values."""
    return f"{_MADE}{address}"


def is_input(name: str) -> bool:
    """Whether a name of the graph is that of an input, and not of a computed value."""
    return not name.startswith((MARK, _MADE))


def recorded(portfolio: Portfolio, plan: Plan) -> Plan:
    """The same plan; what it reads is recorded, so that an edit of something else is no matter."""
    made = made_name(plan.address)
    make: Callable[[], Any] = partial(portfolio.graph.value, made, plan.make)
    return plan.made_by(make, made)


def release_made(portfolio: Portfolio, plans: Iterable[PagePlan | AssetPlan]) -> None:
    """Drop what was made of these plans; what it read stays known.

    Views of maps stay: pages of personas draw small curves of them, and composing one again takes
    as long as a tenth of all that is made of a map.
    """
    for plan in plans:
        if plan.made is not None:
            portfolio.graph.release(plan.made)


def _pages(portfolio: Portfolio) -> Iterator[PagePlan]:
    library = portfolio.library
    yield PagePlan("", portfolio.home_title, None, None, partial(make_home, portfolio))
    for kind in LISTED_KINDS:
        if kind is Kind.JOURNEY or library.ids(kind):
            make = load("pages", KINDS[kind].list_page)
            of = (kind,) if kind in VOCABULARY_KINDS else ()
            plan = PagePlan(f"{FOLDERS[kind]}/", LIST_TITLES[kind], None, None, make)
            yield from planned(plan, make, portfolio, *of)
        if kind is Kind.JOURNEY and portfolio.listed_ids:
            yield from _paged(portfolio, ATLAS, _(ATLAS_TITLE), make_atlas)
    yield from insight_plans(portfolio)
    if len(portfolio.listed_ids) >= FEWEST_MAPS:
        yield PagePlan(COMPARE, _(COMPARE_TITLE), None, None, partial(make_compare, portfolio))
    if portfolio.agenda_length:
        yield from _paged(portfolio, REVIEW, _(REVIEW_TITLE), make_review)
    if portfolio.history.edits:
        yield from _paged(portfolio, CHANGES, _(CHANGES_TITLE), make_changes)
    for kind in LISTED_KINDS:
        make = load("pages", KINDS[kind].page)
        for key, title in library.ids(kind).items():
            ref = Ref(kind, key)
            plan = PagePlan(address(ref), title, portfolio.source(ref), ref, make)
            yield from planned(plan, make, portfolio, ref)
    yield from comparison_plans(portfolio)
    yield PagePlan("glossary/", _("Glossary"), None, None, partial(make_glossary, portfolio))
    yield PagePlan(FORMAT, _(FORMAT_TITLE), None, None, partial(make_format_reference, portfolio))
    yield from rule_plans(portfolio)


def _paged(portfolio: Portfolio, at: str, title: str, make: Callable[..., Page]) -> Iterator[PagePlan]:
    """A page that is of no object, and its further pages."""
    yield from planned(PagePlan(at, title, None, None, make), make, portfolio)


def _assets(portfolio: Portfolio) -> Iterator[AssetPlan]:
    library = portfolio.library
    for key in library.journeys:
        for scheme, name in SWIMLANES.items():
            yield AssetPlan(
                f"{address(Ref(Kind.JOURNEY, key))}{name}", partial(_drawing, portfolio, key, scheme)
            )
    yield from review_calendars(portfolio)
    if portfolio.history.edits:
        yield AssetPlan(FEED, partial(make_feed, portfolio))
    yield from catalogue_files(portfolio)
    yield from card_files(portfolio)
    yield from machine_files(portfolio)


def _redirects(portfolio: Portfolio) -> Iterator[AssetPlan]:
    """They are made each time: that is quick, and where one leads depends on all objects."""
    for old, ref in former_addresses(portfolio.library, portfolio.former_ids):
        if old in portfolio.moved:  # the site has a page there
            continue
        yield AssetPlan(f"{old}index.html", partial(_redirect, portfolio, old, ref))


def _redirect(portfolio: Portfolio, old: str, ref: Ref) -> str:
    return redirect(old, portfolio.at(address(ref)), portfolio.library.title(ref))


def _drawing(portfolio: Portfolio, key: str, scheme: Scheme) -> str:
    """A swimlane of a map; all colour schemes are drawn together, as the layout costs most."""
    drawn = portfolio.drawings(key)
    found = drawn[scheme]
    if scheme == tuple(SWIMLANES)[-1]:
        portfolio.graph.release(f"=drawings:{key}")
    return found
