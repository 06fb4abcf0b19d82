"""The page of all pains, by severity and reach, and of those in nearly the same words."""

from __future__ import annotations

from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.markers import N_
from journeybook.labels.value_labels import LIST_SHOWN
from journeybook.pages.insights.overview import insight_context, insight_page, navigation
from journeybook.pages.page import Page
from journeybook.pages.portfolio import Portfolio

LEAD = N_(
    "Everything that hurts, over all journeys: the worst first, and among equals what reaches most customers."
)
TWINS_SHOWN = 40
PLACES_SHOWN = 3


def make_pains(portfolio: Portfolio) -> Page:
    """The page of pains."""
    page = "pains/"
    context, crumbs = insight_context(portfolio, page)
    found = portfolio.overview
    body = context.render(
        "insights/insights_pains.html",
        crumbs=crumbs,
        pages=navigation(context, page),
        lead=_(LEAD),
        pains=found.pains[:LIST_SHOWN],
        twins=found.twin_pains[:TWINS_SHOWN],
        all_twins=len(found.twin_pains),
        places_shown=PLACES_SHOWN,
        shares=any(pain.reach.customers is not None for pain in found.pains),
        counted_people=any(pain.reach.people is not None for pain in found.pains),
    )
    return insight_page(context, page, body, _(LEAD))
