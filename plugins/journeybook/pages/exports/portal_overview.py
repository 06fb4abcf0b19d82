"""Converts findings over all maps to the published types."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from journeybook.insight.statements import Statement
from journeybook.labels.value_labels import LIST_SHOWN
from journeybook.pages.exports import overview_types as out
from journeybook.pages.exports.place_types import FeltPlace
from journeybook.pages.exports.places import feeling_of, felt_place, place_of, rounded
from journeybook.pages.portfolio import Portfolio


def hot_spots(portfolio: Portfolio) -> Iterator[out.HotSpot]:
    """Every pair of lifecycle stage and channel that has spots."""
    for spot in portfolio.overview.hot.values():
        yield out.HotSpot(
            spot.lifecycle,
            spot.channel,
            len(spot.spots),
            None if spot.mean is None else rounded(spot.mean),
            felt_place(portfolio, spot.lowest),
            spot.pains,
        )


def ranked_pains(portfolio: Portfolio, most: int) -> Iterator[out.RankedPain]:
    """The worst pains over all maps, at most `most`."""
    for ranked in portfolio.overview.pains[:most]:
        yield out.RankedPain(
            ranked.pain.text,
            ranked.severity,
            ranked.backed,
            None if ranked.reach.customers is None else rounded(ranked.reach.customers),
            ranked.reach.people,
            tuple(place_of(portfolio, place.spot) for place in ranked.places),
            ranked.reach.maps,
            ranked.reach.personas,
        )


def statements(found: Iterable[Statement], portfolio: Portfolio) -> Iterator[out.Statement]:
    """Opportunities, gains or quotes, as many as their page shows."""
    for each in islice(found, LIST_SHOWN):
        yield out.Statement(
            each.text,
            each.backed,
            each.persona,
            each.recommendations,
            tuple(out.StatementPlace(place_of(portfolio, at.spot), at.evidence) for at in each.places),
            each.reach.maps,
            each.reach.personas,
        )


def bright_spots(portfolio: Portfolio) -> Iterator[FeltPlace]:
    """The bright spots with their lowest feeling, as many as their page shows."""
    for spot in portfolio.overview.bright_spots[:LIST_SHOWN]:
        if spot.lowest:
            yield FeltPlace(place_of(portfolio, spot), feeling_of(spot.lowest))


def health_sides(portfolio: Portfolio) -> Iterator[out.HealthSide]:
    """The sides of health over all listed maps; none without maps."""
    total = portfolio.health
    if total:
        for side, share in total.shares.items():
            yield out.HealthSide(side.value, rounded(share), total.missing[side])


def coverage(portfolio: Portfolio) -> Iterator[out.Coverage]:
    """The maps that show each persona in each lifecycle stage."""
    for each in portfolio.overview.coverage.values():
        yield out.Coverage(each.persona, each.lifecycle, each.maps)


def near_duplicates(portfolio: Portfolio) -> out.NearDuplicates:
    """The near-duplicate maps and pains."""
    found = portfolio.overview
    return out.NearDuplicates(
        maps=tuple(
            out.TwinMaps(twins.first.journey.id, twins.second.journey.id, twins.steps, rounded(twins.share))
            for twins in found.twin_maps
        ),
        pains=tuple(
            tuple(out.TwinPain(each.pain.text, place_of(portfolio, each.worst.spot)) for each in group)
            for group in found.twin_pains
        ),
    )
