"""A metric's trend in words, as somebody would say it who has looked at the numbers."""

from __future__ import annotations

import datetime

from journeybook.i18n.formats import iso_date_words
from journeybook.insight.metric_status import Standing
from journeybook.insight.metric_trend import WINDOW, Direction, Move, Trend
from journeybook.model.metric import Metric
from journeybook.text.numbers import change_figure, metric_decimals, metric_figure

HEADLINES = {
    Direction.BETTER: "Getting better",
    Direction.WORSE: "Getting worse",
    Direction.STEADY: "Holding steady",
}


def headline(trend: Trend | None, standing: Standing) -> str:
    """Two words: where the metric has been going of late; against last year where that is all there is."""
    move = (trend.before or trend.year) if trend else None
    if move:
        return HEADLINES[move.direction]
    return "Measured by segment only" if standing.by_segment else "Too few values to say"


def sentences(trend: Trend, metric: Metric) -> tuple[str, ...]:
    """What the trend rests on: the newest mean, then what it is compared with."""
    said = [f"{mean_figure(trend.recent, metric)} on average {_span(trend.start, trend.end)}."]
    if trend.before:
        said.append(_compared(trend.before, f"the {WINDOW} values before", metric))
    if trend.year:
        said.append(_compared(trend.year, "the same months a year earlier", metric))
    return tuple(said)


def mean_figure(mean: float, metric: Metric) -> str:
    """A mean with one more decimal than the values themselves, two at most where these tell the values apart.

    More would claim to know too much.
    """
    return metric_figure(round(mean, _places(metric)), metric)


def _compared(move: Move, what: str, metric: Metric) -> str:
    then = mean_figure(move.then, metric)
    if move.direction is Direction.STEADY:
        return f"About as in {what} ({then})."
    amount = change_figure(round(move.change, _places(metric)), metric, points="points")
    return f"{amount} {move.direction.value} than in {what} ({then})."


def _places(metric: Metric) -> int:
    most = metric_decimals(metric)
    return min(most, 1 + max((_decimals(each.value, most) for each in metric.readings), default=0))


def _decimals(value: float, most: int) -> int:
    return next((places for places in range(most) if round(value, places) == value), most)


def _span(start: str, end: str) -> str:
    try:
        first, last = datetime.date.fromisoformat(start), datetime.date.fromisoformat(end)
    except ValueError:
        return f"from {start} to {end}"
    if (first.year, first.month) == (last.year, last.month):
        return f"from {iso_date_words(start)} to {iso_date_words(end)}"
    year = "" if first.year == last.year else f" {first.year}"
    return f"from {first:%B}{year} to {last:%B} {last.year}"
