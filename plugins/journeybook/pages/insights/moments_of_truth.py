"""The page of the moments of truth and of unmet needs."""

from __future__ import annotations

from dataclasses import dataclass

from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.markers import N_
from journeybook.insight.spots import Spot
from journeybook.labels.value_labels import LIST_SHOWN
from journeybook.library.objects import Kind, Ref
from journeybook.pages.insights.overview import insight_context, insight_page, navigation
from journeybook.pages.page import Page
from journeybook.pages.portfolio import Portfolio

LEAD = N_(
    "The moments that decide what customers think of us, and what they need where nobody has an idea yet."
)


@dataclass(frozen=True, slots=True)
class Truth:
    """A moment of truth with the recommendations that answer it."""

    spot: Spot
    answers: tuple[Ref, ...]


def make_moments(portfolio: Portfolio) -> Page:
    """The page of moments of truth and unmet needs."""
    page = "moments/"
    context, crumbs = insight_context(portfolio, page)
    found = portfolio.overview
    truths = [
        Truth(spot, tuple(Ref(Kind.RECOMMENDATION, key) for key in portfolio.answers.get(spot.ref, ())))
        for spot in found.truths
    ]
    body = context.render(
        "insights/insights_moments.html",
        crumbs=crumbs,
        pages=navigation(context, page),
        lead=_(LEAD),
        truths=truths[:LIST_SHOWN],
        low=sum(1 for truth in truths if truth.spot.lowest and truth.spot.lowest.level < 2),
        needs=found.needs[:LIST_SHOWN],
    )
    return insight_page(context, page, body, _(LEAD))
