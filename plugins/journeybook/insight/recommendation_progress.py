"""The progress of a recommendation: its metric's newest value, and whether it is late."""

from __future__ import annotations

from dataclasses import dataclass

from journeybook.incremental.recorded_day import Today, days_late
from journeybook.insight.metric_status import MetricStatus, metric_status
from journeybook.library.objects import Library
from journeybook.model.recommendation import Recommendation, RecommendationStatus


@dataclass(frozen=True, slots=True)
class Progress:
    """The progress of one recommendation.

    `share` is how far the metric's newest value has come from `from` to `to`: 0 at the start, 1 at
    the aim, negative for a change in the wrong direction and above 1 beyond the aim. None if the
    metric, a bound or a value is missing, or if both bounds are equal.
    """

    recommendation: Recommendation
    standing: MetricStatus | None
    share: float | None

    def late(self, today: Today | None) -> int:
        """Days past the due date of a recommendation that is neither done nor dropped."""
        is_closed = self.recommendation.status in (RecommendationStatus.DONE, RecommendationStatus.DROPPED)
        return 0 if is_closed else days_late(self.recommendation.due, today)


def progress(recommendation: Recommendation, library: Library) -> Progress:
    """The progress of `recommendation`."""
    aim = recommendation.measurable
    metric = library.metrics.get(aim.metric) if aim else None
    found = metric_status(metric) if metric else None
    share = None
    if (
        aim
        and found
        and found.newest
        and aim.from_ is not None
        and aim.to is not None
        and aim.from_ != aim.to
    ):
        share = (found.newest.value - aim.from_) / (aim.to - aim.from_)
    return Progress(recommendation, found, share)
