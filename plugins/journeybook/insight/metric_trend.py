"""Where a metric is going: its newest values against those before them and against the same months a year earlier."""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from statistics import fmean, median

from journeybook.insight.metric_status import whole_readings
from journeybook.model.metric import Better, Metric, Reading

WINDOW = 3
"""How many values make a mean: one value may be chance, and three months are still recent."""


class Direction(StrEnum):
    """What became of a metric, judged by which way is good for it."""

    BETTER = "better"
    WORSE = "worse"
    STEADY = "steady"


@dataclass(frozen=True, slots=True)
class Move:
    """A mean now against a mean then: the change in the metric's unit and what it means."""

    then: float
    change: float
    direction: Direction


@dataclass(frozen=True, slots=True)
class Trend:
    """Where a metric is going.

    `recent` is the mean of the newest three values, of which `start` and `end` are the first and last dates as they
    were written. `before` compares it with the mean of the three values before them, None where there are not three;
    `year` with the mean of the values of the same calendar months a year earlier, None where one of these months has
    none. `wobble` is the metric's usual move from one value to the next, the median of the absolute differences of
    neighbours: a change no greater than it is called steady, because the metric does as much without a reason.
    """

    recent: float
    start: str
    end: str
    wobble: float
    before: Move | None
    year: Move | None


def trend(metric: Metric) -> Trend | None:
    """The trend of the metric's values of everybody, or of its one segment; None where there are fewer than three."""
    readings = whole_readings(metric)
    if len(readings) < WINDOW:
        return None
    newest = readings[-WINDOW:]
    recent = fmean(each.value for each in newest)
    wobble = median(abs(after.value - before.value) for before, after in pairwise(readings))
    earlier = readings[-2 * WINDOW : -WINDOW]
    return Trend(
        recent=recent,
        start=newest[0].date,
        end=newest[-1].date,
        wobble=wobble,
        before=_move(recent, earlier, wobble, metric) if len(earlier) == WINDOW else None,
        year=_move(recent, _year_earlier(newest, readings), wobble, metric),
    )


def _move(recent: float, earlier: Sequence[Reading], wobble: float, metric: Metric) -> Move | None:
    if not earlier:
        return None
    then = fmean(each.value for each in earlier)
    change = recent - then
    # The last digits of a mean are the computer's, not the metric's.
    if math.isclose(recent, then, rel_tol=1e-9):
        return Move(then, 0.0, Direction.STEADY)
    if abs(change) <= wobble or math.isclose(abs(change), wobble, rel_tol=1e-9):
        return Move(then, change, Direction.STEADY)
    good = (change > 0) == (metric.better is Better.HIGHER)
    return Move(then, change, Direction.BETTER if good else Direction.WORSE)


def _year_earlier(newest: Sequence[Reading], readings: Sequence[Reading]) -> list[Reading]:
    """The values of the same months a year before, empty where a month has none or a date cannot be read."""
    months = {_month(each.date) for each in newest}
    if None in months:
        return []
    wanted = {(each[0] - 1, each[1]) for each in months if each}
    found = [each for each in readings if _month(each.date) in wanted]
    return found if {_month(each.date) for each in found} == wanted else []


def _month(date: str) -> tuple[int, int] | None:
    try:
        day = datetime.date.fromisoformat(date)
    except ValueError:
        return None
    return day.year, day.month
