"""The summary of a map: lowest and highest emotion, biggest fall, pains and evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from journeybook.insight.spots import (
    Spot,
    SpotEmotion,
    claims_of,
    columns_of,
    shown_places,
    spots,
    spots_with_emotions,
    step_count,
)
from journeybook.insight.step_graph import StepGraph, place_links, step_graph
from journeybook.model.journey import Journey, Pain
from journeybook.model.vocabulary import EmotionScale


class EmotionAt(NamedTuple):
    """An emotion and the spot where it was recorded."""

    spot: Spot
    emotion: SpotEmotion


@dataclass(frozen=True, slots=True)
class Fall:
    """The steepest drop of the actor's emotion within a step, or to a step that may follow.

    `drop` is positive, in units of the scale.
    """

    start: EmotionAt
    end: EmotionAt

    @property
    def drop(self) -> float:
        """The difference of the two emotions."""
        return self.start.emotion.value - self.end.emotion.value


class LocatedPain(NamedTuple):
    """A pain and its spot. `backed` says whether it rests on evidence, its own or the step's."""

    spot: Spot
    pain: Pain
    backed: bool

    @property
    def severity(self) -> int:
        """1 to 3; an unrated pain counts as 1, so that rated ones come first."""
        return self.pain.severity or 1

    def order(self, persona: str | None = None) -> tuple[int, float, bool, str, int]:
        """The sort key, the worst first: by severity, lowest emotion, then those with evidence.

        With a `persona` only that persona's emotions count.
        """
        lowest = self.spot.lowest_for(persona)
        return (
            -self.severity,
            lowest.value if lowest else float("inf"),
            not self.backed,
            self.spot.journey.id,
            self.spot.order,
        )


@dataclass(frozen=True)
class Summary:
    """A map in numbers.

    `curve` holds the actor's emotions in order. The actor is the first persona of the map with an
    emotion on it. `graph` says which steps follow which. `lowest` and `highest` are over all
    personas. `claims` counts pains, gains, quotes and emotions, `backed` those that rest on
    evidence. Without emotions, emotional values are empty or None.
    """

    journey: Journey
    spots: tuple[Spot, ...]
    graph: StepGraph
    curve: tuple[EmotionAt, ...]
    lowest: EmotionAt | None
    highest: EmotionAt | None
    fall: Fall | None
    truths: tuple[Spot, ...]
    pains: tuple[LocatedPain, ...]
    claims: int
    backed: int

    @cached_property
    def columns(self) -> tuple[Spot, ...]:
        """The spots that are columns, as `graph` counts them: steps, and stages without steps."""
        return columns_of(self.spots)

    def ahead(self, shown: Sequence[Spot]) -> tuple[tuple[int, ...], ...] | None:
        """For each of these spots the later ones that may follow it; None without branches.

        Spots that are not among them are passed over. A stage stands for its steps if none of them
        is shown.
        """
        return self.ahead_of([spot.moment.id for spot in shown])

    def ahead_of(self, shown: Sequence[str | None]) -> tuple[tuple[int, ...], ...] | None:
        """As `ahead`, for the ids of steps and stages."""
        if self.graph.is_plain:
            return None
        return place_links(self.graph, shown_places(self.columns, shown), len(shown))

    @property
    def steps(self) -> int:
        """The number of steps of the map; a stage without steps counts as one."""
        return step_count(self.journey)

    @property
    def lifecycle(self) -> tuple[str, ...]:
        """The lifecycle stages that the map touches, in the order of the story."""
        return tuple(dict.fromkeys(stage.lifecycle for stage in self.journey.stages if stage.lifecycle))

    @property
    def channels(self) -> tuple[str, ...]:
        """The channels of the map's touchpoints, in the order of the story."""
        return tuple(dict.fromkeys(spot.moment.channel for spot in self.spots if spot.moment.channel))

    def lowest_in(self, lifecycle: str) -> EmotionAt | None:
        """The lowest emotion in the map's stages of one lifecycle stage."""
        return _lowest(spot for spot in self.spots if spot.stage.lifecycle == lifecycle)


def summarise(journey: Journey, scale: EmotionScale) -> Summary:
    """The summary of one map."""
    found = spots(journey, scale)
    graph = step_graph(journey)
    actor = _actor(journey, found)
    tellers = spots_with_emotions(found, lambda spot: bool(spot.emotions_of(actor)))
    claims = [backed for spot in found for backed in _claims(spot)]
    return Summary(
        journey=journey,
        spots=found,
        graph=graph,
        curve=tuple(
            EmotionAt(spot, felt)
            for index, spot in enumerate(tellers)
            if index == 0 or tellers[index - 1] is not spot
            for felt in spot.emotions_of(actor)
        ),
        lowest=_lowest(found),
        highest=_highest(found),
        fall=_fall(tellers, graph, actor),
        truths=tuple(each for each in found if each.moment.moment_of_truth),
        pains=tuple(sorted(pains_of(found), key=lambda pain: pain.order())),
        claims=len(claims),
        backed=sum(claims),
    )


def pains_of(found: Iterable[Spot]) -> Iterator[LocatedPain]:
    """Every pain of these spots, in their order."""
    for spot in found:
        for pain in spot.moment.pains:
            yield LocatedPain(spot, pain, bool(pain.evidence or spot.evidence))


def _lowest(found: Iterable[Spot]) -> EmotionAt | None:
    return min(_feelings(found), key=lambda feeling: feeling.emotion.value, default=None)


def _highest(found: Iterable[Spot]) -> EmotionAt | None:
    return max(_feelings(found), key=lambda feeling: feeling.emotion.value, default=None)


def _feelings(found: Iterable[Spot]) -> Iterator[EmotionAt]:
    return (EmotionAt(spot, felt) for spot in found for felt in spot.emotions)


def _actor(journey: Journey, found: Iterable[Spot]) -> str | None:
    """The persona of the curve: the first with an emotion, those listed by the map first."""
    with_emotions = [spot for spot in found if spot.emotions]
    for persona in journey.personas:
        if any(spot.emotions_of(persona) for spot in with_emotions):
            return persona
    others = (felt.persona for spot in with_emotions for felt in spot.emotions)
    return next((each for each in others if each), next(iter(journey.personas), None))


def _fall(tellers: tuple[Spot, ...], graph: StepGraph, actor: str | None) -> Fall | None:
    """The biggest drop to an emotion that may come next; the first of equals, or None."""
    steepest = max(_changes(tellers, graph, actor), key=lambda change: change.drop, default=None)
    return steepest if steepest and steepest.drop > 0 else None


def _changes(tellers: tuple[Spot, ...], graph: StepGraph, actor: str | None) -> Iterator[Fall]:
    """Each change from an emotion to one that may come next; gaps are not bridged."""
    emotions = [tuple(EmotionAt(spot, felt) for felt in spot.emotions_of(actor)) for spot in tellers]
    for index, here in enumerate(emotions):
        if not here:
            continue
        if index == 0 or tellers[index - 1] is not tellers[index]:
            yield from (Fall(start, end) for start, end in pairwise(here))
        for transition in graph.outgoing[index]:
            there = emotions[transition.end]
            if there and tellers[transition.end] is not tellers[index]:
                yield Fall(here[-1], there[0])


def _claims(spot: Spot) -> Iterator[bool]:
    """For each claim whether it rests on evidence: its own, or that of its step or stage."""
    moment = spot.moment
    shared = bool(spot.evidence)
    for claim in claims_of(moment):
        yield shared or bool(claim.evidence)
    if moment.emotion is not None:
        yield shared
