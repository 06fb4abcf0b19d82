"""A step in its place: what somebody has been through before it, and where they may go from it.

Whose way it is: the first of the map's personas who takes part in the step and feels something there; where nobody's
feeling is known, the first who takes part. Only steps that this person takes part in count, and only those that lie
on a way to the step. Where several ways lead to it, the one with the lowest moment is told, from beginning to end: a
mean over alternatives would be of a way that nobody goes. A stage's own feeling stands in where none of its steps has
one, as it does on the curve; a missing feeling stays missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from journeybook.insight.spots import Spot, SpotEmotion, spots_with_emotions
from journeybook.insight.summary import EmotionAt, Summary
from journeybook.library.objects import Ref


class StepsBefore(NamedTuple):
    """What `persona` came through before a step on its map; None where the map names nobody.

    `steps` counts the columns before it; `mean` is the mean of their lowest feelings on the portal's scale and
    `lowest` the worst of them (the first of equals), both None where nobody wrote one down. `felt` says in how
    many of these columns somebody did. `several` says that other ways lead to the step too: this is the worst.
    """

    persona: str | None
    steps: int
    felt: int
    mean: float | None
    lowest: EmotionAt | None
    several: bool = False


class NextStep(NamedTuple):
    """A place that a step leads to, and on which condition where somebody named one."""

    ref: Ref
    when: str | None = None


class StepContext(NamedTuple):
    """A column of a map in its place: what came before on this map, and where it leads.

    `arrivals` are the maps from which people may come who stand at this one's beginning.
    """

    spot: Spot
    so_far: StepsBefore
    arrivals: tuple[Ref, ...]
    onward: tuple[NextStep, ...]


class _Walk(NamedTuple):
    """One person's way up to a step and through it."""

    steps: int = 0
    felt: int = 0
    total: float = 0.0
    lowest: EmotionAt | None = None
    several: bool = False

    def through(self, spot: Spot, felt: SpotEmotion | None) -> _Walk:
        """The way that goes on through `spot`."""
        if felt is None:
            return self._replace(steps=self.steps + 1)
        lowest = self.lowest
        if lowest is None or felt.value < lowest.felt.value:
            lowest = EmotionAt(spot, felt)
        return _Walk(self.steps + 1, self.felt + 1, self.total + felt.value, lowest, self.several)

    @property
    def depth(self) -> float:
        """How low it goes."""
        return self.lowest.felt.value if self.lowest else float("inf")


def step_contexts(
    summaries: Mapping[str, Summary],
    key: str,
    before: tuple[Ref, ...] = (),
) -> tuple[StepContext, ...]:
    """Every column of the map `key` in its place, in the order of the story, at a cost that grows with its length.

    `before` names the maps that may lead to this one, which its first column is told of.
    """
    summary = summaries[key]
    spots = summary.columns
    tellers = spots_with_emotions(summary.spots, lambda spot: bool(spot.felt))
    people = [_traveller(spot, told) for spot, told in zip(spots, tellers, strict=True)]
    arrivals = {who: _arrivals(summary, tellers, who) for who in dict.fromkeys(people)}
    found: list[StepContext] = []
    for at, (spot, who) in enumerate(zip(spots, people, strict=True)):
        walk = arrivals[who][at]
        mean = walk.total / walk.felt if walk.felt else None
        so_far = StepsBefore(who, walk.steps, walk.felt, mean, walk.lowest, walk.several)
        onward = _onward(summaries, summary, at)
        found.append(StepContext(spot, so_far, () if at else before, onward))
    return tuple(found)


def _arrivals(summary: Summary, tellers: tuple[Spot, ...], who: str | None) -> list[_Walk]:
    """The way of a person to each column: of several the one on which they feel worst, the first of equals.

    A way that they take part in goes before one that is only others'.
    """
    spots, graph = summary.columns, summary.graph
    takes_part = [who is None or not each.personas or who in each.personas for each in spots]
    arrived: list[_Walk] = []
    left: list[_Walk] = []
    for at, spot in enumerate(spots):
        ways = graph.behind(at)
        if len(ways) > 1:
            ways = tuple(each for each in ways if takes_part[each]) or ways
        walk = min((left[each] for each in ways), key=lambda each: each.depth, default=_Walk())
        if len(ways) > 1:
            walk = walk._replace(several=True)
        arrived.append(walk)
        told = tellers[at]
        involved = takes_part[at] or bool(spot.felt_by(who))
        left.append(walk.through(told, told.lowest_for(who)) if involved else walk)
    return arrived


def _onward(summaries: Mapping[str, Summary], summary: Summary, at: int) -> tuple[NextStep, ...]:
    """Where the step leads: the journey that it is, and the steps that may follow it; where the map may end, also the
    first step of the maps that may follow, and back to the bigger journey where the map is part of one.
    """
    found: list[NextStep] = []
    spots, graph, journey = summary.columns, summary.graph, summary.journey
    moment = spots[at].moment
    if moment.journey and (inner := summaries.get(moment.journey)) and inner.spots:
        found.append(NextStep(inner.columns[0].ref))
    found += (NextStep(spots[each.end].ref, each.when) for each in graph.outgoing[at])
    if graph.ends(at):
        following = (summaries[key] for key in journey.next if key in summaries)
        found += (NextStep(each.columns[0].ref) for each in following if each.spots)
        parent = summaries.get(journey.parent or "")
        found += _beyond(parent, journey.id) if parent else ()
    # A last step may be a journey of its own that may follow as well.
    return tuple(dict.fromkeys(found))


def _beyond(parent: Summary, key: str) -> Iterator[NextStep]:
    """Where the bigger journey goes on after the step, or the stage, that is the journey `key`."""
    inside = [
        at for at, each in enumerate(parent.columns) if key in (each.moment.journey, each.stage.journey)
    ]
    for transition in parent.graph.outgoing[inside[-1]] if inside else ():
        yield NextStep(parent.columns[transition.end].ref, transition.when)


def _traveller(spot: Spot, told: Spot) -> str | None:
    """Whose way a step is told of; `told` is the spot whose feelings stand there."""
    cast = spot.journey.personas
    felt = {each.persona for each in told.felt}
    involved = [each for each in cast if each in spot.personas or each in felt]
    involved += [
        each for each in (*spot.personas, *(persona or "" for persona in felt)) if each and each not in cast
    ]
    return next((each for each in involved if told.felt_by(each)), next(iter(involved), None))
