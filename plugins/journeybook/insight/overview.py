"""What all maps say together, computed once: the material of the pages of insight and of whoever reads the data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from journeybook.insight.gaps import Coverage, coverage, silent_stages, unmet_needs, unowned_touchpoints
from journeybook.insight.heat_map import HotSpot, hot_spots
from journeybook.insight.near_duplicate_maps import TwinMaps, twin_maps, twin_pains
from journeybook.insight.pain_ranking import RankedPain, ranked_pains
from journeybook.insight.spots import Spot
from journeybook.insight.statements import Statement, bright_spots, gains, opportunities, quotes
from journeybook.insight.summary import Summary
from journeybook.library.objects import Library
from journeybook.model.journey import MapType, Stage


@dataclass(frozen=True, slots=True)
class Overview:
    """All maps together.

    `hot` are hot spots by (lifecycle stage, channel); `pains` are ranked, worst first; `truths` the moments of truth
    and `needs` the unmet needs, where people are lowest first; `coverage` says by (persona, lifecycle stage) which
    maps there are; `opportunities`, `gains` and `quotes` are what maps say, each once, and `bright_spots` the steps at
    which everybody is at their best; `unowned` the touchpoints without a team by channel; `silent` the stages without a channel by map;
    `twin_pains` and `twin_maps` what is told twice.
    """

    hot: Mapping[tuple[str, str], HotSpot]
    pains: tuple[RankedPain, ...]
    truths: tuple[Spot, ...]
    needs: tuple[tuple[Spot, str], ...]
    opportunities: tuple[Statement, ...]
    gains: tuple[Statement, ...]
    quotes: tuple[Statement, ...]
    bright_spots: tuple[Spot, ...]
    coverage: Mapping[tuple[str, str], Coverage]
    unowned: Mapping[str, tuple[Spot, ...]]
    silent: tuple[tuple[Summary, tuple[Stage, ...]], ...]
    twin_pains: tuple[tuple[RankedPain, ...], ...]
    twin_maps: tuple[TwinMaps, ...]


def overview(library: Library, summaries: Iterable[Summary]) -> Overview:
    """What these maps of the library say together. What is only planned, maps of the future, counts as told and no more."""
    every = tuple(summaries)
    found = tuple(each for each in every if each.journey.type is not MapType.FUTURE_STATE)
    pains = ranked_pains(found, library)
    return Overview(
        hot=hot_spots(found),
        pains=pains,
        truths=tuple(sorted((spot for each in found for spot in each.truths), key=_lowest_first)),
        needs=tuple(sorted(unmet_needs(found), key=lambda pair: _lowest_first(pair[0]))),
        opportunities=opportunities(found, library),
        gains=gains(found, library),
        quotes=quotes(found, library),
        bright_spots=bright_spots(found),
        coverage=coverage(library, found),
        unowned=unowned_touchpoints(found),
        silent=silent_stages(found),
        twin_pains=twin_pains(pains),
        twin_maps=twin_maps(every),
    )


def _lowest_first(spot: Spot) -> tuple[float, str, int]:
    lowest = spot.lowest
    return (lowest.value if lowest else float("inf"), spot.journey.id, spot.order)
