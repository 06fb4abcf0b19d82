"""Charts of a metric's values over time, laid out by pygal.

This is the only module that imports pygal. It takes axes, lines and dots from pygal's tree and
writes the SVG itself, so that the result holds no script, style, comment, date or random id, is the
same with and without lxml, and takes its colours from classes of the site's stylesheet.
"""

from __future__ import annotations

import datetime
import math
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.catalog import ngettext, pgettext
from journeybook.i18n.formats import colon, short_date_words, short_day_words, short_month_words
from journeybook.insight.metric_status import whole_readings
from journeybook.model.metric import Metric, Reading
from journeybook.text.escape import escape, escape_words
from journeybook.text.numbers import decimals_of, exact_figure, figure, is_share, metric_figure

# isort: split
import pygal

# On import, pygal adds a finder for its maps of countries, and Python warns of it at every import
# that fails. So pygal is imported last and the finder removed at once.
sys.meta_path[:] = [each for each in sys.meta_path if type(each).__module__ != "pygal"]

_WIDTH, _HEIGHT = 460, 230
_SPARK_WIDTH, _SPARK_HEIGHT = 120, 28
_MOST_DATES: Final = 5
# A date's label is about a sixth of the chart wide.
_ROOM: Final = 6
_LAST_DAY: Final = datetime.date.max.toordinal()
# Up to this number of days, labels show the day, because the month alone would repeat.
_SHORT_TIME: Final = 100
_STEPS: Final = 4
_EQUAL: Final = 1e-9
_NOTHING: Final = 1e-300
# The stylesheet has this number of colours for lines, and as many dashes.
_COLOURS: Final = 6
# Each colour with each dash: further lines could not be told from earlier ones.
_MOST_LINES: Final = _COLOURS * _COLOURS
# The number of segments in the sentence that describes the picture; the table holds all.
_MOST_TOLD: Final = 6

_DROPPED_TAGS = frozenset({"defs", "desc", "script", "style", "title"})
_DROPPED_CLASSES = frozenset({"background", "tooltip", "tooltip-overlay", "text-overlay", "titles"})
_NUMBER = re.compile(r"-?[0-9]+\.[0-9]+")
_KEPT = ("x", "y", "cx", "cy", "r", "d", "transform")


class Trace(NamedTuple):
    """One line of a chart: its title, its classes, and its values by the ordinal of their day.

    `look` holds the endings of the classes for its colour and dash, separated by spaces.
    """

    title: str
    look: str
    points: tuple[tuple[int, float], ...]
    dots: bool = True


def kpi_chart(metric: Metric, *, key: str | None = None) -> str:
    """The metric's values as HTML: an inline `<svg>` of lines over time, and a key if needed.

    Each segment has a line of its own, up to the number that colours and dashes can distinguish;
    the key says how many are left out. Target and baseline are level lines. Ids inside start with
    `key`, which must be unique on the page (default: the metric's id). For a metric without values
    the result is a sentence.
    """
    whole = _traces(metric)
    if not whole:
        return f'<p class="jb-kpi jb-kpi--none">{_("No values yet.")}</p>'
    traces = whole[:_MOST_LINES]
    levels = tuple(_levels(metric, traces))
    chart = pygal.XY(
        **_settings(_WIDTH, _HEIGHT),
        margin=6,
        margin_right=26,
    )
    everything = [value for trace in (*traces, *levels) for _day_of, value in trace.points]
    ticks = _ticks(min(everything), max(everything))
    chart.range = (ticks[0], ticks[-1])
    chart.y_labels = [
        {"value": tick, "label": label} for tick, label in zip(ticks, _labels(ticks, metric), strict=True)
    ]
    chart.x_labels = _labelled(_days(traces))
    drawing = _drawn(chart, (*traces, *levels), metric)
    name = f"{key or metric.id}-kpi"
    svg = _figure("jb-kpi__chart", (_WIDTH, _HEIGHT), name, metric, drawing)
    return f'<div class="jb-kpi">{svg}{_key((*traces, *levels), len(whole) - len(traces))}</div>'


def sparkline(metric: Metric, *, key: str | None = None) -> str:
    """The values of everybody as a small inline `<svg>`, the newest marked; "" if there are none.

    For a metric with a single segment, the values of that segment. Ids inside start with `key`, as
    for `kpi_chart`.
    """
    traces = _traces(metric.model_copy(update={"readings": whole_readings(metric)}))
    if not traces:
        return ""
    chart = pygal.XY(
        **_settings(_SPARK_WIDTH, _SPARK_HEIGHT),
        margin=4,
        spacing=0,
        show_x_labels=False,
        show_y_labels=False,
        include_x_axis=False,
    )
    values = [value for _day_of, value in traces[0].points]
    low, high = min(values), max(values)
    room = (high - low) / 10 or 1
    chart.range = (low - room, high + room)
    drawing = _drawn(chart, traces, metric, last_only=True)
    return _figure(
        "jb-sparkline", (_SPARK_WIDTH, _SPARK_HEIGHT), f"{key or metric.id}-spark", metric, drawing
    )


def data_table(metric: Metric, *, newest_first: bool = False) -> str:
    """The metric's values as an HTML table, with people and segments if they are known."""
    people = any(reading.people is not None for reading in metric.readings)
    segments = any(reading.segment for reading in metric.readings)
    heads = [
        _("Date"),
        *([_("Segment")] if segments else []),
        _("Value"),
        *([_("People")] if people else []),
    ]
    rows = []
    readings = metric.readings
    if newest_first:
        # The sort is stable, so that segments have the same order at every date.
        readings = tuple(sorted(readings, key=lambda each: each.date, reverse=True))
    for reading in readings:
        cells = [
            f'<th scope="row"><time datetime="{escape(reading.date)}">{escape(_written(reading.date))}</time></th>'
        ]
        if segments:
            cells.append(f'<td dir="auto">{escape(reading.segment or _everybody())}</td>')
        cells.append(f'<td class="jb-kpi__number">{escape(metric_figure(reading.value, metric))}</td>')
        if people:
            count = "" if reading.people is None else figure(reading.people)
            cells.append(f'<td class="jb-kpi__number">{count}</td>')
        rows.append(f"<tr>{''.join(cells)}</tr>")
    titles = "".join(f'<th scope="col">{head}</th>' for head in heads)
    return (
        f'<table class="jb-kpi__table"><caption dir="auto">{escape(metric.title)}</caption>'
        f"<thead><tr>{titles}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    )


def _settings(width: int, height: int) -> dict[str, Any]:
    return {
        "width": width,
        "height": height,
        "js": (),
        "css": (),
        "disable_xml_declaration": True,
        "show_legend": False,
        "dots_size": 3,
    }


def _traces(metric: Metric) -> tuple[Trace, ...]:
    """The lines of the readings: all people first, then each segment."""
    found: dict[str, list[tuple[int, float]]] = {}
    for reading in sorted(metric.readings, key=lambda each: (bool(each.segment), each.date)):
        day = _ordinal(reading.date)
        if day is not None:
            found.setdefault(reading.segment or "", []).append((day, reading.value))
    return tuple(
        Trace(segment or (_everybody() if len(found) > 1 else metric.title), _look(index), tuple(points))
        for index, (segment, points) in enumerate(found.items())
    )


def _everybody() -> str:
    return pgettext("people of every segment", "All")


def _look(at: int) -> str:
    """The colour and dash of the line with this index: the first six have a dash each."""
    turn, colour = divmod(at, _COLOURS)
    return f"s{colour + 1} d{(colour + turn) % _COLOURS + 1}" if turn else f"s{colour + 1}"


def _levels(metric: Metric, traces: Sequence[Trace]) -> Iterator[Trace]:
    days = _days(traces)
    # A single day gets a neighbour on either side, unless the calendar ends there.
    ends = (days[0], days[-1]) if len(days) > 1 else (max(1, days[0] - 1), min(_LAST_DAY, days[0] + 1))
    if metric.target is not None:
        title = _("Target %(value)s", value=metric_figure(metric.target, metric))
        yield Trace(title, "target", tuple((day, metric.target) for day in ends), dots=False)
    if metric.baseline is not None:
        title = _("Baseline %(value)s", value=metric_figure(metric.baseline, metric))
        yield Trace(title, "baseline", tuple((day, metric.baseline) for day in ends), dots=False)


def _days(traces: Iterable[Trace]) -> list[int]:
    return sorted({day for trace in traces for day, _value in trace.points})


def _labelled(days: list[int]) -> list[dict[str, Any]]:
    """The days to write below the chart, evenly spread, with the first and the last."""
    first, span = days[0], days[-1] - days[0]
    wanted = (first + span * index / (_MOST_DATES - 1) for index in range(_MOST_DATES))
    kept = [first]
    for target in wanted:
        nearest = min(days, key=lambda day: (abs(day - target), day))
        if (nearest - kept[-1]) * _ROOM > span and (
            nearest == days[-1] or (days[-1] - nearest) * _ROOM > span
        ):
            kept.append(nearest)
    write = _month if span > _SHORT_TIME else _day_and_month
    return [{"value": day, "label": write(day)} for day in kept]


def _ticks(low: float, high: float) -> tuple[float, ...]:
    """About five round numbers from below `low` to above `high`."""
    size = max(abs(low), abs(high))
    span = high - low
    # Differences below the precision of floats, and values too small to divide by, count as zero.
    if span <= size * _EQUAL or span < _NOTHING:
        span = size if size >= _NOTHING else 1
    rough = span / _STEPS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough * 0.999)
    first, last = math.floor(low / step), math.ceil(high / step)
    # One digit more than the step has, because the step may be 2.5.
    digits = max(0, decimals_of(step))
    return tuple(round(index * step, digits) for index in range(first, max(last, first + 1) + 1))


def _labels(ticks: Sequence[float], metric: Metric) -> Iterator[str]:
    """The labels of the axis, in percent if the values are shares, as elsewhere on the page."""
    for tick in ticks:
        yield metric_figure(tick, metric) if is_share(metric) else exact_figure(tick)


def _drawn(chart: Any, traces: Iterable[Trace], metric: Metric, *, last_only: bool = False) -> str:
    traces = tuple(traces)
    dotted = sum(trace.dots for trace in traces)
    for trace in traces:
        said = f"{trace.title}, " if dotted > 1 else ""
        nodes = [
            {"value": point, "label": f"{said}{_day(point[0])}{colon()}{metric_figure(point[1], metric)}"}
            for point in trace.points
        ]
        chart.add(trace.title, nodes, show_dots=trace.dots)
    return _written_down(chart.render_tree(), [trace.look for trace in traces], "", last_only=last_only)


def _written_down(element: Any, looks: Sequence[str], within: str, *, last_only: bool) -> str:
    """The parts of pygal's tree that are kept: lines, dots with titles, labels of the axes."""
    if not isinstance(element.tag, str):
        return ""
    tag = element.tag.rpartition("}")[2]
    classes = (element.get("class") or "").split()
    if tag in _DROPPED_TAGS or _DROPPED_CLASSES.intersection(classes):
        return ""
    if tag == "g":
        if "axis" in classes:
            within = "x" if "x" in classes else "y"
        elif "series" in classes:
            within = looks[int(next(class_ for class_ in classes if class_.startswith("serie-"))[6:])]
        elif "dots" in classes:
            return _dot(element, within)
    children = list(element)
    if last_only and children and "dots" in (children[-1].get("class") or ""):
        children = children[-1:]
    inside = "".join(_written_down(child, looks, within, last_only=last_only) for child in children)
    if tag == "g" and inside and element.get("transform"):
        return f"<g{_attributes(element)}>{inside}</g>"
    if tag == "path" and within == "x":
        return ""
    if tag == "path":
        look = (
            f"line {_classes(within)}" if "reactive" in classes else "guide" if "guide" in classes else "axis"
        )
        return f'<path class="jb-kpi__{look}"{_attributes(element)}/>'
    if tag == "text":
        return f'<text class="jb-kpi__{within}"{_attributes(element)}>{escape(element.text or "")}</text>'
    return inside


def _dot(group: Any, look: str) -> str:
    parts = {each.get("class"): each for each in group}
    circle = next(each for each in group if isinstance(each.tag, str) and each.tag.endswith("circle"))
    title = escape_words(parts["label"].text)
    return (
        f'<circle class="jb-kpi__dot {_classes(look)}"{_attributes(circle)}><title>{title}</title></circle>'
    )


def _classes(look: str) -> str:
    return " ".join(f"jb-kpi--{each}" for each in look.split())


def _attributes(element: Any) -> str:
    return "".join(
        f' {name}="{_NUMBER.sub(_short, value)}"'
        for name in _KEPT
        if (value := element.get(name)) is not None
    )


def _short(match: re.Match[str]) -> str:
    text = f"{float(match[0]):.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _figure(look: str, size: tuple[int, int], name: str, metric: Metric, drawing: str) -> str:
    width, height = size
    return (
        f'<svg class="{look}" viewBox="0 0 {width} {height}" role="img" focusable="false" '
        f'aria-labelledby="{name}-title {name}-desc">'
        f'<title id="{name}-title">{escape_words(metric.title)}</title>'
        f'<desc id="{name}-desc">{escape_words(_told(metric))}</desc>{drawing}</svg>'
    )


def _told(metric: Metric) -> str:
    """The lines in a sentence, for everybody or else by segment: start, end and target."""
    whole = whole_readings(metric)
    segments = [] if whole else sorted({reading.segment or "" for reading in metric.readings})
    sentences = [
        f"{segment}{colon()}{_course([each for each in metric.readings if each.segment == segment], metric)}"
        for segment in segments[:_MOST_TOLD]
    ]
    if len(segments) > _MOST_TOLD:
        left_out = len(segments) - _MOST_TOLD
        sentences.append(ngettext("%(num)s more segment", "%(num)s more segments", left_out))
    if whole:
        course = _course(whole, metric)
        sentences.append(
            f"{whole[0].segment}{colon()}{course}" if whole[0].segment else course[0].upper() + course[1:]
        )
    if metric.target is not None:
        sentences.append(_("the target is %(value)s", value=metric_figure(metric.target, metric)))
    return f"{'; '.join(sentences)}."


def _course(readings: Sequence[Reading], metric: Metric) -> str:
    first, last = readings[0], readings[-1]
    value, date = metric_figure(last.value, metric), _written(last.date)
    if len(readings) == 1:
        return _("%(value)s on %(date)s", value=value, date=date)
    return _(
        "from %(first)s on %(first_date)s to %(last)s on %(last_date)s",
        first=metric_figure(first.value, metric),
        first_date=_written(first.date),
        last=value,
        last_date=date,
    )


def _key(traces: Sequence[Trace], left_out: int) -> str:
    if len(traces) < 2:
        return ""
    items = "".join(
        f'<li dir="auto"><svg class="jb-kpi__key" viewBox="0 0 24 8" aria-hidden="true" focusable="false">'
        f'<path class="jb-kpi__line {_classes(trace.look)}" d="M1,4H23"/></svg>{escape_words(trace.title)}</li>'
        for trace in traces
    )
    if left_out:
        more = ngettext("%(num)s more in the table", "%(num)s more in the table", left_out)
        items += f"<li>{more}</li>"
    return f'<ul class="jb-kpi__legend" data-search-exclude>{items}</ul>'


def _ordinal(date: str) -> int | None:
    try:
        return datetime.date.fromisoformat(date).toordinal()
    except ValueError:
        return None


def _day(ordinal: int) -> str:
    return short_date_words(datetime.date.fromordinal(ordinal))


def _month(ordinal: int) -> str:
    return short_month_words(datetime.date.fromordinal(ordinal))


def _day_and_month(ordinal: int) -> str:
    return short_day_words(datetime.date.fromordinal(ordinal))


def _written(date: str) -> str:
    """An ISO date in words of the site's language; other texts unchanged."""
    ordinal = _ordinal(date)
    return date if ordinal is None else _day(ordinal)
