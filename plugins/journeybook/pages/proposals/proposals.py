"""Recommendations with everything that pages show of them, on the board and on other pages."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from journeybook.i18n.catalog import Labels
from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.markers import N_
from journeybook.incremental.recorded_day import Today, days_before
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
"""Days before its due date in which a recommendation counts as due soon: two months."""


class Due(StrEnum):
    """The state of a recommendation's due date."""

    LATE = "late"
    SOON = "soon"
    LATER = "later"
    CLOSED = "closed"
    UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Answered:
    """A step, stage or journey that a recommendation answers; without `spot` for a journey."""

    ref: Ref
    spot: Spot | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A recommendation for pages: its progress, what it answers, and its due date."""

    recommendation: Recommendation
    progress: Progress
    answers: tuple[Answered, ...]
    due: Due
    soon_days: ClassVar[int] = SOON

    @property
    def ref(self) -> Ref:
        """The reference to the recommendation."""
        return Ref(Kind.RECOMMENDATION, self.recommendation.id)

    @property
    def open(self) -> bool:
        """Whether it is neither done nor dropped, so that its due date counts."""
        return self.due is not Due.CLOSED

    @property
    def status_word(self) -> str:
        """The word for its status."""
        return PROPOSAL_WORDS[self.recommendation.status]

    @property
    def journeys(self) -> tuple[str, ...]:
        """The journeys that it answers, by id."""
        return tuple(dict.fromkeys(answer.ref.id for answer in self.answers))

    @property
    def effort(self) -> int | None:
        """Its effort from 1 to 10."""
        return self.recommendation.achievable.effort if self.recommendation.achievable else None

    @property
    def worth(self) -> int | None:
        """The sum of customer value and business value, None if one of them is unrated."""
        found = self.recommendation
        if found.customer_value is None or found.business_value is None:
            return None
        return found.customer_value + found.business_value

    @property
    def begun(self) -> bool:
        """Whether its work has begun: earlier changes of the metric have other causes."""
        return self.recommendation.status in (RecommendationStatus.IN_PROGRESS, RecommendationStatus.DONE)

    @property
    def aim_words(self) -> str:
        """The aim and the newest value of its metric, in a sentence that claims no progress."""
        return aim_words(self.progress)

    @property
    def progress_words(self) -> str:
        """The progress of its metric, in a sentence without a full stop."""
        return progress_words(self.progress)

    @property
    def progress_mark(self) -> str:
        """The progress in a word or two, for cards; "" if nothing is known."""
        share = self.progress.share
        if share is None or not self.begun:
            return ""
        if share >= 1:
            return _("target reached")
        return _("%(share)s of the way", share=share_figure(share)) if share > 0 else _("not yet")


def proposals(portfolio: Portfolio) -> tuple[Proposal, ...]:
    """Every recommendation by value, then by least effort; unrated ones come last."""
    return tuple(sorted((proposal(portfolio, key) for key in portfolio.library.recommendations), key=_order))


def proposals_for(portfolio: Portfolio, ref: Ref) -> tuple[Proposal, ...]:
    """The recommendations that answer a step or stage, or anything in a journey."""
    return tuple(sorted((proposal(portfolio, key) for key in portfolio.answers.get(ref, ())), key=_order))


def proposal(portfolio: Portfolio, key: str) -> Proposal:
    """The recommendation with this id."""
    recommendation = portfolio.library.recommendations[key]
    return Proposal(
        recommendation=recommendation,
        progress=progress(recommendation, portfolio.library),
        answers=tuple(
            Answered(ref, portfolio.spots.get(ref))
            for ref in portfolio.answered[key]
            if portfolio.library.journeys[ref.id].listed
        ),
        due=_due(recommendation, portfolio.judged_on),
    )


def progress_words(found: Progress) -> str:
    """The progress in words: `Now 21.8 %, 2 % of the way from 22 % to 12 %`."""
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
        return _("Now %(value)s, target %(end)s: reached", value=now, end=end)
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
    """The aim in words: `From 22 % to 12 %, now 21.8 %`."""
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


def _due(recommendation: Recommendation, today: Today | None) -> Due:
    if recommendation.status in (RecommendationStatus.DONE, RecommendationStatus.DROPPED):
        return Due.CLOSED
    if recommendation.due is None:
        return Due.UNDATED
    if today and today > recommendation.due:
        return Due.LATE
    soon = datetime.timedelta(days=SOON)
    return Due.SOON if today and today >= days_before(recommendation.due, soon) else Due.LATER
