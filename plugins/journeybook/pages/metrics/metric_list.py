"""The page of all metrics: a card for each, and the drop-off of journeys."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.markers import N_
from journeybook.incremental.recorded_day import Today
from journeybook.insight.metric_status import MetricStatus, metric_status
from journeybook.library.objects import Kind, Ref
from journeybook.library.page_addresses import FOLDERS
from journeybook.pages.metrics.drop_off import DropOff, drop_off
from journeybook.pages.metrics.trend_phrases import Verdict, verdict
from journeybook.pages.page import Crumb, Page
from journeybook.pages.page_context import PageContext
from journeybook.pages.pagination import Pagination, page_count, paginated
from journeybook.pages.portfolio import Portfolio

LEAD = N_("What we measure along the journeys, where it stands and where it should be.")

FUNNELS_SHOWN = 24
"""The most funnels on the page; each map shows its own."""


@dataclass(frozen=True, slots=True)
class Card:
    """A metric at a glance, with the number of maps that use it."""

    standing: MetricStatus
    verdict: Verdict
    maps: int


CARDS = 40
"""The most metrics on a page; each has a small chart of some kB."""


def index_pages(portfolio: Portfolio) -> int:
    """The number of pages that list the metrics."""
    return page_count(len(portfolio.library.metrics), CARDS)


@paginated(index_pages)
def make_metric_index(portfolio: Portfolio, number: int = 1) -> Page:
    """A page of the list of every metric; the first one also has the drop-off of journeys.

    Metrics stand in the order of their titles; if one page cannot hold all, first those that are
    late, then those that have not reached their target.
    """
    pagination = Pagination(f"{FOLDERS[Kind.METRIC]}/", number, index_pages(portfolio))
    context = PageContext(portfolio, pagination.here)
    crumbs = context.crumbs(*pagination.crumbs(Crumb(_("Metrics"), None)))
    funnels = drop_offs(portfolio) if pagination.is_first else ()
    found = cards(portfolio)
    if pagination.total > 1:
        found = tuple(sorted(found, key=partial(_worst_first, portfolio.judged_on)))
    body = context.render(
        "metrics/metric_index.html",
        crumbs=crumbs,
        lead=_(LEAD),
        pagination=pagination,
        cards=pagination.entries(found, CARDS),
        funnels=funnels[:FUNNELS_SHOWN],
        funnels_left=max(0, len(funnels) - FUNNELS_SHOWN),
    )
    return Page(
        address=context.address,
        title=pagination.title(_("Metrics")),
        body=body,
        description=_(LEAD),
        crumbs=crumbs,
    )


def _worst_first(today: Today | None, card: Card) -> tuple[int, bool]:
    return -(card.standing.late(today) or 0), card.standing.reached is not False


def cards(portfolio: Portfolio) -> tuple[Card, ...]:
    """Every metric, by title."""
    found = []
    for metric in portfolio.library.metrics.values():
        where = metric_status(metric)
        found.append(
            Card(
                standing=where,
                verdict=verdict(where),
                maps=len(
                    {
                        use.by.id
                        for use in portfolio.uses(Ref(Kind.METRIC, metric.id))
                        if use.by.kind is Kind.JOURNEY
                    }
                ),
            )
        )
    return tuple(
        sorted(found, key=lambda each: (each.standing.metric.title.casefold(), each.standing.metric.id))
    )


def drop_offs(portfolio: Portfolio) -> tuple[DropOff, ...]:
    """The funnel of every listed map with counts of people, the one with the largest loss first."""
    found = [each for journey in portfolio.listed if (each := drop_off(journey))]
    return tuple(sorted(found, key=lambda each: 1 if each.kept is None else each.kept))
