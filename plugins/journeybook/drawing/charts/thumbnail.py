"""The small curve of a map, for cards and strips that show its words beside it."""

from __future__ import annotations

from journeybook.drawing.curve import curve_path
from journeybook.drawing.view.model import Curve, CurveRow, MapView, Point

_WIDTH = 100
HEIGHT = 32
"""The height of a thumbnail, in the units of its lines."""

_EDGE = 4

# The picture is stretched over its card, but strokes are not; a dot is a stroke of length 0 with a
# round cap.
_HEAD = (
    f'<svg class="jb-thumbnail" viewBox="0 0 {_WIDTH} {HEIGHT}" preserveAspectRatio="none" '
    'aria-hidden="true" focusable="false">'
)
_FIXED = ' vector-effect="non-scaling-stroke"/>'


def draw_thumbnail(view: MapView) -> str:
    """An inline `<svg>` of the map's first curve, hidden from screen readers, with its low marked.

    Colours are set by classes; a gap in the curve stays a gap. Where ways part, one goes on in full
    strength and the others are thin lines below it. A map without emotions is a dashed line.
    """
    row = view.curve_row
    curve = row.curves[0] if row and row.curves else None
    if row is None or curve is None:
        return f'{_HEAD}<path class="jb-thumbnail__zero" d="M0,{HEIGHT // 2}H{_WIDTH}"{_FIXED}</svg>'
    parts = [_HEAD, _bands(row)]
    lines = thumbnail_lines(view)
    branches = [_is_branch(lines, at) for at in range(len(lines))]
    for points, branch in sorted(zip(lines, branches, strict=True), key=lambda line: not line[1]):
        if len(points) == 1:
            parts.append(f'<path class="jb-thumbnail__dot" d="{_dot(points[0])}"{_FIXED}')
        else:
            look = "jb-thumbnail__line jb-thumbnail__line--branch" if branch else "jb-thumbnail__line"
            parts.append(f'<path class="{look}" d="{curve_path(points)}"{_FIXED}')
    lowest = lowest_point(curve)
    mark = _dot(_placed(lowest, view.rtl))
    parts.append(f'<path class="jb-thumbnail__halo" d="{mark}"{_FIXED}')
    parts.append(
        f'<path class="jb-thumbnail__low jb-thumbnail__low--{lowest.level}" d="{mark}"{_FIXED}</svg>'
    )
    return "".join(parts)


def thumbnail_lines(view: MapView) -> list[list[tuple[float, float]]]:
    """The lines of the map's first curve, left to right: x from 0 to 100, y from 0 down to 32."""
    row = view.curve_row
    runs = row.curves[0].runs if row and row.curves else ()
    lines = [[_placed(point, view.rtl) for point in run] for run in runs]
    return [line[::-1] for line in lines] if view.rtl else lines


def _is_branch(lines: list[list[tuple[float, float]]], at: int) -> bool:
    """Whether a line begins or ends on one before it; 30-catalogue.js decides it likewise."""
    known = {point for line in lines[:at] for point in line}
    return lines[at][0] in known or lines[at][-1] in known


def lowest_point(curve: Curve) -> Point:
    """The point of a curve that is marked: the lowest, of equals the first."""
    return min(curve.points, key=lambda point: (point.y, point.x))


def _bands(row: CurveRow) -> str:
    if row.zero is None:
        return ""
    zero = round(_across(row.zero), 2)
    return (
        f'<path class="jb-thumbnail__good" d="M0,0H{_WIDTH}V{zero:g}H0Z"/>'
        f'<path class="jb-thumbnail__bad" d="M0,{zero:g}H{_WIDTH}V{HEIGHT}H0Z"/>'
        f'<path class="jb-thumbnail__zero" d="M0,{zero:g}H{_WIDTH}"{_FIXED}'
    )


def _placed(point: Point, rtl: bool) -> tuple[float, float]:
    return (1 - point.x if rtl else point.x) * _WIDTH, _across(point.y)


def _across(share: float) -> float:
    return _EDGE + (1 - share) * (HEIGHT - 2 * _EDGE)


def _dot(point: tuple[float, float]) -> str:
    return f"M{round(point[0], 2):g},{round(point[1], 2):g}h0"
