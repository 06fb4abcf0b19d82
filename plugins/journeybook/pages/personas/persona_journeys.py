"""Which maps a persona takes part in, and how low and high it gets for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from journeybook.insight.spots import Spot
from journeybook.insight.summary import EmotionAt, Summary


@dataclass(frozen=True, slots=True)
class PersonaJourney:
    """A map that a persona takes part in: in which spots, whether as its actor, and how low it gets for them."""

    summary: Summary
    spots: tuple[Spot, ...]
    actor: bool
    lowest: EmotionAt | None
    highest: EmotionAt | None


def persona_journeys(persona: str, summaries: Iterable[Summary]) -> tuple[PersonaJourney, ...]:
    """Those of the maps that the persona takes part in: those in which they are the actor first."""
    found = []
    for summary in summaries:
        mine = tuple([spot for spot in summary.spots if persona in spot.personas])
        if not mine:
            continue
        felt = [EmotionAt(spot, each) for spot in mine for each in spot.felt_by(persona)]
        found.append(
            PersonaJourney(
                summary,
                mine,
                actor=summary.journey.personas[:1] == (persona,),
                lowest=min(felt, key=lambda each: each.felt.value, default=None),
                highest=max(felt, key=lambda each: each.felt.value, default=None),
            )
        )
    return tuple(sorted(found, key=lambda each: not each.actor))
