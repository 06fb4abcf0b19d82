"""The small curve of a map, for cards and strips that show its words beside it."""

from __future__ import annotations

from journeybook.drawing.curve import curve_path
from journeybook.drawing.view.model import CurveRow, MapView, Point

_WIDTH = 100
_HEIGHT = 32
_EDGE = 4

# The picture is stretched over its card, but strokes are not; a dot is a stroke of length 0 with a
# round cap.
_HEAD = (
    f'<svg class="jb-thumbnail" viewBox="0 0 {_WIDTH} {_HEIGHT}" preserveAspectRatio="none" '
    'aria-hidden="true" focusable="false">'
)
_FIXED = ' vector-effect="non-scaling-stroke"/>'


def draw_thumbnail(view: MapView) -> str:
    """An inline `<svg>` of the map's first curve, hidden from screen readers, with its low marked.

    Colours are set by classes; a gap in the curve stays a gap. A map without emotions is a dashed
    line.
    """
    row = view.curve_row
    curve = row.curves[0] if row and row.curves else None
    if row is None or curve is None:
        return f'{_HEAD}<path class="jb-thumbnail__zero" d="M0,{_HEIGHT // 2}H{_WIDTH}"{_FIXED}</svg>'
    parts = [_HEAD, _bands(row)]
    for run in curve.runs:
        points = [_placed(point, view.rtl) for point in run]
        if view.rtl:
            points.reverse()
        if len(points) == 1:
            parts.append(f'<path class="jb-thumbnail__dot" d="{_dot(points[0])}"{_FIXED}')
        else:
            parts.append(f'<path class="jb-thumbnail__line" d="{curve_path(points)}"{_FIXED}')
    lowest = min(curve.points, key=lambda point: (point.y, point.x))
    mark = _dot(_placed(lowest, view.rtl))
    parts.append(f'<path class="jb-thumbnail__halo" d="{mark}"{_FIXED}')
    parts.append(
        f'<path class="jb-thumbnail__low jb-thumbnail__low--{lowest.level}" d="{mark}"{_FIXED}</svg>'
    )
    return "".join(parts)


def _bands(row: CurveRow) -> str:
    if row.zero is None:
        return ""
    zero = round(_across(row.zero), 2)
    return (
        f'<path class="jb-thumbnail__good" d="M0,0H{_WIDTH}V{zero:g}H0Z"/>'
        f'<path class="jb-thumbnail__bad" d="M0,{zero:g}H{_WIDTH}V{_HEIGHT}H0Z"/>'
        f'<path class="jb-thumbnail__zero" d="M0,{zero:g}H{_WIDTH}"{_FIXED}'
    )


def _placed(point: Point, rtl: bool) -> tuple[float, float]:
    return (1 - point.x if rtl else point.x) * _WIDTH, _across(point.y)


def _across(share: float) -> float:
    return _EDGE + (1 - share) * (_HEIGHT - 2 * _EDGE)


def _dot(point: tuple[float, float]) -> str:
    return f"M{round(point[0], 2):g},{round(point[1], 2):g}h0"
