"""Heat maps: the lowest emotions over the lifecycle, by journey and by channel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from journeybook.insight.spots import Spot
from journeybook.insight.summary import EmotionAt, Summary


@dataclass(frozen=True, slots=True)
class HeatRow:
    """The lowest emotion of one journey in each lifecycle stage that it touches.

    None for a lifecycle stage without an emotion.
    """

    summary: Summary
    cells: Mapping[str, EmotionAt | None]


@dataclass(frozen=True, slots=True)
class HotSpot:
    """The spots of one lifecycle stage and channel, with their emotions and pains.

    `mean` is the mean of the lowest emotion of each spot, on the portal's scale; None if no emotion
    is recorded.
    """

    lifecycle: str
    channel: str
    spots: tuple[Spot, ...]
    mean: float | None
    lowest: EmotionAt | None
    pains: int


def portfolio_heat(summaries: Iterable[Summary]) -> tuple[HeatRow, ...]:
    """A row for every journey that touches the lifecycle, in the given order."""
    rows = (
        HeatRow(summary, {stage: summary.lowest_in(stage) for stage in summary.lifecycle})
        for summary in summaries
    )
    return tuple(row for row in rows if row.cells)


def hot_spots(summaries: Iterable[Summary]) -> Mapping[tuple[str, str], HotSpot]:
    """The hot spot of every pair of lifecycle stage and channel that has spots."""
    found: dict[tuple[str, str], list[Spot]] = {}
    for summary in summaries:
        for spot in summary.spots:
            if spot.stage.lifecycle and spot.moment.channel:
                found.setdefault((spot.stage.lifecycle, spot.moment.channel), []).append(spot)
    return {pair: _hot_spot(*pair, tuple(each)) for pair, each in sorted(found.items())}


def _hot_spot(lifecycle: str, channel: str, spots: tuple[Spot, ...]) -> HotSpot:
    feelings = [EmotionAt(spot, spot.lowest) for spot in spots if spot.lowest]
    values = [feeling.emotion.value for feeling in feelings]
    return HotSpot(
        lifecycle=lifecycle,
        channel=channel,
        spots=spots,
        mean=sum(values) / len(values) if values else None,
        lowest=min(feelings, key=lambda feeling: feeling.emotion.value, default=None),
        pains=sum(len(spot.moment.pains) for spot in spots),
    )
