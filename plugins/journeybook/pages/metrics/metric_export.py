"""Metrics as `portal.json` holds them."""

from __future__ import annotations

from dataclasses import dataclass

from journeybook.insight.metric_status import metric_status, newest_of_segments
from journeybook.insight.metric_trend import Move as FoundMove
from journeybook.insight.metric_trend import trend
from journeybook.library.objects import Kind, Ref
from journeybook.model.metric import Reading as ReadingSource
from journeybook.pages.exports.places import iso, measured, rounded
from journeybook.pages.portfolio import Portfolio


@dataclass(frozen=True, slots=True)
class Reading:
    """A value of a metric on a day."""

    date: str
    value: float
    people: int | None
    segment: str | None


@dataclass(frozen=True, slots=True)
class Move:
    """The mean of the newest three values against an earlier one: `better`, `worse` or `steady`."""

    then: float
    change: float
    direction: str


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric with its status, trend and values, oldest first.

    `way` is how far it has come from `baseline` to `target`. `before` compares with the three
    values before the newest three, `year` with the same months a year earlier; `recent` is the mean
    of the newest three and `wobble` the usual change from one value to the next. `segments` holds
    the newest value of each segment. A metric with values of several segments and none of everybody
    has no `newest` value, and nothing computed from it; if it has a single segment, `newest` names
    that.
    """

    id: str
    title: str
    kind: str
    unit: str | None
    better: str
    baseline: float | None
    target: float | None
    due: str | None
    owner: str | None
    address: str | None
    newest: Reading | None
    change: float | None
    good: bool | None
    reached: bool | None
    way: float | None
    days_late: int
    recent: float | None
    wobble: float | None
    before: Move | None
    year: Move | None
    segments: tuple[Reading, ...]
    readings: tuple[Reading, ...]


def export_metric(portfolio: Portfolio, key: str) -> Metric:
    """A metric with its status, trend and values."""
    metric = portfolio.library.metrics[key]
    found = metric_status(metric)
    going = trend(metric)
    return Metric(
        id=key,
        title=metric.title,
        kind=metric.kind.value,
        unit=metric.unit,
        better=metric.better.value,
        baseline=metric.baseline,
        target=metric.target,
        due=iso(metric.due),
        owner=metric.owner,
        address=portfolio.page_address(Ref(Kind.METRIC, key)),
        newest=_reading(found.newest) if found.newest else None,
        change=found.change,
        good=found.good,
        reached=found.reached,
        way=None if found.way is None else rounded(found.way),
        days_late=found.late(portfolio.judged_on),
        recent=measured(going.recent) if going else None,
        wobble=measured(going.wobble) if going else None,
        before=_move(going.before) if going and going.before else None,
        year=_move(going.year) if going and going.year else None,
        segments=tuple(_reading(reading) for reading in newest_of_segments(metric)),
        readings=tuple(_reading(reading) for reading in metric.readings),
    )


def _reading(reading: ReadingSource) -> Reading:
    return Reading(reading.date, reading.value, reading.people, reading.segment)


def _move(move: FoundMove) -> Move:
    return Move(measured(move.then), measured(move.change), move.direction.value)
