"""The lines between maps in the atlas, cut into a piece for each row that they cross.

Rows are as tall as their words need, so no drawing can lie over all of them. Each row draws what
crosses it: where a line leaves or reaches its bar, and the verticals that pass through. A row can
be taken out without breaking what passes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from journeybook.drawing.charts.atlas_bar import BAR_BOTTOM, BAR_TOP, HEAD, HEIGHT
from journeybook.drawing.charts.atlas_columns import WIDTH

BELOW = 9_000
"""Far below the bar: a vertical ends where its row does, whose overflow is hidden."""

_TRACKS = tuple(sign * 4 * step for step in range(16) for sign in ((1, -1) if step else (1,)))
_APART = 3
"""Verticals of rows that meet are at least this far apart, as long as there is room."""

_GAP_TRACKS = 4

_ASIDE = 5
"""How far the dot at the end of a line lies before the bar, which covers what is behind it."""


class LineEnd(NamedTuple):
    """Where a line meets a bar: the number of the row, and the place across."""

    row: int
    x: float


class AtlasLine(NamedTuple):
    """A line from one map to another; `kind` names its look."""

    kind: str
    start: LineEnd
    end: LineEnd


class LinePiece(NamedTuple):
    """What a row draws of the line with this number: an SVG path, and a dot where it arrives.

    `is_end` says whether the line leaves or reaches the map of the row, or only passes it.
    """

    line: int
    kind: str
    path: str
    dot: str | None = None
    is_end: bool = False


def line_pieces(lines: Sequence[AtlasLine], rows: int) -> tuple[tuple[LinePiece, ...], ...]:
    """The pieces that each of the rows draws. A line within one row is left out."""
    found: list[list[LinePiece]] = [[] for _ in range(rows)]
    taken: list[tuple[float, int, int]] = []
    for number, line in enumerate(lines):
        if line.start.row == line.end.row:
            continue
        top, bottom = sorted((line.start.row, line.end.row))
        across = _track(line.start.x, top, bottom, taken)
        taken.append((across, top, bottom))
        gap = 2.5 + 3 * (number % _GAP_TRACKS)
        for row in range(top, bottom + 1):
            path, dot = _piece(line, row, across, gap)
            found[row].append(LinePiece(number, line.kind, path, dot, row in (top, bottom)))
    return tuple(tuple(pieces) for pieces in found)


def draw_lines(pieces: Iterable[LinePiece], edges: Iterable[float] = ()) -> str:
    """An inline `<svg>` of the lines that cross a row, over the edges of the columns."""
    grid = "".join(f"M{each:g},0V{BELOW}" for each in edges)
    drawn = [f'<path class="jb-atlas-grid" d="{grid}"/>'] if grid else []
    for kind, found in groupby(pieces, key=lambda piece: piece.kind):
        drawn.append(f'<g class="jb-atlas-line jb-atlas-line--{kind}">')
        for piece in found:
            drawn.append(f'<path data-line="{piece.line}" d="{piece.path}"/>')
            if piece.dot:
                drawn.append(f'<path class="jb-atlas-line__end" data-line="{piece.line}" d="{piece.dot}"/>')
        drawn.append("</g>")
    return f"{HEAD.format(' jb-atlas-lines')}{''.join(drawn)}</svg>"


def _track(wanted: float, top: int, bottom: int, taken: Sequence[tuple[float, int, int]]) -> float:
    """The place of a vertical: as wanted, or beside it where another one passes there."""
    wanted = min(max(wanted, _APART), WIDTH - _APART)
    for aside in _TRACKS:
        across = wanted + aside
        if 0 < across < WIDTH and not any(
            abs(across - other) < _APART and top <= last and first <= bottom for other, first, last in taken
        ):
            return round(across, 1)
    return round(wanted, 1)


def _piece(line: AtlasLine, row: int, across: float, gap: float) -> tuple[str, str | None]:
    """The path of a line in a row and, where it ends there, the dot."""
    down = line.end.row > line.start.row
    at = f"{across:g}"
    if row == line.start.row:
        start = f"M{line.start.x:g},"
        if down:
            return f"{start}{BAR_BOTTOM}V{HEIGHT - gap:g}H{at}V{BELOW}", None
        return f"{start}{BAR_TOP}V{gap:g}H{at}V0", None
    if row == line.end.row:
        end = f"{line.end.x:g}"
        if down:
            return f"M{at},0V{gap:g}H{end}V{BAR_TOP}", f"M{end},{BAR_TOP - _ASIDE}h0"
        return f"M{at},{BELOW}V{HEIGHT - gap:g}H{end}V{BAR_BOTTOM}", f"M{end},{BAR_BOTTOM + _ASIDE}h0"
    return f"M{at},0V{BELOW}", None
