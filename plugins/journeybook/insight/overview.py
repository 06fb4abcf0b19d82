"""Findings over all maps, computed once, for the insight pages and the published data."""

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
    """Findings over all maps.

    `hot` are the hot spots by (lifecycle stage, channel); `pains` are ranked, the worst first.
    `truths` (moments of truth) and `needs` (unmet needs) are ordered by the lowest emotion.
    `coverage` holds the maps by (persona, lifecycle stage). `opportunities`, `gains` and `quotes`
    are the statements of all maps, each once; `bright_spots` are the steps where all emotions are
    at the best level. `unowned` are the touchpoints without a team by channel, `silent` the stages
    without a channel by map. `twin_pains` and `twin_maps` are near-duplicates.
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
    """The findings over these maps of the library; future maps count only as coverage."""
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
