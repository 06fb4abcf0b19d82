"""The trend of a metric: its newest values against earlier ones and against last year's."""

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
"""The number of values in a mean: more than one, to smooth out chance, but still recent."""


class Direction(StrEnum):
    """How a metric changed, judged by which direction is good for it."""

    BETTER = "better"
    WORSE = "worse"
    STEADY = "steady"


@dataclass(frozen=True, slots=True)
class Move:
    """A change between two means: the earlier mean, the change in the metric's unit, its sense."""

    then: float
    change: float
    direction: Direction


@dataclass(frozen=True, slots=True)
class Trend:
    """The trend of a metric.

    `recent` is the mean of the newest three values; `start` and `end` are their first and last
    dates as written. `before` compares it with the mean of the three values before them, None if
    there are fewer than three; `year` with the mean of the values of the same calendar months a
    year earlier, None if one of these months has no value. `wobble` is the usual change from one
    value to the next: the median of the absolute differences of neighbours. A change of at most
    that size is called steady.
    """

    recent: float
    start: str
    end: str
    wobble: float
    before: Move | None
    year: Move | None


def trend(metric: Metric) -> Trend | None:
    """The trend of the values of everybody, or of the only segment.

    None with fewer than three values.
    """
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
    then = fmean(reading.value for reading in earlier)
    change = recent - then
    # Remove the rounding errors of the mean.
    if math.isclose(recent, then, rel_tol=1e-9):
        return Move(then, 0.0, Direction.STEADY)
    if abs(change) <= wobble or math.isclose(abs(change), wobble, rel_tol=1e-9):
        return Move(then, change, Direction.STEADY)
    good = (change > 0) == (metric.better is Better.HIGHER)
    return Move(then, change, Direction.BETTER if good else Direction.WORSE)


def _year_earlier(newest: Sequence[Reading], readings: Sequence[Reading]) -> list[Reading]:
    """The values of the same months a year earlier.

    Empty if a month has no value or a date cannot be read.
    """
    months = {_month(reading.date) for reading in newest}
    if None in months:
        return []
    wanted = {(month[0] - 1, month[1]) for month in months if month}
    found = [reading for reading in readings if _month(reading.date) in wanted]
    return found if {_month(each.date) for each in found} == wanted else []


def _month(date: str) -> tuple[int, int] | None:
    try:
        day = datetime.date.fromisoformat(date)
    except ValueError:
        return None
    return day.year, day.month
