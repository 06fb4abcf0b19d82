"""Converts comparisons between maps and between personas to the published types."""

from __future__ import annotations

from itertools import combinations

from journeybook.insight.comparison import Comparison, Pair, compare_personas, shared_cast
from journeybook.insight.spots import Spot
from journeybook.insight.summary import Summary
from journeybook.pages.comparison.comparison_list import lifecycle_rows, stage_gaps
from journeybook.pages.comparison.future_comparison import (
    Future,
    compared_by_stage,
    compared_by_step,
)
from journeybook.pages.comparison.persona_comparison import personas_with_curves
from journeybook.pages.exports.comparison_types import (
    ComparedPlace,
    Comparisons,
    Difference,
    FutureCompared,
    PersonasCompared,
    StageApart,
)
from journeybook.pages.exports.place_types import FeltPlace, Place
from journeybook.pages.exports.places import feeling_of, place_of, rounded
from journeybook.pages.portfolio import Portfolio


def personas_compared(portfolio: Portfolio, summary: Summary) -> tuple[PersonasCompared, ...]:
    """The comparisons of every two personas with feelings of their own."""
    return tuple(
        PersonasCompared(first, second, difference(portfolio, compare_personas(summary, first, second)))
        for first, second in combinations(personas_with_curves(summary), 2)
    )


def comparisons(portfolio: Portfolio, futures: tuple[FutureCompared, ...]) -> Comparisons:
    """The comparisons between maps that pages show, with these of current and future maps."""
    gaps = stage_gaps(portfolio, lifecycle_rows(portfolio))
    return Comparisons(
        futures=futures,
        lifecycle=tuple(
            StageApart(
                gap.lifecycle.id,
                FeltPlace(place_of(portfolio, gap.best.spot), feeling_of(gap.best.emotion)),
                FeltPlace(place_of(portfolio, gap.worst.spot), feeling_of(gap.worst.emotion)),
                rounded(gap.apart),
            )
            for gap in gaps
        ),
    )


def difference(portfolio: Portfolio, comparison: Comparison) -> Difference:
    """A comparison with its mean and counts."""
    changes = [pair.change for pair in comparison.pairs if pair.change is not None]
    return Difference(
        mean=rounded(sum(changes) / len(changes)) if changes else None,
        better=sum(1 for change in changes if change > 0),
        worse=sum(1 for change in changes if change < 0),
        same=sum(1 for change in changes if change == 0),
        places=tuple(_compared(portfolio, pair) for pair in comparison.pairs),
    )


def future_compared(portfolio: Portfolio, pair: Future) -> FutureCompared:
    """A current map and a future map of it."""
    return FutureCompared(
        first=pair.today.id,
        second=pair.then.id,
        address=portfolio.published(pair.address),
        personas=tuple(sorted(shared_cast(pair.today, pair.then))),
        steps=difference(portfolio, compared_by_step(portfolio, pair)),
        stages=difference(portfolio, compared_by_stage(portfolio, pair)),
    )


def _compared(portfolio: Portfolio, pair: Pair) -> ComparedPlace:
    def place(spot: Spot | None) -> Place | None:
        return place_of(portfolio, spot) if spot else None

    return ComparedPlace(
        key=pair.key,
        first=place(pair.first),
        second=place(pair.second),
        before=pair.before,
        after=pair.after,
        change=None if pair.change is None else rounded(pair.change),
    )
