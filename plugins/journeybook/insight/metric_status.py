"""Where a metric stands: its newest value, how it moved, and whether it has reached its target.

A value of one segment is never given for the whole. Where readings name segments alone, and more than one, the metric
has a value for each of them and none for everybody; where they name a single one, that one is named.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal

from journeybook.model.metric import Better, Metric, Reading


@dataclass(frozen=True, slots=True)
class MetricStatus:
    """A metric's newest reading of everybody, the one before, and what they mean.

    Both are None where the metric is read by segment alone, and both are of its one segment where there is only one;
    `segment` names it. `change` is newest minus previous, None with fewer than two readings; `good` says whether the change is one for
    the better, None where nothing changed. `reached` is None where the metric has no target.
    """

    metric: Metric
    newest: Reading | None
    previous: Reading | None

    @property
    def segment(self) -> str | None:
        """The segment that the newest reading is of, None where it is of everybody."""
        return self.newest.segment if self.newest else None

    @property
    def by_segment(self) -> tuple[Reading, ...]:
        """The newest reading of each segment where the metric has values and none of everybody, else nothing."""
        return () if self.newest else newest_of_segments(self.metric)

    @property
    def change(self) -> float | None:
        """How far the metric moved since the reading before, without the digits that binary arithmetic adds."""
        if not (self.newest and self.previous):
            return None
        return float(Decimal(repr(self.newest.value)) - Decimal(repr(self.previous.value)))

    @property
    def good(self) -> bool | None:
        """Whether it moved the way it should."""
        if not self.change:
            return None
        return (self.change > 0) == (self.metric.better is Better.HIGHER)

    @property
    def reached(self) -> bool | None:
        """Whether the newest value is at the target or beyond."""
        if self.newest is None or self.metric.target is None:
            return None
        if self.metric.better is Better.HIGHER:
            return self.newest.value >= self.metric.target
        return self.newest.value <= self.metric.target

    @property
    def way(self) -> float | None:
        """The share of the way from baseline to target that the newest value has gone.

        0 at the baseline, 1 at the target, negative where it went the wrong way and above 1 beyond the target; None
        where one of the three is missing or baseline and target are equal.
        """
        start, aim = self.metric.baseline, self.metric.target
        if self.newest is None or start is None or aim is None or start == aim:
            return None
        return (self.newest.value - start) / (aim - start)

    def late(self, today: datetime.date | None) -> int:
        """How many days past its date the target is still not reached; 0 without a day, a date, a target or a value."""
        if not (today and self.metric.due and self.reached is False):
            return 0
        return max(0, (today - self.metric.due).days)


def whole_readings(metric: Metric) -> tuple[Reading, ...]:
    """The readings of everybody, oldest first; where there are none, those of the segment if there is only one."""
    whole = tuple(each for each in metric.readings if each.segment is None)
    if whole:
        return whole
    return metric.readings if len({each.segment for each in metric.readings}) == 1 else ()


def newest_of_segments(metric: Metric) -> tuple[Reading, ...]:
    """The newest reading of each segment, in the order of their names; a segment that is no longer read keeps its last."""
    newest = {each.segment: each for each in metric.readings if each.segment}
    return tuple(newest[segment] for segment in sorted(newest))


def metric_status(metric: Metric) -> MetricStatus:
    """Where `metric` stands."""
    whole = whole_readings(metric)
    return MetricStatus(metric, whole[-1] if whole else None, whole[-2] if len(whole) > 1 else None)
