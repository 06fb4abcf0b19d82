"""Positions on the map's grid as CSS classes, because a page carries no `style=` attribute.

`jb-col-3` starts in column 3, `jb-span-2` covers two columns, `jb-row-4` is in row 4, `jb-cols-9`
is a map of nine columns, `jb-zoom-4` shows four of them at a time, `jb-y-40` lies 40 percent below
the top, `jb-x-30` 30 percent after the start, and `jb-w-20` is 20 percent wide. The functions below
write their rules, and for each number of columns the width from which the map needs no scroller of
its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

COLUMNS = 200
"""The most columns that a grid shows; a longer map is shown as cards."""

ROWS = 200
"""The most rows of a grid. Five are taken by headings before the first lane."""

SERIES = 12
"""The most curves that can be hidden one by one; further ones are always shown."""

SWITCHES = 60
"""The last row whose lane can be hidden by its checkbox."""

PRINTED_COLUMNS = 16
"""The most columns with readable words on an A3 sheet; a longer map is printed as cards."""

LANE_WIDTH = 6.9
"""Width of the column of lane titles in rem."""

COLUMN_WIDTH = 6.5
"""The least width of a column in rem where the map has a scroller of its own."""

TIGHT_COLUMN_WIDTH = 5.6
"""The least width of a column in rem if that avoids a scroller; words break too often below it."""

# The curve keeps this share of its lane free above and below for the labels of the ends.
_CURVE_MARGIN = 18


def curve_top(share: float) -> int:
    """Whole percent below the lane's top for a share of the scale, 0 (lowest) to 1."""
    return round(100 - _CURVE_MARGIN - share * (100 - 2 * _CURVE_MARGIN))


LARGEST_USUAL = 40
"""The most rows or columns of a map whose positions are in the stylesheet of every map.

Longer maps get a stylesheet more. 40 columns need 5,300 pixels to fit without a scroller.
"""


@cache
def percent_css() -> str:
    """The rules of the classes for places and widths in percent."""
    inside = [f".jb-y-{index}{{top:{index}%}}" for index in range(101)]
    inside += (f".jb-x-{index}{{inset-inline-start:{index}%}}" for index in range(101))
    inside += (f".jb-w-{index}{{inline-size:{index}%}}" for index in range(101))
    return _inside_pages(inside)


@cache
def grid_css() -> str:
    """The rules of the grid of a map with at most `LARGEST_USUAL` rows and columns."""
    inside = [f"--jb-lane:{LANE_WIDTH}rem;--jb-col:{COLUMN_WIDTH}rem;"]
    inside += (f".jb-corner-{index}{{grid-row:1/span {index}}}" for index in range(1, 4))
    inside += _grid_rules(0, LARGEST_USUAL)
    inside += (
        f"@container jb-map (min-width:{LANE_WIDTH + index * TIGHT_COLUMN_WIDTH + 0.2:.1f}rem)"
        f"{{.jb-cols-{index}{{--jb-col:{TIGHT_COLUMN_WIDTH}rem;--jb-over:clip;--jb-top:var(--jb-under,2.4rem);--jb-strip:none}}}}"
        for index in range(1, LARGEST_USUAL + 1)
    )
    inside += (
        f".jb-map:has(.jb-shows-curve-{index}:not(:checked)) .jb-series-{index}{{display:none}}"
        for index in range(SERIES)
    )
    inside += _switch_rules(2, LARGEST_USUAL)
    return _inside_pages(inside)


@cache
def long_grid_css() -> str:
    """The rules of the positions beyond those of `grid_css`."""
    inside = _grid_rules(LARGEST_USUAL, max(COLUMNS, ROWS))
    inside += _switch_rules(LARGEST_USUAL + 1, SWITCHES)
    return _inside_pages(inside)


@cache
def atlas_css(units: int) -> str:
    """The rules of the columns of the atlas, which is at most this many units wide."""
    inside = [f".jb-atlas-at-{index}{{grid-column-start:{index}}}" for index in range(1, units + 1)]
    inside += (
        f".jb-atlas-over-{index}{{grid-column-end:span {index};flex-grow:{index}}}"
        for index in range(1, units + 1)
    )
    inside += (f".jb-atlas-units-{index}{{--jb-units:{index}}}" for index in range(1, units + 1))
    inside += (f".jb-atlas-share-{index}{{flex-grow:{index}}}" for index in range(1, 101))
    return _inside_pages(inside)


@cache
def zoom_css() -> str:
    """The rules of the classes that say how many columns of a map fill the window."""
    return _inside_pages(f".jb-zoom-{index}{{--z:{index}}}" for index in range(1, COLUMNS + 1))


def _grid_rules(over: int, most: int) -> list[str]:
    """The rules of the positions above `over`, up to `most`."""
    columns = range(over + 1, min(most, COLUMNS) + 1)
    rows = range(over + 1, min(most, ROWS) + 1)
    # A cell may start behind the last column.
    starts = range(over + 1 + bool(over), min(most, COLUMNS) + 2)
    return [
        *(f".jb-col-{index}{{grid-column-start:{index}}}" for index in starts),
        *(f".jb-span-{index}{{grid-column-end:span {index}}}" for index in columns),
        *(f".jb-row-{index}{{grid-row:{index}}}" for index in rows),
        *(f".jb-rows-{index}{{grid-template-rows:repeat({index},auto)}}" for index in rows),
        *(f".jb-cols-{index}{{--n:{index}}}" for index in columns),
    ]


def _switch_rules(first: int, last: int) -> list[str]:
    return [
        f".jb-map:has(.jb-shows-lane-{index}:not(:checked)) .jb-row-{index}{{display:none}}"
        for index in range(first, last + 1)
    ]


def _inside_pages(rules: Iterable[str]) -> str:
    return ".md-typeset .jb-body{" + "\n".join(rules) + "}\n"
