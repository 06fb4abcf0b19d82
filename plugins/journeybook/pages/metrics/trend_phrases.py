"""A metric's trend in words."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from journeybook.i18n.catalog import Labels
from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.formats import iso_date_words, month_name, month_words
from journeybook.i18n.markers import N_
from journeybook.insight.metric_status import MetricStatus
from journeybook.insight.metric_trend import WINDOW, Direction, Move, Trend, trend
from journeybook.model.metric import Metric
from journeybook.text.numbers import change_figure, metric_decimals, metric_figure

HEADLINES = Labels(
    {
        Direction.BETTER: N_("Getting better"),
        Direction.WORSE: N_("Getting worse"),
        Direction.STEADY: N_("Holding steady"),
    }
)

_BEFORE = MappingProxyType(
    {
        Direction.BETTER: N_("%(change)s better than in the %(count)s values before (%(mean)s)."),
        Direction.WORSE: N_("%(change)s worse than in the %(count)s values before (%(mean)s)."),
        Direction.STEADY: N_("About as in the %(count)s values before (%(mean)s)."),
    }
)
_A_YEAR_EARLIER = MappingProxyType(
    {
        Direction.BETTER: N_("%(change)s better than in the same months a year earlier (%(mean)s)."),
        Direction.WORSE: N_("%(change)s worse than in the same months a year earlier (%(mean)s)."),
        Direction.STEADY: N_("About as in the same months a year earlier (%(mean)s)."),
    }
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The one judgement of a metric: its recent trend in two words.

    `direction` is None if too little is known; `rises` says whether the mean became larger, None if
    it is steady or unknown.
    """

    words: str
    direction: Direction | None = None
    rises: bool | None = None


def verdict(standing: MetricStatus) -> Verdict:
    """The trend against the values before; against last year if nothing else is known."""
    found = trend(standing.metric)
    move = (found.before or found.year) if found else None
    if not move:
        return Verdict(_("Measured by segment only") if standing.by_segment else _("Too few values to say"))
    rises = None if move.direction is Direction.STEADY else move.change > 0
    return Verdict(HEADLINES[move.direction], move.direction, rises)


def sentences(trend: Trend, metric: Metric) -> tuple[str, ...]:
    """The figures behind the trend: the newest mean, then what it is compared with."""
    start, end = _span(trend.start, trend.end)
    mean = mean_figure(trend.recent, metric)
    said = [_("%(mean)s on average from %(start)s to %(end)s.", mean=mean, start=start, end=end)]
    if trend.before:
        said.append(_compared(trend.before, _BEFORE, metric))
    if trend.year:
        said.append(_compared(trend.year, _A_YEAR_EARLIER, metric))
    return tuple(said)


def mean_figure(mean: float, metric: Metric) -> str:
    """A mean with one more decimal than the values, or two if these are needed to tell them apart.

    More decimals would suggest a precision that the values do not have.
    """
    return metric_figure(round(mean, _places(metric)), metric)


def _compared(move: Move, messages: Mapping[Direction, str], metric: Metric) -> str:
    return _(
        messages[move.direction],
        change=change_figure(round(move.change, _places(metric)), metric, points=_("points")),
        count=WINDOW,
        mean=mean_figure(move.then, metric),
    )


def _places(metric: Metric) -> int:
    most = metric_decimals(metric)
    return min(most, 1 + max((_decimals(reading.value, most) for reading in metric.readings), default=0))


def _decimals(value: float, most: int) -> int:
    return next((places for places in range(most) if round(value, places) == value), most)


def _span(start: str, end: str) -> tuple[str, str]:
    """The first and the last day, as months if these differ."""
    try:
        first, last = datetime.date.fromisoformat(start), datetime.date.fromisoformat(end)
    except ValueError:
        return start, end
    if (first.year, first.month) == (last.year, last.month):
        return iso_date_words(start), iso_date_words(end)
    return month_name(first) if first.year == last.year else month_words(first), month_words(last)
