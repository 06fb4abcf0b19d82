"""Where a metric stands: its newest value, how it moved, and whether it has reached its target."""

from __future__ import annotations

from dataclasses import dataclass

from journeybook.model.metric import Better, Metric, Reading


@dataclass(frozen=True, slots=True)
class Standing:
    """A metric's newest reading of everybody, the one before, and what they mean.

    `change` is newest minus previous, None with fewer than two readings; `good` says whether the change is one for
    the better, None where nothing changed. `reached` is None where the metric has no target.
    """

    metric: Metric
    newest: Reading | None
    previous: Reading | None

    @property
    def change(self) -> float | None:
        """How far the metric moved since the reading before."""
        return self.newest.value - self.previous.value if self.newest and self.previous else None

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


def standing(metric: Metric) -> Standing:
    """Where `metric` stands. Readings of segments count only where nobody is read as a whole."""
    whole = [each for each in metric.readings if each.segment is None]
    if not whole and metric.readings:
        segment = metric.readings[-1].segment
        whole = [each for each in metric.readings if each.segment == segment]
    return Standing(metric, whole[-1] if whole else None, whole[-2] if len(whole) > 1 else None)
