"""Proposals: recommendations with everything that pages say of them, the same on the board and on their own pages."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from journeybook.i18n.catalog import Labels
from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.markers import N_
from journeybook.insight.recommendation_progress import Progress, progress
from journeybook.insight.spots import Spot
from journeybook.library.objects import Kind, Ref
from journeybook.model.recommendation import Recommendation, RecommendationStatus
from journeybook.pages.portfolio import Portfolio
from journeybook.text.numbers import metric_figure, reading_figure, share_figure

PROPOSAL_WORDS = Labels(
    {
        RecommendationStatus.PROPOSED: N_("Proposed"),
        RecommendationStatus.ACCEPTED: N_("Accepted"),
        RecommendationStatus.IN_PROGRESS: N_("In progress"),
        RecommendationStatus.DONE: N_("Done"),
        RecommendationStatus.DROPPED: N_("Dropped"),
    }
)

SOON = 60
"""Days before its date in which a recommendation counts as due soon: two months are one round of planning."""


class Due(StrEnum):
    """How a recommendation stands to its date."""

    LATE = "late"
    SOON = "soon"
    LATER = "later"
    CLOSED = "closed"
    UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Answered:
    """A step, stage or journey that a recommendation answers; `spot` is None for a whole journey."""

    ref: Ref
    spot: Spot | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A recommendation as pages show it: how far it is, what it answers, and how it stands to its date."""

    recommendation: Recommendation
    progress: Progress
    answers: tuple[Answered, ...]
    due: Due
    soon_days: ClassVar[int] = SOON

    @property
    def ref(self) -> Ref:
        """The link target."""
        return Ref(Kind.RECOMMENDATION, self.recommendation.id)

    @property
    def open(self) -> bool:
        """Whether it is neither done nor dropped, so that its date still counts."""
        return self.due is not Due.CLOSED

    @property
    def status_word(self) -> str:
        """What its status is called."""
        return PROPOSAL_WORDS[self.recommendation.status]

    @property
    def journeys(self) -> tuple[str, ...]:
        """The journeys that it answers, by id."""
        return tuple(dict.fromkeys(each.ref.id for each in self.answers))

    @property
    def effort(self) -> int | None:
        """Its effort from 1 to 10."""
        return self.recommendation.achievable.effort if self.recommendation.achievable else None

    @property
    def worth(self) -> int | None:
        """Customer value and business value together, None where one of them is not rated."""
        found = self.recommendation
        if found.customer_value is None or found.business_value is None:
            return None
        return found.customer_value + found.business_value

    @property
    def begun(self) -> bool:
        """Whether its work has begun: what moved the metric before was something else."""
        return self.recommendation.status in (RecommendationStatus.IN_PROGRESS, RecommendationStatus.DONE)

    @property
    def aim_words(self) -> str:
        """Where its metric should go, and where it is, in a sentence that claims no progress."""
        return aim_words(self.progress)

    @property
    def progress_words(self) -> str:
        """How far its metric has come, in a sentence without a full stop."""
        return progress_words(self.progress)

    @property
    def progress_mark(self) -> str:
        """The same in a word or two, for cards; "" where nothing can be said."""
        share = self.progress.share
        if share is None or not self.begun:
            return ""
        if share >= 1:
            return _("aim reached")
        return _("%(share)s of the way", share=share_figure(share)) if share > 0 else _("not yet")


def proposals(portfolio: Portfolio) -> tuple[Proposal, ...]:
    """Every recommendation, the most valuable first, then what takes least; what nobody rated comes last."""
    return tuple(sorted((proposal(portfolio, key) for key in portfolio.library.recommendations), key=_order))


def proposals_for(portfolio: Portfolio, ref: Ref) -> tuple[Proposal, ...]:
    """The recommendations that answer a step or stage, or for a journey those that answer anything in it."""
    return tuple(sorted((proposal(portfolio, key) for key in portfolio.answers.get(ref, ())), key=_order))


def proposal(portfolio: Portfolio, key: str) -> Proposal:
    """The recommendation of this id."""
    recommendation = portfolio.library.recommendations[key]
    return Proposal(
        recommendation=recommendation,
        progress=progress(recommendation, portfolio.library, portfolio.today),
        answers=tuple(
            Answered(ref, portfolio.spots.get(ref))
            for ref in portfolio.answered[key]
            if portfolio.library.journeys[ref.id].listed
        ),
        due=_due(recommendation, portfolio.today),
    )


def progress_words(found: Progress) -> str:
    """Where a recommendation's metric stands between its start and its aim: `Now 21.8 %, 2 % of the way from 22 % to 12 %`."""
    aim = found.recommendation.measurable
    if aim is None:
        return _("Nothing is measured yet")
    if found.standing is None or found.standing.newest is None:
        by_segment = found.standing is not None and found.standing.by_segment
        return _("The metric is measured by segment only") if by_segment else _("The metric has no value yet")
    metric = found.standing.metric
    now = reading_figure(found.standing.newest, metric)
    if found.share is None or aim.from_ is None or aim.to is None:
        return _("Now %(value)s", value=now)
    start, end = metric_figure(aim.from_, metric), metric_figure(aim.to, metric)
    if found.share >= 1:
        return _("Now %(value)s, and the aim was %(end)s: reached", value=now, end=end)
    if found.share < 0:
        return _(
            "Now %(value)s, further from %(end)s than it was at %(start)s", value=now, end=end, start=start
        )
    if found.share == 0:
        return _("Now %(value)s, where it started, on the way to %(end)s", value=now, end=end)
    return _(
        "Now %(value)s, %(share)s of the way from %(start)s to %(end)s",
        value=now,
        share=share_figure(found.share),
        start=start,
        end=end,
    )


def aim_words(found: Progress) -> str:
    """Where a recommendation's metric should go: `From 22 % to 12 %, now 21.8 %`."""
    aim = found.recommendation.measurable
    if aim is None or found.standing is None or found.standing.newest is None:
        return progress_words(found)
    metric = found.standing.metric
    now = reading_figure(found.standing.newest, metric)
    if aim.from_ is None or aim.to is None:
        return _("Now %(value)s", value=now)
    return _(
        "From %(start)s to %(end)s, now %(value)s",
        start=metric_figure(aim.from_, metric),
        end=metric_figure(aim.to, metric),
        value=now,
    )


def _order(proposal: Proposal) -> tuple[int, int, str, str]:
    worth = proposal.worth
    return (
        -1 if worth is None else -worth - 1,
        proposal.effort or 11,
        proposal.recommendation.title.casefold(),
        proposal.recommendation.id,
    )


def _due(recommendation: Recommendation, today: datetime.date | None) -> Due:
    if recommendation.status in (RecommendationStatus.DONE, RecommendationStatus.DROPPED):
        return Due.CLOSED
    if recommendation.due is None:
        return Due.UNDATED
    left = (recommendation.due - today).days if today else SOON + 1
    return Due.LATE if left < 0 else Due.SOON if left <= SOON else Due.LATER
