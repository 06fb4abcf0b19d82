"""A map's curves before and after over each other, as a labelled picture for a standalone file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeybook.drawing.curve import PlacedPoint, curve_path
from journeybook.history.change import CurveChange, CurveColumn
from journeybook.insight.step_graph import paths
from journeybook.reports.change_phrases import Names
from journeybook.text.escape import escape_revealed as escape

COLUMN, HEIGHT, EDGE = 92, 240, 26
"""In pixels: the width of a column, the height of the picture, the margin for figures on top."""


def draw_curves(curve: CurveChange, names: Names) -> str:
    """The picture as HTML: two lines, a mark for each emotion, figures at changes, labels below."""
    columns = curve.columns
    width = COLUMN * len(columns)
    parts = [
        f'<svg width="{width}" height="{HEIGHT}" viewBox="0 0 {width} {HEIGHT}" aria-hidden="true">',
        *(_band(index, column) for index, column in enumerate(columns) if column.before != column.after),
        f'<path class="zero" d="M0,{_y(0.0, names)}H{width}"/>',
        *_line(curve, names, after=False),
        *_line(curve, names, after=True),
        *(mark for index, column in enumerate(columns) for mark in _marks(index, column, names)),
        "</svg>",
    ]
    labels = "".join(_label(index, column) for index, column in enumerate(columns))
    return (
        '<figure class="curves"><div class="scroll" role="region" tabindex="0" aria-label="Curves before and after">'
        f'<div class="plot n{len(columns)}">{"".join(parts)}<ol class="labels">{labels}</ol></div></div>'
        '<figcaption><span class="key before"></span> before <span class="key after"></span> after, '
        f"the lowest feeling of anybody at each step, from {escape(names.feeling(names.scale.max))} at the top to "
        f"{escape(names.feeling(names.scale.min))} at the bottom</figcaption></figure>"
    )


def columns_css(counts: Sequence[int]) -> str:
    """The widths of plots with these numbers of columns."""
    return "".join(f".n{count}{{width:{count * COLUMN}px}}" for count in sorted(set(counts)))


def _x(at: int) -> float:
    return (at + 0.5) * COLUMN


def _y(value: float, names: Names) -> float:
    return round(EDGE + (1 - names.scale.share(value)) * (HEIGHT - 2 * EDGE), 1)


def _band(at: int, column: CurveColumn) -> str:
    kind = "lower" if (column.after or 0) < (column.before or 0) else "higher"
    if column.before is None or column.after is None:
        kind = "other"
    return f'<rect class="band {kind}" x="{at * COLUMN + 3}" y="0" width="{COLUMN - 6}" height="{HEIGHT}" rx="6"/>'


def _line(curve: CurveChange, names: Names, *, after: bool) -> Iterator[str]:
    """The unbroken runs of a line.

    The line runs on past a step that its side does not have, and breaks where no emotion is known.
    """
    run: list[PlacedPoint] = []
    kind = "after" if after else "before"
    columns = curve.columns
    ahead = curve.ahead_after if after else curve.ahead_before
    if ahead is not None:
        values = [each.after if after else each.before for each in columns]
        known = {at: (_x(at), _y(value, names)) for at, value in enumerate(values) if value is not None}
        for path in paths(list(known), ahead):
            yield from _run([known[at] for at in path], kind)
        return
    for index, column in enumerate(columns):
        value = column.after if after else column.before
        if value is not None:
            run.append((_x(index), _y(value, names)))
        elif not (column.removed if after else column.added):
            yield from _run(run, kind)
            run = []
    yield from _run(run, kind)


def _run(run: Sequence[PlacedPoint], kind: str) -> Iterator[str]:
    if len(run) > 1:
        yield f'<path class="line {kind}" d="{curve_path(run)}"/>'


def _marks(at: int, column: CurveColumn, names: Names) -> Iterator[str]:
    x = _x(at)
    differs = column.before != column.after
    for value, kind, other in (
        (column.before, "before", column.after),
        (column.after, "after", column.before),
    ):
        if value is None:
            continue
        y = _y(value, names)
        yield f'<circle class="dot {kind}" cx="{x:g}" cy="{y:g}" r="{5 if kind == "after" else 4}"/>'
        if differs or kind == "after":
            above = other is None or value >= other
            yield (
                f'<text class="figure {kind}" x="{x:g}" y="{y - 10 if above else y + 20:g}" text-anchor="middle">'
                f"{escape(names.level(value))}</text>"
            )


def _label(at: int, column: CurveColumn) -> str:
    state = " <em>new</em>" if column.added else " <em>removed</em>" if column.removed else ""
    return f'<li><b>{at + 1}</b> <span dir="auto">{escape(column.title)}</span>{state}</li>'
