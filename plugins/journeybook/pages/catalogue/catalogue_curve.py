"""The small curve of a map as the data of the catalogue has it, in whole numbers."""

from __future__ import annotations

from typing import TypeAlias

from journeybook.drawing.charts.thumbnail import HEIGHT, lowest_point, thumbnail_lines
from journeybook.drawing.view.model import MapView

CatalogueCurve: TypeAlias = tuple[tuple[tuple[tuple[int, ...], tuple[int, ...]], ...], int | None]
"""The lines of a curve, each as its places in hundredths of a percent of the width and its heights
in percent, and the level of the lowest point; None without a curve."""


def catalogue_curve(view: MapView) -> CatalogueCurve:
    """The first curve of a map."""
    curve = view.curve_row.curves[0] if view.curve_row else None
    lines = tuple(
        (tuple(round(100 * round(x, 2)) for x, _y in line), tuple(_height(y) for _x, y in line))
        for line in thumbnail_lines(view)
    )
    return lines, lowest_point(curve).level if curve else None


def _height(y: float) -> int:
    """A height in the thumbnail, which leaves an edge of 4 free, in percent of the scale."""
    return round(100 * (HEIGHT - 4 - y) / (HEIGHT - 8))
