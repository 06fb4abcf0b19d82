"""The home page: the lowest emotions and worst pains of all maps, and where to start reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from journeybook.i18n import markup
from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.markers import N_
from journeybook.insight.agenda import Entry, Urgency
from journeybook.insight.heat_map import HeatRow, portfolio_heat
from journeybook.insight.summary import LocatedPain
from journeybook.labels.value_labels import COUNT_MESSAGES
from journeybook.model.vocabulary import LifecycleStage
from journeybook.pages.changes.changes import recently_changed
from journeybook.pages.moved_pages import FRONT, HOME
from journeybook.pages.page import Crumb, Page
from journeybook.pages.page_context import PageContext
from journeybook.pages.paths.reading_path import PathRow, path_rows
from journeybook.pages.portfolio import Portfolio
from journeybook.pages.reviews.due_dates import agenda_data, first_on_any_day
from journeybook.text.numbers import figure, percent_of

PAINS_SHOWN = 8
"""The number that fits beside the reviews without scrolling; the insight pages show all."""

CHANGES_SHOWN = 5
REVIEWS_SHOWN = 6
PATHS_SHOWN = 6
"""Two rows of cards, because too many choices keep readers from starting."""

HEAT_ROWS = 40
"""The most rows of the heat map; the catalogue lists the rest."""

GUIDES = {
    "reading-a-map": (
        N_("How to read a map"),
        N_("The parts of a map, the curve and the marks, in five minutes."),
    ),
    "proposing-a-change": (
        N_("How to propose a change"),
        N_("Is something wrong? Edit the source and send it for review."),
    ),
}


@dataclass(frozen=True, slots=True)
class Start:
    """A place to start reading: its address, its title, and the reason to go there."""

    address: str
    title: str
    why: str


def make_home(portfolio: Portfolio) -> Page:
    """The home page of the portal, which is the site's front page if the site has no other."""
    context = PageContext(portfolio, HOME)
    crumbs = (Crumb(_("Home"), FRONT), Crumb(portfolio.home_title, None)) if HOME in portfolio.moved else ()
    agenda = needs_review(portfolio)
    body = context.render(
        "home/home.html",
        crumbs=crumbs,
        starts=starts(portfolio),
        paths=starting_paths(portfolio)[:PATHS_SHOWN],
        **heat_map(portfolio),
        pains=worst_pains(portfolio)[:PAINS_SHOWN],
        reviews=first_on_any_day(agenda, REVIEWS_SHOWN),
        reviews_shown=REVIEWS_SHOWN,
        data=agenda_data(agenda),
        overdue=portfolio.counts.overdue,
        numbers=numbers(portfolio),
        changed=recently_changed(portfolio, CHANGES_SHOWN),
    )
    return Page(
        address=HOME,
        title=portfolio.home_title,
        body=body,
        description=_("What our customers go through, and where it hurts."),
        crumbs=crumbs,
    )


def heat_map(portfolio: Portfolio) -> dict[str, Any]:
    """The values for the heat map's template: rows, number of rows left out, columns."""
    heat = worst_rows(portfolio_heat(portfolio.in_view))
    return {
        "heat": heat[:HEAT_ROWS],
        "heat_left": max(0, len(heat) - HEAT_ROWS),
        "columns": heat_columns(portfolio),
    }


def worst_rows(rows: tuple[HeatRow, ...]) -> tuple[HeatRow, ...]:
    """The rows in their order if all fit; else those with the lowest emotions first."""
    if len(rows) <= HEAT_ROWS:
        return rows

    def lowest(row: HeatRow) -> float:
        return min((cell.emotion.value for cell in row.cells.values() if cell), default=float("inf"))

    return tuple(sorted(rows, key=lowest))


def starts(portfolio: Portfolio) -> tuple[Start, ...]:
    """What a newcomer can read first, of what exists."""
    found = [
        Start(portfolio.guides[name], _(title), _(why))
        for name, (title, why) in GUIDES.items()
        if name in portfolio.guides
    ]
    if portfolio.library.personas:
        found.insert(
            1 if found else 0,
            Start(
                "personas/",
                _("Meet our customers"),
                _("Who they are, what they want and what stands in their way."),
            ),
        )
    found.append(
        Start("journeys/", _("Browse every journey"), _("Filter by customer, channel, team and more."))
    )
    found.append(
        Start("glossary/", _("Look up a word"), _("What we mean by stage, touchpoint or moment of truth."))
    )
    return tuple(found)


def starting_paths(portfolio: Portfolio) -> tuple[PathRow, ...]:
    """The reading paths to start with: first those for an area, in the order of the areas."""
    order = {key: index for index, key in enumerate(portfolio.library.vocabulary.areas)}
    last = len(order)

    def place(row: PathRow) -> int:
        return min((order.get(key, last) for key in row.path.for_), default=last)

    return tuple(sorted((path_row for path_row in path_rows(portfolio) if path_row.stops), key=place))


def heat_columns(portfolio: Portfolio) -> dict[str, LifecycleStage]:
    """The lifecycle stages that any listed map touches, in the vocabulary's order."""
    touched = {key for summary in portfolio.in_view for key in summary.lifecycle}
    return {key: each for key, each in portfolio.library.vocabulary.lifecycle.items() if key in touched}


def worst_pains(portfolio: Portfolio) -> tuple[LocatedPain, ...]:
    """The pains of all maps in the order of their own page, each at its worst place."""
    return tuple(pain.worst._replace(backed=pain.backed) for pain in portfolio.overview.pains)


def needs_review(portfolio: Portfolio) -> tuple[Entry, ...]:
    """The most urgent entries of the agenda: overdue, never reviewed, then the next ones due."""
    return tuple(each for each in portfolio.agenda if each.urgency is not Urgency.OPEN_ENDED)


@dataclass(frozen=True, slots=True)
class Number:
    """A figure with its key and in words, and the address of the page that lists what it counts."""

    words: Markup
    address: str


LISTS = {
    "journeys": "journeys/",
    "personas": "personas/",
    "moments_of_truth": "insights/moments/",
    "pains": "insights/pains/",
    "bright_spots": "insights/bright-spots/",
    "gains": "insights/gains/",
    "opportunities": "insights/opportunities/",
    "quotes": "insights/quotes/",
}
"""The figures on the home page, each with the page that lists as many entries."""


def numbers(portfolio: Portfolio) -> tuple[Number, ...]:
    """The nonzero figures of the portal, then the share of claims with evidence and the health."""
    counts = portfolio.counts
    found = []
    for key, address in LISTS.items():
        value = getattr(counts, key)
        if value:
            mark = _marked(key.replace("_", "-"), value)
            found.append(Number(markup.ngettext(*COUNT_MESSAGES[key], value, num=mark), address))
    if counts.claims:
        page = "evidence/" if counts.evidence else "insights/gaps/"
        share = percent_of(counts.backed / counts.claims)
        words = markup.gettext(
            "%(num)s %% of claims are backed by evidence", num=_marked("backed-share", share)
        )
        found.append(Number(words, page))
    if portfolio.health:
        mark = _marked("health", portfolio.health.score)
        found.append(
            Number(markup.gettext("%(num)s of 100, the health of the maps", num=mark), "insights/health/")
        )
    return tuple(found)


def _marked(key: str, value: float) -> Markup:
    return Markup('<b data-figure="{}">{}</b>').format(key, figure(value))
