"""How far a recommendation has come: by its metric's newest value, and against its date."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from journeybook.insight.metric_status import MetricStatus, metric_status
from journeybook.library.objects import Library
from journeybook.model.recommendation import Recommendation, RecommendationStatus


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a recommendation stands.

    `share` is the way from `from` to `to` that the metric's newest value has gone: 0 at the start, 1 at the aim,
    negative where it went the wrong way and above 1 beyond the aim; None where the metric, a bound or a value is
    missing, or both bounds are equal. `late` counts days past the date for what is neither done nor dropped.
    """

    recommendation: Recommendation
    standing: MetricStatus | None
    share: float | None
    late: int


def progress(
    recommendation: Recommendation, library: Library, today: datetime.date | None = None
) -> Progress:
    """The progress of `recommendation`, judged on `today`; without a day nothing is called late."""
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
    open_ = recommendation.status not in (RecommendationStatus.DONE, RecommendationStatus.DROPPED)
    late = (today - recommendation.due).days if today and recommendation.due and open_ else 0
    return Progress(recommendation, found, share, max(0, late))
