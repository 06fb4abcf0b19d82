"""All recommendations as a board by status, and as a matrix of customer and business value."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from journeybook.drawing.charts.progress_bar import draw_bar
from journeybook.drawing.charts.value_matrix import Bubble, PlacedBubble, place_bubbles
from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.markers import N_
from journeybook.library.objects import Kind
from journeybook.library.page_addresses import FOLDERS
from journeybook.model.recommendation import RecommendationStatus
from journeybook.pages.page import Crumb, Page
from journeybook.pages.page_context import PageContext
from journeybook.pages.portfolio import Portfolio
from journeybook.pages.proposals.proposals import PROPOSAL_WORDS, Due, Proposal, proposals
from journeybook.pages.reviews.due_dates import day_counts

TITLE = N_("Recommendations")
LEAD = N_("What we want to do about it: who does it, what it is worth, and how far it is.")

CLOSED = frozenset({RecommendationStatus.DONE, RecommendationStatus.DROPPED})
"""Statuses without a place on the matrix."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the board."""

    status: RecommendationStatus
    title: str
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True)
class PlacedProposal:
    """A recommendation on the matrix: its number, counting from 1, and its place."""

    number: int
    proposal: Proposal
    placed: PlacedBubble


def make_recommendations(portfolio: Portfolio) -> Page:
    """The page that lists every recommendation."""
    context = PageContext(portfolio, f"{FOLDERS[Kind.RECOMMENDATION]}/")
    crumbs = context.crumbs(Crumb(_(TITLE), None))
    every = proposals(portfolio)
    weighed = place_by_value(every)
    body = context.render(
        "recommendations/recommendations.html",
        crumbs=crumbs,
        wide=True,
        lead=_(LEAD),
        columns=board(every),
        bars={
            each.recommendation.id: Markup(draw_bar(share))  # noqa: S704 - drawn by us
            for each in every
            if (share := each.progress.share) is not None
        },
        late=sum(1 for each in every if each.due is Due.LATE),
        days=day_counts(each.recommendation.due for each in every if each.open),
        weighed=weighed,
        unrated=tuple(
            each for each in every if each.recommendation.status not in CLOSED and each.worth is None
        ),
    )
    return Page(address=context.address, title=_(TITLE), body=body, description=_(LEAD), crumbs=crumbs)


def board(every: tuple[Proposal, ...]) -> tuple[Column, ...]:
    """The columns in the order of the work, empty ones included; late ones first, then by value."""
    return tuple(
        Column(
            status,
            words,
            tuple(
                sorted(
                    (proposal for proposal in every if proposal.recommendation.status is status),
                    key=lambda proposal: proposal.due is not Due.LATE,
                )
            ),
        )
        for status, words in PROPOSAL_WORDS.items()
    )


def place_by_value(every: tuple[Proposal, ...]) -> tuple[PlacedProposal, ...]:
    """The open, rated recommendations with their places, by value, then by least effort."""
    rated = [
        (proposal, Bubble(proposal.recommendation.id, proposal.recommendation.title, business, customer))
        for proposal in every
        if proposal.recommendation.status not in CLOSED
        and (business := proposal.recommendation.business_value) is not None
        and (customer := proposal.recommendation.customer_value) is not None
    ]
    placed = place_bubbles(bubble for _proposal, bubble in rated)
    return tuple(
        PlacedProposal(number, proposal, place)
        for number, ((proposal, _bubble), place) in enumerate(zip(rated, placed, strict=True), 1)
    )
