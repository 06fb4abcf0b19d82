"""A step in its place: what somebody has been through before it, and where they may go from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from journeybook.insight.moments import Spot
from journeybook.insight.summary import Summary
from journeybook.library import Kind, Library, Ref


@dataclass(frozen=True, slots=True)
class SoFar:
    """What came before a step on its map.

    `steps` are the spots before it in the order of the story; `mean` is the mean of their lowest feelings on the
    portal's scale and `lowest` the spot of the worst, both None where nobody wrote one down.
    """

    steps: tuple[Spot, ...]
    mean: float | None
    lowest: Spot | None


@dataclass(frozen=True, slots=True)
class Onward:
    """A place that a step leads to, and on which condition where somebody named one."""

    ref: Ref
    when: str | None = None


def so_far(summary: Summary, order: int) -> SoFar:
    """What somebody has been through before the spot with this `order`."""
    before = tuple(
        each for each in summary.spots if each.order < order and not (each.is_stage and each.stage.steps)
    )
    felt = [(each.lowest.value, each) for each in before if each.lowest]
    worst = min(felt, key=lambda pair: pair[0], default=None)
    return SoFar(
        steps=before,
        mean=sum(value for value, _ in felt) / len(felt) if felt else None,
        lowest=worst[1] if worst else None,
    )


def onward(library: Library, summaries: Mapping[str, Summary], spot: Spot) -> tuple[Onward, ...]:
    """Where the step leads: the journey that it is, the branches it names, else the next step; from a map's last step
    on to the first step of the maps that may follow, and back to the bigger journey where the map is part of one.
    """
    found: list[Onward] = []
    journey, moment = spot.journey, spot.moment
    if moment.journey and (inner := summaries.get(moment.journey)) and inner.spots:
        found.append(Onward(inner.spots[0].ref))
    if moment.next:
        found += (Onward(Ref(Kind.JOURNEY, journey.id, each.step), each.when) for each in moment.next)
        return tuple(found)
    steps = [each for each in summaries[journey.id].spots if not (each.is_stage and each.stage.steps)]
    later = next((each for each in steps if each.order > spot.order), None)
    if later:
        return (*found, Onward(later.ref))
    for key in journey.next:
        if (following := summaries.get(key)) and following.spots:
            found.append(Onward(following.spots[0].ref))
    parent = library.journeys.get(journey.parent or "")
    if parent:
        inside = next(
            (each for each in summaries[parent.id].spots if each.moment.journey == journey.id), None
        )
        rest = (
            []
            if inside is None
            else [each for each in summaries[parent.id].spots if each.order > inside.order]
        )
        found += (Onward(each.ref) for each in rest[:1])
    return tuple(found)
