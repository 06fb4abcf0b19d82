"""A map in the atlas: a bar over its lifecycle stages, with its curves and its lowest point."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from journeybook.drawing.charts.atlas_columns import WIDTH, AtlasColumns, AtlasPart, step_places
from journeybook.drawing.curve import PlacedPoint, curve_path
from journeybook.drawing.view.model import MapView, Point

HEIGHT = 100
BAR_TOP, BAR_BOTTOM = 18, 82
"""The edges of the bar; the lines between maps run above and below it."""

CURVES = 6
"""The most curves that are drawn of a map; the lowest point is that of all."""

_EDGE = 7

# The picture is stretched over its row, but strokes are not: the stylesheet says so for all of
# them. A dot is a stroke of length 0 with a round cap.
HEAD = (
    '<svg class="jb-atlas-ink{}" viewBox="0 0 '
    f'{WIDTH} {HEIGHT}" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
)


def draw_bar(view: MapView, parts: Sequence[AtlasPart], columns: AtlasColumns) -> str:
    """An inline `<svg>` of a map, hidden from screen readers; colours are set by classes."""
    drawn = [HEAD.format(" jb-atlas-bar")]
    spans = [tuple(each * WIDTH / columns.total for each in columns.span(part.lifecycle)) for part in parts]
    gaps = [(one[1], other[0]) for one, other in pairwise(spans) if one[1] < other[0]]
    if gaps:
        across = "".join(f"M{_short(start)},{HEIGHT // 2}H{_short(end)}" for start, end in gaps)
        drawn.append(f'<path class="jb-atlas-bar__gap" d="{across}"/>')
    drawn.append(f'<path class="jb-atlas-bar__part" d="{_boxes(spans, BAR_TOP, BAR_BOTTOM)}"/>')
    row = view.curve_row
    if row is not None and row.curves:
        if row.zero is not None:
            zero = _height(row.zero)
            drawn.append(f'<path class="jb-thumbnail__good" d="{_boxes(spans, BAR_TOP, zero)}"/>')
            drawn.append(f'<path class="jb-thumbnail__bad" d="{_boxes(spans, zero, BAR_BOTTOM)}"/>')
        places = step_places(parts, columns)
        for number, curve in reversed(list(enumerate(row.curves[:CURVES]))):
            look = "jb-thumbnail__line" if number == 0 else "jb-thumbnail__line jb-thumbnail__line--branch"
            for points in _lines(curve.runs, places):
                if len(points) == 1:
                    drawn.append(f'<path class="jb-thumbnail__dot" d="{_dot(points[0])}"/>')
                else:
                    drawn.append(f'<path class="{look}" d="{curve_path(points)}"/>')
        lowest = min(
            (point for curve in row.curves for point in curve.points), key=lambda each: (each.y, each.x)
        )
        mark = _dot(_placed(lowest, places))
        drawn.append(f'<path class="jb-thumbnail__halo" d="{mark}"/>')
        drawn.append(f'<path class="jb-thumbnail__low jb-thumbnail__low--{lowest.level}" d="{mark}"/>')
    drawn.append("</svg>")
    return "".join(drawn)


def _lines(
    runs: Iterable[Sequence[Point]], places: Mapping[int, tuple[float, float]]
) -> Iterator[list[PlacedPoint]]:
    """The lines of a curve; one ends where the story goes back to an earlier lifecycle stage."""
    for run in runs:
        line: list[PlacedPoint] = []
        for point in run:
            placed = _placed(point, places)
            if line and placed[0] <= line[-1][0]:
                yield line
                line = []
            line.append(placed)
        if line:
            yield line


def _placed(point: Point, places: Mapping[int, tuple[float, float]]) -> PlacedPoint:
    """A point of a view, whose `x` is a share of all its columns, in the atlas."""
    across = point.x * len(places)
    column = min(int(across), len(places) - 1)
    start, end = places[column]
    return round(start + (across - column) * (end - start), 2), _height(point.y)


def _height(share: float) -> float:
    return round(BAR_BOTTOM - _EDGE - share * (BAR_BOTTOM - BAR_TOP - 2 * _EDGE), 2)


def _boxes(spans: Iterable[Sequence[float]], top: float, bottom: float) -> str:
    return "".join(
        f"M{_short(start)},{_short(top)}H{_short(end)}V{_short(bottom)}H{_short(start)}Z"
        for start, end in spans
    )


def _dot(point: PlacedPoint) -> str:
    return f"M{_short(point[0])},{_short(point[1])}h0"


def _short(number: float) -> str:
    return f"{round(number, 1):g}"
