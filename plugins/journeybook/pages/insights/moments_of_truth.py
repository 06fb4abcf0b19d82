"""The page of the moments of truth and of unmet needs."""

from __future__ import annotations

from dataclasses import dataclass

from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.markers import N_
from journeybook.insight.spots import Spot
from journeybook.labels.value_labels import LIST_SHOWN
from journeybook.library.objects import Kind, Ref
from journeybook.pages.insights.finding_pages import FINDINGS, finding_pages
from journeybook.pages.insights.overview import ROOT, insight_context, insight_page, navigation
from journeybook.pages.page import Page
from journeybook.pages.pagination import Pagination, paginated
from journeybook.pages.portfolio import Portfolio

LEAD = N_(
    "The moments that decide what customers think of us, and what they need where nobody has an idea yet."
)


@dataclass(frozen=True, slots=True)
class Truth:
    """A moment of truth with the recommendations that answer it."""

    spot: Spot
    answers: tuple[Ref, ...]


def _pages(portfolio: Portfolio) -> int:
    return finding_pages(portfolio, "moments_of_truth", "unmet_needs")


@paginated(_pages)
def make_moments(portfolio: Portfolio, number: int = 1) -> Page:
    """A page of moments of truth and unmet needs, the same part of both lists."""
    page = "moments/"
    pagination = Pagination(f"{ROOT}{page}", number, _pages(portfolio))
    context, crumbs = insight_context(portfolio, page, pagination)
    found = portfolio.overview
    truths = [
        Truth(spot, tuple(Ref(Kind.RECOMMENDATION, key) for key in portfolio.answers.get(spot.ref, ())))
        for spot in found.truths
    ]
    body = context.render(
        "insights/insights_moments.html",
        crumbs=crumbs,
        pagination=pagination,
        pages=navigation(context, page),
        lead=_(LEAD),
        truths=pagination.entries(truths[:LIST_SHOWN], FINDINGS),
        low=sum(1 for truth in truths if truth.spot.lowest and truth.spot.lowest.level < 2),
        needs=pagination.entries(found.needs[:LIST_SHOWN], FINDINGS),
    )
    return insight_page(context, page, body, _(LEAD), pagination)
