"""The context of each step in words, for its card."""

from __future__ import annotations

from collections.abc import Mapping

from journeybook.drawing.grid.step_context import ContextOfStep, EmotionLabel, StepLink
from journeybook.insight.step_context import NextStep, StepContext
from journeybook.library.objects import Kind, Ref
from journeybook.pages.portfolio import Portfolio
from journeybook.text.numbers import level_figure


def step_contexts_of(portfolio: Portfolio, key: str) -> Mapping[str, ContextOfStep]:
    """The context of each column of the map `key`, by its anchor, over listed maps only."""
    found = portfolio.step_contexts(key)
    portfolio.graph.release(f"=step_contexts:{key}")  # the map's data for programs is made before its page
    several = len(portfolio.library.journeys[key].personas) > 1
    return {_anchor(each): _way(portfolio, each, several=several) for each in found}


def _anchor(place: StepContext) -> str:
    side = "s" if place.spot.is_stage else "t"
    return f"{place.spot.journey.id}--{side}-{place.spot.moment.id}"


def _way(portfolio: Portfolio, place: StepContext, *, several: bool) -> ContextOfStep:
    so_far = place.so_far
    here = place.spot.journey.id
    lowest = so_far.lowest
    return ContextOfStep(
        steps=so_far.steps,
        mean=None if so_far.mean is None else emotion_label(portfolio, so_far.mean),
        lowest=(
            emotion_label(portfolio, lowest.emotion.value),
            _stop(portfolio, NextStep(lowest.spot.ref), here),
        )
        if lowest
        else None,
        arrivals=tuple(_stop(portfolio, NextStep(arrival), here) for arrival in place.arrivals),
        onward=tuple(_stop(portfolio, each, here) for each in place.onward),
        person=portfolio.library.title(Ref(Kind.PERSONA, so_far.persona))
        if several and so_far.persona
        else None,
        worst=so_far.several,
    )


def _stop(portfolio: Portfolio, onward: NextStep, here: str) -> StepLink:
    ref, library = onward.ref, portfolio.library
    inside = library.title(Ref(Kind.JOURNEY, ref.id)) if ref.step and ref.id != here else None
    return StepLink(ref, library.title(ref), inside, onward.when)


def emotion_label(portfolio: Portfolio, value: float) -> EmotionLabel:
    """A value of the portal's scale in words, with one decimal, because a mean is no more exact."""
    scale = portfolio.library.vocabulary.emotion_scale
    return EmotionLabel(scale.level(value), scale.word(value), level_figure(round(value, 1), scale.min))
