"""Gaps: what is missing in the maps of a portal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from journeybook.insight.spots import Spot
from journeybook.insight.summary import Summary
from journeybook.library.objects import Library
from journeybook.model.journey import Stage


@dataclass(frozen=True, slots=True)
class Coverage:
    """The maps that show a persona in a lifecycle stage; no map is a gap."""

    persona: str
    lifecycle: str
    maps: tuple[str, ...]


def coverage(library: Library, summaries: Iterable[Summary]) -> Mapping[tuple[str, str], Coverage]:
    """The coverage of every persona in every lifecycle stage of the vocabulary, gaps included."""
    found: dict[tuple[str, str], dict[str, None]] = {
        (persona, stage): {} for persona in library.personas for stage in library.vocabulary.lifecycle
    }
    for summary in summaries:
        for spot in summary.spots:
            for persona in spot.personas:
                cell = found.get((persona, spot.stage.lifecycle or ""))
                if cell is not None:
                    cell[summary.journey.id] = None
    return {(who, when): Coverage(who, when, tuple(maps)) for (who, when), maps in found.items()}


def unowned_touchpoints(summaries: Iterable[Summary]) -> Mapping[str, tuple[Spot, ...]]:
    """The touchpoints without an owning team, by channel.

    A touchpoint is owned if the step, its stage or any text of its lanes names a team.
    """
    found: dict[str, list[Spot]] = {}
    for summary in summaries:
        for spot in summary.spots:
            if spot.moment.channel and not _owned(spot):
                found.setdefault(spot.moment.channel, []).append(spot)
    return {channel: tuple(spots) for channel, spots in sorted(found.items())}


def unmet_needs(summaries: Iterable[Summary]) -> tuple[tuple[Spot, str], ...]:
    """Needs at steps where emotions are below the middle of the scale, without an opportunity."""
    return tuple(
        (spot, need.text)
        for summary in summaries
        for spot in summary.spots
        if spot.lowest and spot.lowest.level < 2 and not spot.moment.opportunities
        for need in spot.moment.need
    )


def silent_stages(summaries: Iterable[Summary]) -> tuple[tuple[Summary, tuple[Stage, ...]], ...]:
    """The stages of each map without a channel, neither on the stage nor on any of its steps."""
    found = []
    for summary in summaries:
        stages = tuple(
            stage
            for stage in summary.journey.stages
            if not any(moment.channel for moment in (stage, *stage.steps))
        )
        if stages:
            found.append((summary, stages))
    return tuple(found)


def _owned(spot: Spot) -> bool:
    moment = spot.moment
    phrases = (*moment.frontstage, *moment.backstage, *moment.support)
    return bool(moment.team or spot.stage.team or any(phrase.team for phrase in phrases))
