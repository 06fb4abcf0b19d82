"""The maps that a persona takes part in, with their lowest and highest emotion."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from journeybook.insight.spots import Spot
from journeybook.insight.summary import EmotionAt, Summary


@dataclass(frozen=True, slots=True)
class PersonaJourney:
    """A map that a persona takes part in, with their spots and their lowest and highest emotion.

    `actor` says whether they are the actor of the map.
    """

    summary: Summary
    spots: tuple[Spot, ...]
    actor: bool
    lowest: EmotionAt | None
    highest: EmotionAt | None


def persona_journeys(persona: str, summaries: Iterable[Summary]) -> tuple[PersonaJourney, ...]:
    """The maps that the persona takes part in, those with them as actor first."""
    found = []
    for summary in summaries:
        mine = tuple([spot for spot in summary.spots if persona in spot.personas])
        if not mine:
            continue
        felt = [EmotionAt(spot, emotion) for spot in mine for emotion in spot.emotions_of(persona)]
        found.append(
            PersonaJourney(
                summary,
                mine,
                actor=summary.journey.personas[:1] == (persona,),
                lowest=min(felt, key=lambda each: each.emotion.value, default=None),
                highest=max(felt, key=lambda each: each.emotion.value, default=None),
            )
        )
    return tuple(sorted(found, key=lambda each: not each.actor))
