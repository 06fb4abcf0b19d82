"""Converts findings over all maps to the published types."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from journeybook.insight.gaps import Coverage
from journeybook.insight.near_duplicate_maps import TwinMaps
from journeybook.insight.pain_ranking import RankedPain
from journeybook.insight.statements import Statement
from journeybook.insight.summary import EmotionAt
from journeybook.pages.exports import overview_types as out
from journeybook.pages.exports.place_types import FeltPlace
from journeybook.pages.exports.places import feeling_of, felt_place, place_of, rounded
from journeybook.pages.portfolio import Portfolio

STATEMENTS_LISTED = 500
"""The most opportunities, gains, quotes and bright spots; the maps' own files have all."""


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


def shown_statements(name: str, portfolio: Portfolio) -> tuple[Statement, ...]:
    """The first `opportunities`, `gains` or `quotes`."""
    found: tuple[Statement, ...] = getattr(portfolio.overview, name)
    return found[:STATEMENTS_LISTED]


def statement(portfolio: Portfolio, each: Statement) -> out.Statement:
    """An opportunity, a gain or a quote."""
    return out.Statement(
        each.text,
        each.backed,
        each.persona,
        each.recommendations,
        tuple(out.StatementPlace(place_of(portfolio, at.spot), at.evidence) for at in each.places),
        each.reach.maps,
        each.reach.personas,
    )


def lowest_known(portfolio: Portfolio) -> tuple[EmotionAt, ...]:
    """The first bright spots with their lowest feeling."""
    found = portfolio.overview.bright_spots[:STATEMENTS_LISTED]
    return tuple(EmotionAt(spot, spot.lowest) for spot in found if spot.lowest)


def bright_spot(portfolio: Portfolio, felt: EmotionAt) -> FeltPlace:
    """A bright spot with its lowest feeling."""
    return FeltPlace(place_of(portfolio, felt.spot), feeling_of(felt.emotion))


def health_sides(portfolio: Portfolio) -> Iterator[out.HealthSide]:
    """The sides of health over all listed maps; none without maps."""
    total = portfolio.health
    if total:
        for side, share in total.shares.items():
            yield out.HealthSide(side.value, rounded(share), total.missing[side])


def coverage(_portfolio: Portfolio, cell: Coverage) -> out.Coverage:
    """The maps that show a persona in a lifecycle stage."""
    return out.Coverage(cell.persona, cell.lifecycle, cell.maps)


def twin_maps(_portfolio: Portfolio, twins: TwinMaps) -> out.TwinMaps:
    """Two near-duplicate maps."""
    return out.TwinMaps(twins.first.journey.id, twins.second.journey.id, twins.steps, rounded(twins.share))


def twin_pains(portfolio: Portfolio, group: Iterable[RankedPain]) -> tuple[out.TwinPain, ...]:
    """Pains in nearly the same words."""
    return tuple(out.TwinPain(each.pain.text, place_of(portfolio, each.worst.spot)) for each in group)
