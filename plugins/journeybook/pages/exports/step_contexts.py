"""The contexts of a map's steps in the published types."""

from __future__ import annotations

from collections.abc import Mapping

from journeybook.insight.step_context import StepContext as FoundPlace
from journeybook.insight.summary import EmotionAt
from journeybook.pages.exports.place_types import CurvePoint, Onward, Way
from journeybook.pages.exports.places import rounded
from journeybook.pages.portfolio import Portfolio


def step_context_data(portfolio: Portfolio, key: str) -> Mapping[int, Way]:
    """The context of each column of the map `key`, by the column's order, over listed maps only."""
    return {
        step_context.spot.order: _way(portfolio, step_context)
        for step_context in portfolio.step_contexts(key)
    }


def _way(portfolio: Portfolio, found_place: FoundPlace) -> Way:
    so_far = found_place.so_far
    return Way(
        persona=so_far.persona,
        steps=so_far.steps,
        mean=None if so_far.mean is None else rounded(so_far.mean),
        lowest=_point(so_far.lowest) if so_far.lowest else None,
        arrivals=tuple(arrival.id for arrival in found_place.arrivals),
        onward=tuple(
            Onward(each.ref.id, each.ref.step, portfolio.page_address(each.ref), each.when)
            for each in found_place.onward
        ),
        several=so_far.several,
    )


def _point(emotion_at: EmotionAt) -> CurvePoint:
    spot = emotion_at.spot
    return CurvePoint(spot.stage.id, None if spot.is_stage else spot.moment.id, emotion_at.emotion.value)
