"""The pages of opportunities, gains, quotes and bright spots over all journeys."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.markers import N_
from journeybook.insight.statements import Statement
from journeybook.labels.value_labels import LIST_SHOWN
from journeybook.library.objects import Kind, Ref
from journeybook.pages.insights.overview import insight_context, insight_page, navigation
from journeybook.pages.page import Page
from journeybook.pages.portfolio import Portfolio

OPPORTUNITIES = N_(
    "Every idea of what could be better: first those that nobody has taken up, where people are lowest."
)
GAINS = N_("What goes well and should stay: first what rests on research, then what reaches most customers.")
QUOTES = N_("What people said in their own words, person by person, where they are lowest first.")
BRIGHT_SPOTS = N_(
    "The steps at which everybody is at their best. They show what works, and what a change should not break."
)

PLACES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Group:
    """A part of a list: its heading, a line about it, and its statements."""

    key: str
    title: str
    note: str
    statements: tuple[Statement, ...]


def make_opportunities(portfolio: Portfolio) -> Page:
    """The page of opportunities."""
    found = portfolio.overview.opportunities[:LIST_SHOWN]
    groups = (
        Group(
            "open",
            _("Not taken up yet"),
            _("No recommendation has come of these."),
            tuple(each for each in found if not each.recommendations),
        ),
        Group(
            "taken",
            _("Taken up"),
            _("A recommendation says what is done about these."),
            tuple(each for each in found if each.recommendations),
        ),
    )
    return _page(portfolio, "opportunities/", OPPORTUNITIES, groups, "opportunities")


def make_gains(portfolio: Portfolio) -> Page:
    """The page of gains."""
    found = portfolio.overview.gains[:LIST_SHOWN]
    groups = (
        Group("backed", _("Rests on research"), "", tuple(each for each in found if each.backed)),
        Group(
            "assumed",
            _("Assumed"),
            _("Nobody has named a source for these yet."),
            tuple(each for each in found if not each.backed),
        ),
    )
    return _page(portfolio, "gains/", GAINS, groups, "gains")


def make_quotes(portfolio: Portfolio) -> Page:
    """The page of quotes."""
    return _page(
        portfolio, "quotes/", QUOTES, _by_person(portfolio, portfolio.overview.quotes[:LIST_SHOWN]), "quotes"
    )


def make_bright_spots(portfolio: Portfolio) -> Page:
    """The page of bright spots."""
    page = "bright-spots/"
    context, crumbs = insight_context(portfolio, page)
    body = context.render(
        "insights/insights_bright_spots.html",
        crumbs=crumbs,
        pages=navigation(context, page),
        lead=_(BRIGHT_SPOTS),
        spots=portfolio.overview.bright_spots[:LIST_SHOWN],
    )
    return insight_page(context, page, body, _(BRIGHT_SPOTS))


def _by_person(portfolio: Portfolio, statements: Iterable[Statement]) -> tuple[Group, ...]:
    groups = []
    for persona, said in groupby(statements, key=lambda statement: statement.persona):
        title = portfolio.library.title(Ref(Kind.PERSONA, persona)) if persona else _("Nobody is named")
        groups.append(Group(persona or "nobody", title, "", tuple(said)))
    return tuple(groups)


def _page(portfolio: Portfolio, page: str, lead: str, groups: Iterable[Group], figure: str) -> Page:
    context, crumbs = insight_context(portfolio, page)
    body = context.render(
        "insights/insights_statements.html",
        crumbs=crumbs,
        pages=navigation(context, page),
        lead=_(lead),
        figure_key=figure,
        groups=tuple(group for group in groups if group.statements),
        places_shown=PLACES_SHOWN,
    )
    return insight_page(context, page, body, _(lead))
