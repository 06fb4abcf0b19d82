"""The page of gaps: missing maps, owners and evidence, and near-duplicates."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.markers import N_
from journeybook.insight.claims import Tally
from journeybook.insight.gaps import Coverage
from journeybook.insight.summary import Summary
from journeybook.labels.value_labels import claim_words
from journeybook.library.objects import Kind, Ref
from journeybook.model.journey import MapType
from journeybook.pages.insights.overview import ROOT, insight_context, insight_page, navigation
from journeybook.pages.page import Page
from journeybook.pages.page_context import PageContext
from journeybook.pages.pagination import Pagination, page_count, paginated
from journeybook.pages.portfolio import Portfolio

LEAD = N_("Customers and stages without a map, touchpoints without an owner, claims without evidence.")
MAPS_SHOWN = 30
STEPS_SHOWN = 6
STEPS_MOST = 24
"""The most touchpoints of a channel on the page; the page of the channel lists all."""

STEPS_TOGETHER = 400
"""The most touchpoints of all channels together: some 100 kB."""

TWINS_SHOWN = 40
CHANNELS_SHOWN = 40

PEOPLE = 100
"""The most personas on a page, each a row with a cell for each lifecycle stage."""


@dataclass(frozen=True, slots=True)
class Unproven:
    """A map with its claims without evidence."""

    summary: Summary
    tally: Tally
    words: str


def gap_pages(portfolio: Portfolio) -> int:
    """The number of pages of the table of personas."""
    return page_count(len(portfolio.library.personas), PEOPLE)


def steps_most(channels: int) -> int:
    """The most touchpoints that are listed of each of so many channels."""
    return max(STEPS_SHOWN, min(STEPS_MOST, STEPS_TOGETHER // max(1, channels)))


@paginated(gap_pages)
def make_gaps(portfolio: Portfolio, number: int = 1) -> Page:
    """A page of gaps: a part of the table of personas, and on the first one all other gaps.

    If one page cannot hold all personas, those with the most lifecycle stages without a map come
    first.
    """
    page = "gaps/"
    pagination = Pagination(f"{ROOT}{page}", number, gap_pages(portfolio))
    context, crumbs = insight_context(portfolio, page, pagination)
    found = portfolio.overview
    library = portfolio.library
    unproven = unproven_maps(portfolio)
    empty = Counter(each.persona for each in found.coverage.values() if not each.maps)
    people = list(library.personas.values())
    if pagination.total > 1:
        people.sort(key=lambda each: -empty[each.id])
    shown = pagination.entries(people, PEOPLE)
    named = {each.id for each in shown}
    unowned = [(key, spots) for key, spots in found.unowned.items() if key in library.vocabulary.channels]
    if len(unowned) > CHANNELS_SHOWN:
        unowned.sort(key=lambda each: -len(each[1]))
    body = context.render(
        "insights/insights_gaps.html",
        crumbs=crumbs,
        pagination=pagination,
        pages=navigation(context, page),
        lead=_(LEAD),
        people=shown,
        stages=list(library.vocabulary.lifecycle),
        coverage=found.coverage,
        targets={
            pair: coverage_link(context, each) for pair, each in found.coverage.items() if pair[0] in named
        },
        empty=empty.total(),
        unowned=dict(unowned[:CHANNELS_SHOWN]),
        all_unowned=len(unowned),
        touchpoints=Counter(
            spot.moment.channel
            for summary in portfolio.in_view
            for spot in summary.spots
            if summary.journey.type is not MapType.FUTURE_STATE
        ),
        steps_shown=STEPS_SHOWN,
        steps_most=steps_most(min(len(unowned), CHANNELS_SHOWN)),
        silent=found.silent[:MAPS_SHOWN],
        all_silent=len(found.silent),
        unproven=unproven[:MAPS_SHOWN],
        all_unproven=len(unproven),
        twins=found.twin_maps[:TWINS_SHOWN],
        all_twins=len(found.twin_maps),
    )
    return insight_page(context, page, body, _(LEAD), pagination)


def coverage_link(context: PageContext, cell: Coverage) -> str | None:
    """The link to the only map, or to the catalogue filtered to all of them."""
    if not cell.maps:
        return None
    if len(cell.maps) == 1:
        return context.link(Ref(Kind.JOURNEY, cell.maps[0]))
    return f"{context.to('journeys/')}?persona={cell.persona}&lifecycle={cell.lifecycle}"


def unproven_maps(portfolio: Portfolio) -> tuple[Unproven, ...]:
    """The current maps with claims without evidence, those with the most first.

    Future maps are left out, because there is no evidence of what has not happened yet.
    """
    found = []
    for key, claims in portfolio.claims.items():
        if portfolio.summaries[key].journey.type is MapType.FUTURE_STATE:
            continue
        counted = portfolio.tally(claims)
        if counted.unproven:
            found.append(Unproven(portfolio.summaries[key], counted, claim_words(counted.assumed)))
    return tuple(sorted(found, key=lambda each: (-each.tally.unproven, each.summary.journey.id)))
