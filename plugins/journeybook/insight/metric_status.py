"""The status of a metric: its newest value, its change, and whether it has reached its target.

The value of one segment is never presented as the value of everybody. If all readings are of
segments, and of more than one, the metric has a value for each and none for everybody; if they are
of a single segment, that segment is named.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from journeybook.incremental.recorded_day import Today, days_late
from journeybook.model.metric import Better, Metric, Reading


@dataclass(frozen=True, slots=True)
class MetricStatus:
    """A metric's newest reading of everybody and the one before.

    Both are None if the metric has readings of several segments only; if it has a single segment,
    both are of that segment, named by `segment`. `change` is newest minus previous, None with fewer
    than two readings; `good` says whether the change is an improvement, None without a change.
    `reached` is None if the metric has no target.
    """

    metric: Metric
    newest: Reading | None
    previous: Reading | None

    @property
    def segment(self) -> str | None:
        """The segment of the newest reading, None if it is of everybody."""
        return self.newest.segment if self.newest else None

    @property
    def by_segment(self) -> tuple[Reading, ...]:
        """The newest reading of each segment; empty if the metric has readings of everybody."""
        return () if self.newest else newest_of_segments(self.metric)

    @property
    def change(self) -> float | None:
        """The change since the previous reading, without rounding errors of binary arithmetic."""
        if not (self.newest and self.previous):
            return None
        return float(Decimal(repr(self.newest.value)) - Decimal(repr(self.previous.value)))

    @property
    def good(self) -> bool | None:
        """Whether the change is in the metric's good direction."""
        if not self.change:
            return None
        return (self.change > 0) == (self.metric.better is Better.HIGHER)

    @property
    def reached(self) -> bool | None:
        """Whether the newest value is at the target or beyond it."""
        if self.newest is None or self.metric.target is None:
            return None
        if self.metric.better is Better.HIGHER:
            return self.newest.value >= self.metric.target
        return self.newest.value <= self.metric.target

    @property
    def way(self) -> float | None:
        """How far the newest value has come from baseline to target, as a share.

        0 at the baseline, 1 at the target, negative for a change in the wrong direction and above 1
        beyond the target. None if one of the three is missing, or if baseline and target are equal.
        """
        start, aim = self.metric.baseline, self.metric.target
        if self.newest is None or start is None or aim is None or start == aim:
            return None
        return (self.newest.value - start) / (aim - start)

    def late(self, today: Today | None) -> int:
        """Days past the due date of an unmet target; 0 without a day, due date, target or value."""
        return days_late(self.metric.due, today) if self.reached is False else 0


def whole_readings(metric: Metric) -> tuple[Reading, ...]:
    """The readings of everybody, oldest first; those of the segment if there is only one."""
    whole = tuple(reading for reading in metric.readings if reading.segment is None)
    if whole:
        return whole
    return metric.readings if len({reading.segment for reading in metric.readings}) == 1 else ()


def newest_of_segments(metric: Metric) -> tuple[Reading, ...]:
    """The newest reading of each segment, in the order of the segments' names.

    A segment that is no longer measured keeps its last reading.
    """
    newest = {reading.segment: reading for reading in metric.readings if reading.segment}
    return tuple(newest[segment] for segment in sorted(newest))


def metric_status(metric: Metric) -> MetricStatus:
    """The status of `metric`."""
    whole = whole_readings(metric)
    return MetricStatus(metric, whole[-1] if whole else None, whole[-2] if len(whole) > 1 else None)
