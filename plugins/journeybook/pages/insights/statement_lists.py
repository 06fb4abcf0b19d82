"""The pages of opportunities, gains, quotes and bright spots over all journeys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.markers import N_
from journeybook.insight.statements import Statement
from journeybook.labels.value_labels import LIST_SHOWN
from journeybook.library.objects import Kind, Ref
from journeybook.pages.insights.finding_pages import FINDINGS, finding_pages, finding_pagination
from journeybook.pages.insights.overview import insight_context, insight_page, navigation
from journeybook.pages.page import Page
from journeybook.pages.pagination import Pagination, paginated
from journeybook.pages.portfolio import Portfolio

OPPORTUNITIES = N_(
    "Every idea of what could be better: first those that nobody has taken up, where people are lowest."
)
GAINS = N_(
    "What goes well and should stay: first what is backed by research, then what reaches most customers."
)
QUOTES = N_("What people said in their own words, person by person, where they are lowest first.")
BRIGHT_SPOTS = N_(
    "The steps that go well for everybody. They show what works, and what a change should not break."
)

PLACES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Group:
    """A part of a list: its heading, a line about it, and its statements."""

    key: str
    title: str
    note: str
    statements: Sequence[Statement]
    count: int
    """The number of statements in the whole part."""
    start: int = 1
    """The number of the first of `statements` in the whole part."""


@paginated(lambda portfolio: finding_pages(portfolio, "opportunities"))
def make_opportunities(portfolio: Portfolio, number: int = 1) -> Page:
    """A page of opportunities."""
    headings = {
        False: ("open", _("Not adopted yet"), _("No recommendation has come of these.")),
        True: ("taken", _("Adopted"), _("A recommendation says what is done about these.")),
    }
    return _page(
        portfolio,
        "opportunities/",
        OPPORTUNITIES,
        lambda each: headings[bool(each.recommendations)],
        number,
    )


@paginated(lambda portfolio: finding_pages(portfolio, "gains"))
def make_gains(portfolio: Portfolio, number: int = 1) -> Page:
    """A page of gains."""
    headings = {
        True: ("backed", _("Backed by research"), ""),
        False: ("assumed", _("Assumed"), _("Nobody has named a source for these yet.")),
    }
    return _page(portfolio, "gains/", GAINS, lambda each: headings[each.backed], number)


@paginated(lambda portfolio: finding_pages(portfolio, "quotes"))
def make_quotes(portfolio: Portfolio, number: int = 1) -> Page:
    """A page of quotes."""

    def speaker(each: Statement) -> Heading:
        persona = each.persona
        if not persona:
            return ("nobody", _("No owner"), "")
        return (persona, portfolio.library.title(Ref(Kind.PERSONA, persona)), "")

    return _page(portfolio, "quotes/", QUOTES, speaker, number)


@paginated(lambda portfolio: finding_pages(portfolio, "bright_spots"))
def make_bright_spots(portfolio: Portfolio, number: int = 1) -> Page:
    """A page of bright spots."""
    page = "bright-spots/"
    pagination = finding_pagination(portfolio, page, "bright_spots", number)
    context, crumbs = insight_context(portfolio, page, pagination)
    body = context.render(
        "insights/insights_bright_spots.html",
        crumbs=crumbs,
        pagination=pagination,
        pages=navigation(context, page),
        lead=_(BRIGHT_SPOTS),
        spots=pagination.entries(portfolio.overview.bright_spots[:LIST_SHOWN], FINDINGS),
    )
    return insight_page(context, page, body, _(BRIGHT_SPOTS), pagination)


Heading: TypeAlias = tuple[str, str, str]
"""The key, the title and the line of a group."""


def _page(
    portfolio: Portfolio, page: str, lead: str, heading: Callable[[Statement], Heading], number: int
) -> Page:
    key = page.rstrip("/")
    pagination = finding_pagination(portfolio, page, key, number)
    context, crumbs = insight_context(portfolio, page, pagination)
    body = context.render(
        "insights/insights_statements.html",
        crumbs=crumbs,
        pagination=pagination,
        pages=navigation(context, page),
        lead=_(lead),
        figure_key=key,
        groups=tuple(_groups(getattr(portfolio.overview, key), heading, pagination)),
        places_shown=PLACES_SHOWN,
    )
    return insight_page(context, page, body, _(lead), pagination)


def _groups(
    statements: Sequence[Statement], heading: Callable[[Statement], Heading], pagination: Pagination
) -> Iterator[Group]:
    """The parts of a list of which something is on this page; in the list they are in a row."""
    counts = Counter(heading(each) for each in statements)
    starts: dict[Heading, int] = {}
    for number, each in enumerate(statements):
        starts.setdefault(heading(each), number)
    here = pagination.entries(statements[:LIST_SHOWN], FINDINGS)
    at = (pagination.number - 1) * FINDINGS
    for found, run in groupby(here, key=heading):
        part = tuple(run)
        yield Group(*found, part, counts[found], at - starts[found] + 1)
        at += len(part)
