"""The health of a map: not whether its customers are well, but whether readers may rely on it.

Seven dimensions, each 0 to 1, all of equal weight; the score is their mean in percent. How people feel does not enter:
a truthful map of a bad journey is a healthy map. A dimension counts work that can be checked (a name, a date, a source
that exists and is not too old), so that writing down less, or more cheerfully, raises nothing.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from journeybook.insight.review import ReviewState, review_of
from journeybook.insight.strength import foundation
from journeybook.insight.summary import Summary
from journeybook.library import Library

FEWEST_CLAIMS = 5
"""A map that claims less than this cannot be fully founded: deleting what is assumed must not raise the score."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """One side of a map's health: `share` from 0 to 1, and `advice` on what would raise it, None where nothing would."""

    name: str
    share: float
    advice: str | None


@dataclass(frozen=True, slots=True)
class Health:
    """A map's health: its dimensions in a fixed order and `score`, their mean in whole percent."""

    dimensions: tuple[Dimension, ...]

    @property
    def score(self) -> int:
        """0 to 100."""
        return round(100 * sum(each.share for each in self.dimensions) / len(self.dimensions))


def health(summary: Summary, library: Library, today: datetime.date | None = None) -> Health:
    """The health of one map, judged on `today`; without a day nothing is overdue or too old."""
    return Health(
        (
            _owner(summary, library),
            _review(summary, today),
            _evidence(summary, library, today),
            _emotions(summary),
            _metrics(summary, library),
            _recommendations(summary, library),
            _links(summary, library),
        )
    )


def portal_score(scores: Iterable[Health]) -> int | None:
    """The mean of the maps' scores, None without maps."""
    values = [each.score for each in scores]
    return round(sum(values) / len(values)) if values else None


def _owner(summary: Summary, library: Library) -> Dimension:
    known = summary.journey.owner in library.vocabulary.teams
    return Dimension("owner", float(known), None if known else "Name the team that owns the map.")


def _review(summary: Summary, today: datetime.date | None) -> Dimension:
    state = review_of(summary.journey, today).state
    share = {ReviewState.DUE: 1.0, ReviewState.OPEN_ENDED: 0.5}.get(state, 0.0)
    advice = {
        ReviewState.OVERDUE: "Review the map and write the day into `reviewed`.",
        ReviewState.NEVER: "Review the map and write the day into `reviewed`.",
        ReviewState.OPEN_ENDED: "Say in `review_every` when to look at it again.",
    }.get(state)
    return Dimension("review", share, advice)


def _evidence(summary: Summary, library: Library, today: datetime.date | None) -> Dimension:
    found = foundation(summary, library, today)
    fresh = len(found.sources) - len(found.expired)
    age = fresh / len(found.sources) if found.sources else 0.0
    share = found.backed / max(found.claims, FEWEST_CLAIMS) * age
    if share >= 1:
        return Dimension("evidence", 1.0, None)
    if found.expired:
        return Dimension("evidence", share, f"Renew {found.expired[0].title}, which is too old.")
    open_ = found.claims - found.backed
    if open_:
        claims = "1 claim that is" if open_ == 1 else f"{open_} claims that are"
        return Dimension("evidence", share, f"Find evidence for {claims} assumed.")
    return Dimension("evidence", share, "Write down what hurts and what was said, with its source.")


def _emotions(summary: Summary) -> Dimension:
    columns = [each for each in summary.spots if not (each.is_stage and each.stage.steps)]
    told = sum(1 for each in columns if each.felt or _stage_tells(summary, each.stage.id))
    share = told / len(columns) if columns else 0.0
    missing = len(columns) - told
    steps = "1 step" if missing == 1 else f"{missing} steps"
    return Dimension("emotions", share, f"Say what people feel at {steps} more." if missing else None)


def _stage_tells(summary: Summary, stage: str | None) -> bool:
    return any(each.is_stage and each.stage.id == stage and each.felt for each in summary.spots)


def _metrics(summary: Summary, library: Library) -> Dimension:
    named = [*summary.journey.metrics, *(key for spot in summary.spots for key in spot.moment.metrics)]
    measured = any(library.metrics[key].readings for key in named if key in library.metrics)
    share = 1.0 if measured else 0.5 if named else 0.0
    advice = (
        None
        if measured
        else "Give a metric its values."
        if named
        else "Name a metric that would show a change."
    )
    return Dimension("metrics", share, advice)


def _recommendations(summary: Summary, library: Library) -> Dimension:
    answered = {target for each in library.recommendations.values() for target in each.relevant}
    worst = [each for each in summary.pains if each.severity == max(pain.severity for pain in summary.pains)]
    if not worst:
        return Dimension("recommendations", 1.0, None)
    key = summary.journey.id
    met = sum(
        1
        for each in worst
        if f"{key}#{each.spot.moment.id}" in answered
        or any(idea.recommendation in library.recommendations for idea in each.spot.moment.opportunities)
    )
    open_ = next((each for each in worst if f"{key}#{each.spot.moment.id}" not in answered), worst[0])
    advice = None if met == len(worst) else f"Recommend something against: {open_.pain.text}"
    return Dimension("recommendations", met / len(worst), advice)


def _links(summary: Summary, library: Library) -> Dimension:
    journey = summary.journey
    sides = {
        "Name the personas.": any(key in library.personas for key in journey.personas),
        "Say which lifecycle stages the map touches.": bool(summary.lifecycle),
        "Link the journey before, after or around it.": bool(
            journey.next
            or journey.parent
            or journey.future_of
            or any(each.moment.journey for each in summary.spots)
        ),
    }
    missing = [advice for advice, there in sides.items() if not there]
    return Dimension("links", 1 - len(missing) / len(sides), missing[0] if missing else None)
