"""Recommendations as `portal.json` holds them."""

from __future__ import annotations

from dataclasses import dataclass

from journeybook.insight.recommendation_effect import lifts
from journeybook.insight.recommendation_progress import progress
from journeybook.library.objects import Kind, Ref
from journeybook.pages.exports.links import Link, links_out
from journeybook.pages.exports.places import iso, rounded
from journeybook.pages.portfolio import Portfolio


@dataclass(frozen=True, slots=True)
class Lift:
    """The feeling of an answered step `now`, and `then` on a map of its future (`future`)."""

    answers: str
    future: str
    now: float | None
    then: float | None
    change: float | None


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A recommendation.

    `answers` are the steps and journeys it answers, `progress` how far it has come from `start` to
    `aim` as a share. `lifts` are the changes of feelings on future maps.
    """

    id: str
    title: str
    status: str
    owner: str | None
    due: str | None
    days_late: int
    customer_value: int | None
    business_value: int | None
    effort: int | None
    metric: str | None
    start: float | None
    aim: float | None
    progress: float | None
    address: str | None
    answers: tuple[str, ...]
    lifts: tuple[Lift, ...]
    links: tuple[Link, ...]


def export_recommendation(portfolio: Portfolio, key: str) -> Recommendation:
    """A recommendation with its progress and the steps it answers."""
    each = portfolio.library.recommendations[key]
    found = progress(each, portfolio.library)
    aim = each.measurable
    return Recommendation(
        id=key,
        title=each.title,
        status=each.status.value,
        owner=each.owner,
        due=iso(each.due),
        days_late=found.late(portfolio.judged_on),
        customer_value=each.customer_value,
        business_value=each.business_value,
        effort=each.achievable.effort if each.achievable else None,
        metric=aim.metric if aim else None,
        start=aim.from_ if aim else None,
        aim=aim.to if aim else None,
        progress=None if found.share is None else rounded(found.share),
        address=portfolio.page_address(Ref(Kind.RECOMMENDATION, key)),
        answers=tuple(_target(ref) for ref in portfolio.answered.get(key, ())),
        lifts=tuple(
            Lift(
                _target(lift.answered),
                lift.future.id,
                lift.now.value if lift.now else None,
                lift.then.value if lift.then else None,
                None if lift.change is None else rounded(lift.change),
            )
            for lift in lifts(portfolio.answered.get(key, ()), portfolio.summaries, portfolio.futures)
        ),
        links=tuple(links_out(each)),
    )


def _target(ref: Ref) -> str:
    return f"{ref.id}#{ref.step}" if ref.step else ref.id
