"""Heat maps: where in the lifecycle it hurts, by journey and by channel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from journeybook.insight.spots import Spot
from journeybook.insight.summary import EmotionAt, Summary


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One journey over the lifecycle: for each lifecycle stage that it touches its lowest feeling, None where none is written."""

    summary: Summary
    cells: Mapping[str, EmotionAt | None]


@dataclass(frozen=True, slots=True)
class HotSpot:
    """What people go through in one lifecycle stage over one channel: its spots, the mean and the lowest feeling, pains.

    `mean` is the mean of the lowest feeling of each spot, on the portal's scale; None where nobody wrote one down.
    """

    lifecycle: str
    channel: str
    spots: tuple[Spot, ...]
    mean: float | None
    lowest: EmotionAt | None
    pains: int


def portfolio_heat(summaries: Iterable[Summary]) -> tuple[HeatRow, ...]:
    """A row for every journey that touches the lifecycle, in the order given."""
    rows = (HeatRow(each, {stage: each.lowest_in(stage) for stage in each.lifecycle}) for each in summaries)
    return tuple(row for row in rows if row.cells)


def hot_spots(summaries: Iterable[Summary]) -> Mapping[tuple[str, str], HotSpot]:
    """Every pair of lifecycle stage and channel in which something happens."""
    found: dict[tuple[str, str], list[Spot]] = {}
    for summary in summaries:
        for spot in summary.spots:
            if spot.stage.lifecycle and spot.moment.channel:
                found.setdefault((spot.stage.lifecycle, spot.moment.channel), []).append(spot)
    return {pair: _hot_spot(*pair, tuple(each)) for pair, each in sorted(found.items())}


def _hot_spot(lifecycle: str, channel: str, found: tuple[Spot, ...]) -> HotSpot:
    feelings = [EmotionAt(spot, spot.lowest) for spot in found if spot.lowest]
    values = [each.felt.value for each in feelings]
    return HotSpot(
        lifecycle=lifecycle,
        channel=channel,
        spots=found,
        mean=sum(values) / len(values) if values else None,
        lowest=min(feelings, key=lambda each: each.felt.value, default=None),
        pains=sum(len(spot.moment.pains) for spot in found),
    )
