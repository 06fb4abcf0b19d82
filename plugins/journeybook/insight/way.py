"""A step in its place: what somebody has been through before it, and where they may go from it.

Whose way it is: the map's actor (its first persona), as long as they take part in the step; else the first of those
who do. Only steps that this person takes part in count. A stage's own feeling stands in where none of its steps has
one, as it does on the curve; a missing feeling stays missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from journeybook.insight.moments import Felt, Spot
from journeybook.insight.summary import Feeling, Summary
from journeybook.library import Kind, Library, Ref


class SoFar(NamedTuple):
    """What `persona` came through before a step on its map; None where the map names nobody.

    `steps` counts the columns before it; `mean` is the mean of their lowest feelings on the portal's scale and
    `lowest` the worst of them (the first of equals), both None where nobody wrote one down. `felt` says in how
    many of these columns somebody did.
    """

    persona: str | None
    steps: int
    felt: int
    mean: float | None
    lowest: Feeling | None


class Onward(NamedTuple):
    """A place that a step leads to, and on which condition where somebody named one."""

    ref: Ref
    when: str | None = None


class Place(NamedTuple):
    """A column of a map in its place: what came before on this map, and where it leads.

    `arrivals` are the maps from which people may come who stand at this one's beginning.
    """

    spot: Spot
    so_far: SoFar
    arrivals: tuple[Ref, ...]
    onward: tuple[Onward, ...]


@dataclass(slots=True)
class _Walk:
    """One person's way, step by step."""

    steps: int = 0
    felt: int = 0
    total: float = 0.0
    lowest: Feeling | None = None

    def take(self, spot: Spot, felt: Felt | None) -> None:
        self.steps += 1
        if felt is None:
            return
        self.felt += 1
        self.total += felt.value
        if self.lowest is None or felt.value < self.lowest.felt.value:
            self.lowest = Feeling(spot, felt)


def places(
    library: Library,
    summaries: Mapping[str, Summary],
    key: str,
    before: tuple[Ref, ...] = (),
) -> tuple[Place, ...]:
    """Every column of the map `key` in its place, in the order of the story, at a cost that grows with its length.

    `before` names the maps that may lead to this one, which its first column is told of.
    """
    summary = summaries[key]
    spots = columns(summary)
    people = [_traveller(each) for each in spots]
    walks = {who: _Walk() for who in people}
    found: list[Place] = []
    for at, (spot, told) in enumerate(_told(summary)):
        who = people[at]
        walk = walks[who]
        later = spots[at + 1] if at + 1 < len(spots) else None
        so_far = SoFar(who, walk.steps, walk.felt, walk.total / walk.felt if walk.felt else None, walk.lowest)
        found.append(Place(spot, so_far, () if at else before, _onward(library, summaries, spot, later)))
        for each, theirs in walks.items():
            if each is None or not spot.personas or each in spot.personas:
                theirs.take(told, told.lowest_for(each))
    return tuple(found)


def columns(summary: Summary) -> tuple[Spot, ...]:
    """The columns of a map: its steps, and its stages without steps."""
    return tuple(each for each in summary.spots if not (each.is_stage and each.stage.steps))


def _onward(
    library: Library, summaries: Mapping[str, Summary], spot: Spot, later: Spot | None
) -> tuple[Onward, ...]:
    """Where the step leads: the journey that it is, the branches it names, else the next step; from a map's last step
    on to the first step of the maps that may follow, and back to the bigger journey where the map is part of one.
    """
    found: list[Onward] = []
    journey, moment = spot.journey, spot.moment
    if moment.journey and (inner := summaries.get(moment.journey)) and inner.spots:
        found.append(Onward(columns(inner)[0].ref))
    if moment.next:
        for each in moment.next:
            target = library.moment(Ref(Kind.JOURNEY, journey.id, each.step))
            found.append(Onward(Ref(Kind.JOURNEY, journey.id, target.id if target else each.step), each.when))
        return tuple(found)
    if later:
        return (*found, Onward(later.ref))
    following = (summaries[key] for key in journey.next if key in summaries)
    found += (Onward(columns(each)[0].ref) for each in following if each.spots)
    parent = summaries.get(journey.parent or "")
    if parent:
        inside = next((each for each in parent.spots if each.moment.journey == journey.id), None)
        rest = () if inside is None else (each for each in columns(parent) if each.order > inside.order)
        found += (Onward(each.ref) for each in tuple(rest)[:1])
    # A last step may be a journey of its own that may follow as well.
    return tuple(dict.fromkeys(found))


def _traveller(spot: Spot) -> str | None:
    """Whose way a step is told of."""
    actor = next(iter(spot.journey.personas), None)
    return actor if actor in spot.personas else next(iter(spot.personas), None)


def _told(summary: Summary) -> Iterator[tuple[Spot, Spot]]:
    """Every column with the spot that tells what is felt there: itself, or its stage where no step of it does."""
    for _, group in groupby(summary.spots, key=lambda each: id(each.stage)):
        found = list(group)
        steps = [each for each in found if not each.is_stage]
        if not steps:
            yield found[0], found[0]
            continue
        stage = found[0] if found[0].is_stage and not any(each.felt for each in steps) else None
        for step in steps:
            yield step, stage or step
