"""The page of the moments of truth and of the needs that nobody meets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from journeybook.insight.moments import Spot
from journeybook.library import Kind, Ref
from journeybook.pages.insights import insight_page, insight_sheet, navigation
from journeybook.pages.page import Page
from journeybook.pages.portfolio import Portfolio

LEAD = "The moments that decide what customers think of us, and what they need where nobody has an idea yet."
SHOWN = 150
"""More rows than that nobody reads; those shown are the lowest."""


@dataclass(frozen=True, slots=True)
class Truth:
    """A moment of truth with the recommendations that answer it."""

    spot: Spot
    answers: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Need:
    """A step with the needs that are not met there."""

    spot: Spot
    texts: tuple[str, ...]


def make_moments(portfolio: Portfolio) -> Page:
    """The page of moments of truth and unmet needs."""
    page = "moments/"
    sheet, crumbs = insight_sheet(portfolio, page)
    found = portfolio.overview
    truths = [
        Truth(spot, tuple(Ref(Kind.RECOMMENDATION, key) for key in portfolio.answers.get(spot.ref, ())))
        for spot in found.truths
    ]
    needs = tuple(_needs(found.needs))
    body = sheet.render(
        "insights_moments.html",
        crumbs=crumbs,
        pages=navigation(sheet, page),
        lead=LEAD,
        truths=truths[:SHOWN],
        total=len(truths),
        low=sum(1 for each in truths if each.spot.lowest and each.spot.lowest.level < 2),
        needs=needs[:SHOWN],
        all_needs=len(needs),
    )
    return insight_page(sheet, page, body, LEAD)


def _needs(found: Iterable[tuple[Spot, str]]) -> Iterable[Need]:
    """One entry for each step, whose needs stand together."""
    for _, group in groupby(found, key=lambda pair: pair[0].ref):
        pairs = tuple(group)
        yield Need(pairs[0][0], tuple(text for _, text in pairs))
