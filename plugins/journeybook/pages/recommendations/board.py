"""All recommendations as a board by status, and as a matrix of customer and business value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
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
from journeybook.pages.pagination import Pagination, page_count, paginated
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
    proposals: Sequence[Proposal]
    count: int
    """The number of recommendations with this status, on whatever page they are."""


@dataclass(frozen=True, slots=True)
class PlacedProposal:
    """A recommendation on the matrix: its number, counting from 1, and its place."""

    number: int
    proposal: Proposal
    placed: PlacedBubble


CARDS = 24
"""The most cards in a column of the board on one page."""

ROWS = 60
"""The most rows of the table of what to do first on one page, and the most bubbles beside it."""


def board_pages(portfolio: Portfolio) -> int:
    """The number of pages, which hold the same part of every column and of the table."""
    statuses = Counter(each.status for each in portfolio.library.recommendations.values())
    open_ = sum(count for status, count in statuses.items() if status not in CLOSED)
    return max(page_count(open_, ROWS), *(page_count(count, CARDS) for count in statuses.values()))


@paginated(board_pages)
def make_recommendations(portfolio: Portfolio, number: int = 1) -> Page:
    """A page of the list of every recommendation, with the picture on the first one."""
    pagination = Pagination(f"{FOLDERS[Kind.RECOMMENDATION]}/", number, board_pages(portfolio))
    context = PageContext(portfolio, pagination.here)
    crumbs = context.crumbs(*pagination.crumbs(Crumb(_(TITLE), None)))
    every = proposals(portfolio)
    rated = rated_proposals(every)
    unrated = [each for each in every if each.recommendation.status not in CLOSED and each.worth is None]
    ranked = [*enumerate(rated, 1), *((None, each) for each in unrated)]
    body = context.render(
        "recommendations/recommendations.html",
        crumbs=crumbs,
        pagination=pagination,
        wide=True,
        lead=_(LEAD),
        columns=board(every, pagination),
        bars={
            each.recommendation.id: Markup(draw_bar(share))  # noqa: S704 - drawn by us
            for each in every
            if (share := each.progress.share) is not None
        },
        late=sum(1 for each in every if each.due is Due.LATE),
        days=day_counts(each.recommendation.due for each in every if each.open),
        weighed=place_by_value(rated[:ROWS]) if pagination.is_first else (),
        weighed_left=max(0, len(rated) - ROWS),
        ranked=pagination.entries(ranked, ROWS),
    )
    return Page(
        address=context.address,
        title=pagination.title(_(TITLE)),
        body=body,
        description=_(LEAD),
        crumbs=crumbs,
    )


def board(every: tuple[Proposal, ...], pagination: Pagination) -> tuple[Column, ...]:
    """The columns in the order of the work, empty ones included; late ones first, then by value."""
    return tuple(_column(every, status, words, pagination) for status, words in PROPOSAL_WORDS.items())


def _column(
    every: tuple[Proposal, ...], status: RecommendationStatus, words: str, pagination: Pagination
) -> Column:
    found = [proposal for proposal in every if proposal.recommendation.status is status]
    found.sort(key=lambda proposal: proposal.due is not Due.LATE)
    return Column(status, words, pagination.entries(found, CARDS), len(found))


def rated_proposals(every: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """The open recommendations with both values, by value, then by least effort."""
    return tuple(
        each for each in every if each.recommendation.status not in CLOSED and each.worth is not None
    )


def place_by_value(rated: Iterable[Proposal]) -> tuple[PlacedProposal, ...]:
    """These recommendations, which have both values, with their places."""
    bubbles = [
        (
            each,
            Bubble(
                each.recommendation.id,
                each.recommendation.title,
                each.recommendation.business_value or 0,
                each.recommendation.customer_value or 0,
            ),
        )
        for each in rated
    ]
    placed = place_bubbles(bubble for _proposal, bubble in bubbles)
    return tuple(
        PlacedProposal(number, proposal, place)
        for number, ((proposal, _bubble), place) in enumerate(zip(bubbles, placed, strict=True), 1)
    )
