"""The page of all pains, by severity and reach, and of those in nearly the same words."""

from __future__ import annotations

from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.markers import N_
from journeybook.labels.value_labels import LIST_SHOWN
from journeybook.pages.insights.finding_pages import FINDINGS, finding_pages, finding_pagination
from journeybook.pages.insights.overview import insight_context, insight_page, navigation
from journeybook.pages.page import Page
from journeybook.pages.pagination import paginated
from journeybook.pages.portfolio import Portfolio

LEAD = N_("All pains of all journeys: the worst first, then those that reach most customers.")
TWINS_SHOWN = 40
PLACES_SHOWN = 3


@paginated(lambda portfolio: finding_pages(portfolio, "pains"))
def make_pains(portfolio: Portfolio, number: int = 1) -> Page:
    """A page of pains; the first one also has those that are nearly the same."""
    page = "pains/"
    pagination = finding_pagination(portfolio, page, "pains", number)
    context, crumbs = insight_context(portfolio, page, pagination)
    found = portfolio.overview
    body = context.render(
        "insights/insights_pains.html",
        crumbs=crumbs,
        pagination=pagination,
        pages=navigation(context, page),
        lead=_(LEAD),
        pains=pagination.entries(found.pains[:LIST_SHOWN], FINDINGS),
        start=(number - 1) * FINDINGS + 1,
        twins=found.twin_pains[:TWINS_SHOWN] if pagination.is_first else (),
        all_twins=len(found.twin_pains),
        places_shown=PLACES_SHOWN,
        shares=any(pain.reach.customers is not None for pain in found.pains),
        counted_people=any(pain.reach.people is not None for pain in found.pains),
    )
    return insight_page(context, page, body, _(LEAD), pagination)
