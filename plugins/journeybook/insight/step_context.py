"""The context of a step: what a persona has been through before it, and what may come next.

The persona is the first of the map's personas who takes part in the step and has an emotion there,
else the first who takes part. Only steps in which this persona takes part count, and only those on
a path to the step. If several paths lead to the step, the one with the lowest emotion is taken as a
whole, because a mean over alternatives would describe a path that nobody takes. A stage's own
emotion stands in if none of its steps has one, as on the curve. A missing emotion stays missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from journeybook.insight.spots import Spot, SpotEmotion, spots_with_emotions
from journeybook.insight.summary import EmotionAt, Summary
from journeybook.library.objects import Ref


class StepsBefore(NamedTuple):
    """What `persona` experienced before a step on its map; None if the map names nobody.

    `steps` counts the columns before it; `mean` is the mean of their lowest emotions on the
    portal's scale and `lowest` the worst of them (the first of equals), both None without emotions.
    `emotion_count` is the number of these columns with an emotion. `several` says that other paths
    lead to the step too; this is the worst one.
    """

    persona: str | None
    steps: int
    emotion_count: int
    mean: float | None
    lowest: EmotionAt | None
    several: bool = False


class NextStep(NamedTuple):
    """A place that a step leads to, and the condition, if there is one."""

    ref: Ref
    when: str | None = None


class StepContext(NamedTuple):
    """A column of a map with what came before it on this map and where it leads.

    `arrivals` are the maps that may lead to this one; they are set on its first column.
    """

    spot: Spot
    so_far: StepsBefore
    arrivals: tuple[Ref, ...]
    onward: tuple[NextStep, ...]


class _Walk(NamedTuple):
    """One persona's path up to a step and through it."""

    steps: int = 0
    felt: int = 0
    total: float = 0.0
    lowest: EmotionAt | None = None
    several: bool = False

    def through(self, spot: Spot, felt: SpotEmotion | None) -> _Walk:
        """The path extended by `spot`."""
        if felt is None:
            return self._replace(steps=self.steps + 1)
        lowest = self.lowest
        if lowest is None or felt.value < lowest.emotion.value:
            lowest = EmotionAt(spot, felt)
        return _Walk(self.steps + 1, self.felt + 1, self.total + felt.value, lowest, self.several)

    @property
    def depth(self) -> float:
        """The lowest emotion on the path."""
        return self.lowest.emotion.value if self.lowest else float("inf")


def step_contexts(
    summaries: Mapping[str, Summary],
    key: str,
    before: tuple[Ref, ...] = (),
) -> tuple[StepContext, ...]:
    """The context of every column of the map `key`, in order; the cost is linear in its length.

    `before` names the maps that may lead to this one; they are set on its first column.
    """
    summary = summaries[key]
    spots = summary.columns
    tellers = spots_with_emotions(summary.spots, lambda spot: bool(spot.emotions))
    people = [_traveller(spot, teller) for spot, teller in zip(spots, tellers, strict=True)]
    arrivals = {who: _arrivals(summary, tellers, who) for who in dict.fromkeys(people)}
    found: list[StepContext] = []
    for index, (spot, who) in enumerate(zip(spots, people, strict=True)):
        walk = arrivals[who][index]
        mean = walk.total / walk.felt if walk.felt else None
        so_far = StepsBefore(who, walk.steps, walk.felt, mean, walk.lowest, walk.several)
        onward = _onward(summaries, summary, index)
        found.append(StepContext(spot, so_far, () if index else before, onward))
    return tuple(found)


def _arrivals(summary: Summary, tellers: tuple[Spot, ...], who: str | None) -> list[_Walk]:
    """The path of a persona to each column: of several the one with the lowest emotion.

    Of equals the first. A path on which the persona takes part precedes one on which only others
    do.
    """
    spots, graph = summary.columns, summary.graph
    takes_part = [who is None or not each.personas or who in each.personas for each in spots]
    arrived: list[_Walk] = []
    left: list[_Walk] = []
    for index, spot in enumerate(spots):
        ways = graph.behind(index)
        if len(ways) > 1:
            ways = tuple(way for way in ways if takes_part[way]) or ways
        if len(ways) > 1:
            walk = min((left[way] for way in ways), key=lambda each: each.depth)._replace(several=True)
        else:
            walk = left[ways[0]] if ways else _Walk()
        arrived.append(walk)
        teller = tellers[index]
        involved = takes_part[index] or bool(spot.emotions_of(who))
        left.append(walk.through(teller, teller.lowest_for(who)) if involved else walk)
    return arrived


def _onward(summaries: Mapping[str, Summary], summary: Summary, at: int) -> tuple[NextStep, ...]:
    """Where the column leads: the journey that it stands for, and the steps that may follow it.

    From a column where the map may end, also the first steps of the maps that may follow, and the
    steps after it in the parent journey if the map is part of one.
    """
    next_steps: list[NextStep] = []
    spots, graph, journey = summary.columns, summary.graph, summary.journey
    moment = spots[at].moment
    if moment.journey and (inner := summaries.get(moment.journey)) and inner.spots:
        next_steps.append(NextStep(inner.columns[0].ref))
    next_steps += [NextStep(spots[each.end].ref, each.when) for each in graph.outgoing[at]]
    if graph.ends(at):
        following = (summaries[key] for key in journey.next if key in summaries)
        next_steps += (NextStep(each.columns[0].ref) for each in following if each.spots)
        parent = summaries.get(journey.parent or "")
        next_steps += _beyond(parent, journey.id) if parent else ()
    # A last step may be a journey of its own that may also follow the map.
    return tuple(dict.fromkeys(next_steps))


def _beyond(parent: Summary, key: str) -> Iterator[NextStep]:
    """The steps of the parent journey that follow the step or stage that is the journey `key`."""
    inside = [
        index
        for index, column in enumerate(parent.columns)
        if key in (column.moment.journey, column.stage.journey)
    ]
    for transition in parent.graph.outgoing[inside[-1]] if inside else ():
        yield NextStep(parent.columns[transition.end].ref, transition.when)


def _traveller(spot: Spot, teller: Spot) -> str | None:
    """The persona of a step's context; `teller` is the spot whose emotions count for the step."""
    cast = spot.journey.personas
    felt = {emotion.persona for emotion in teller.emotions}
    involved = [each for each in cast if each in spot.personas or each in felt]
    involved += [
        each for each in (*spot.personas, *(persona or "" for persona in felt)) if each and each not in cast
    ]
    return next((each for each in involved if teller.emotions_of(each)), next(iter(involved), None))
