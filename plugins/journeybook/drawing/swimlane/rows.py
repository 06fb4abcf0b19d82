"""The rows of the standalone swimlane: lanes, the emotion lane and a blueprint's lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from journeybook.drawing.swimlane.bands import LABEL_WIDTH, PAD, Body
from journeybook.drawing.swimlane.emotion_lane import lay_curve
from journeybook.drawing.swimlane.items import lay_items
from journeybook.drawing.swimlane.parts import (
    LABEL,
    SMALL,
    Area,
    Arrow,
    Face,
    IconMark,
    Part,
    Rectangle,
    Ring,
    Stroke,
    Style,
    plain_words,
)
from journeybook.drawing.view.model import Cell, CurveRow, Lane, MapView, Rule, RuleKind
from journeybook.model.journey import MapType
from journeybook.step_fields import Zone

_ROW_PAD = 11
_RULE_HEIGHT = 32
_ARROW_GAP = 3

_ZONE_COLOURS = {
    Zone.EVIDENCE: "e3",
    Zone.CUSTOMER: "e3",
    Zone.FRONTSTAGE: "accent",
    Zone.BACKSTAGE: "mot",
    Zone.SUPPORT: "e2",
}

_Placed: TypeAlias = tuple[Lane | Rule | CurveRow, float, float]
"""A row with its top and bottom."""


def lay_rows(view: MapView, body: Body) -> None:
    """Lay out the rows of `view` below each other in `body`; `body.y` is then their bottom."""
    placed = tuple(_rows(view, body))
    _arrows(body, placed)
    _separators(view, body, placed)


def _rows(view: MapView, body: Body) -> Iterator[_Placed]:
    for row in view.rows:
        top = body.y
        match row:
            case CurveRow():
                _curve(row, body)
            case Rule():
                _rule(row, body)
            case Lane():
                _lane(row, body, axis=row.key == "time" and view.type is MapType.DAY_IN_THE_LIFE)
        yield row, top, body.y


def _label(title: str, icon: str, body: Body) -> tuple[tuple[Part, ...], float]:
    """The parts of a lane's label and their height."""
    x, y = body.x + PAD, body.y + _ROW_PAD
    words = plain_words(title, (x + 25, y, LABEL_WIDTH - PAD - 25 - 8), LABEL)
    return (IconMark(x, y + words.leading / 2 - 8, 16, 16, icon), words), words.height


def _lane(row: Lane, body: Body, *, axis: bool) -> None:
    label, label_height = _label(row.title, row.icon, body)
    boxed = row.zone not in (None, Zone.EVIDENCE)
    inset = PAD - 2 + 6 if boxed else PAD
    drop = 9 if boxed else 14 if axis else 0
    cells = []
    highest = 0.0
    for cell in row.cells:
        first, span, _anchor, items = cell
        left, width = body.at(first), span * body.column
        block = lay_items(
            items, (left + inset, body.y + _ROW_PAD + drop, width - 2 * inset), span, body.known
        )
        highest = max(highest, block.height + drop)
        cells.append((cell, left, width, block))
    content = highest + (7 if boxed else 0)
    height = max(label_height, content) + 2 * _ROW_PAD
    body.areas.append(Area("label", body.x, body.y, LABEL_WIDTH, height, label))
    _ground(row.zone, height, body)
    for cell, left, width, block in cells:
        parts = block.parts
        if boxed and row.zone:
            parts = (*_box(row.zone, (left + 8, body.y + _ROW_PAD, width - 16), content), *parts)
        elif axis:
            parts = (*_tick(cell, body), *parts)
        body.areas.append(Area(row.key, left, body.y, width, height, parts))
    if axis:
        body.lines.append(Stroke(body.start, body.y + _ROW_PAD + 4, body.width, 0, "line-2", 2))
    body.y += height


def _ground(zone: Zone | None, height: float, body: Body) -> None:
    body.ground.append(Rectangle(body.x, body.y, LABEL_WIDTH, height, "surface"))
    if zone:
        body.ground.append(
            Rectangle(body.start, body.y, body.width, height, _ZONE_COLOURS[zone], opacity=0.06)
        )
    else:
        body.lines.append(Stroke(body.x, body.y, LABEL_WIDTH + body.width, 0, "line"))


def _box(zone: Zone, box: tuple[float, float, float], height: float) -> tuple[Part, ...]:
    x, y, width = box
    colour = _ZONE_COLOURS[zone]
    return (
        Rectangle(x, y, width, height, "card", None, 5),
        Rectangle(x, y, width, height, colour, None, 5, opacity=0.07),
        Rectangle(x + 0.5, y + 0.5, width - 1, height - 1, None, colour, 5, opacity=0.45),
        Rectangle(x, y, width, 3, colour, None, 1.5),
    )


def _tick(cell: Cell, body: Body) -> tuple[Part, ...]:
    return (Ring(body.at(cell.first) + PAD, body.y + _ROW_PAD - 1, 10, 10, "bg", "accent", 2.5),)


def _curve(row: CurveRow, body: Body) -> None:
    label, label_height = _label(row.title, row.icon, body)
    # The label's words stand above the scale's faces, which begin beside its top.
    least = _ROW_PAD + label_height + 6 + 8
    area, top, bottom = lay_curve(row, (body.start, body.y, body.width), least)
    faces = [
        Face(body.x + LABEL_WIDTH - 26, bottom - y * (bottom - top) - 8, 16, 16, level, title=word)
        for y, level, word in row.levels
    ]
    body.areas.append(Area("label", body.x, body.y, LABEL_WIDTH, area.height, (*label, *faces)))
    body.areas.append(area)
    body.ground.append(Rectangle(body.x, body.y, LABEL_WIDTH, area.height, "surface"))
    body.lines.append(Stroke(body.x, body.y, LABEL_WIDTH + body.width, 0, "line"))
    body.shade = (top, bottom)
    body.y += area.height


def _rule(row: Rule, body: Body) -> None:
    visible = row.kind is RuleKind.VISIBILITY
    colour = "accent" if visible else "line-2"
    style = Style(SMALL.size, "bg" if visible else "muted", 700)
    words = plain_words(row.title, (body.x + 20, 0, LABEL_WIDTH + body.width - 40), style)
    words = words._replace(width=words.widest)
    height = max(_RULE_HEIGHT, words.height + 14)
    middle = body.y + height / 2
    high = words.height + 6
    width = LABEL_WIDTH + body.width
    dash = "6 4" if row.kind is RuleKind.INTERNAL else ""
    parts = (
        Stroke(body.x, middle, width, 0, colour, 3 if visible else 2, dash),
        Rectangle(
            body.x + 8,
            middle - high / 2,
            words.width + 24,
            high,
            "accent" if visible else "bg",
            colour,
            high / 2,
        ),
        words._replace(y=middle - words.height / 2),
    )
    body.areas.append(Area("rule", body.x, body.y, width, height, parts))
    body.y += height


def _arrows(body: Body, rows: tuple[_Placed, ...]) -> None:
    """Arrows from each box below a line to the nearest one above it in the same column.

    What happens below a line serves what stands above it.
    """
    for index, (rule, _, _) in enumerate(rows):
        if not isinstance(rule, Rule):
            continue
        above = {column: bottom for column, _, bottom in _boxes(reversed(rows[:index]))}
        below = {column: top for column, top, _ in _boxes(rows[index + 1 :])}
        for column in sorted(above.keys() & below.keys()):
            top = above[column] - _ROW_PAD + _ARROW_GAP
            height = below[column] + _ROW_PAD - top
            middle = body.at(column) + body.column / 2
            body.lines.append(Arrow(middle - 5, top, 10, height, "line-2"))


def _boxes(rows: Iterable[_Placed]) -> Iterator[tuple[int, float, float]]:
    """For each column its first box before the next line, with the top and bottom of its row."""
    taken: set[int] = set()
    for row, top, bottom in rows:
        if not isinstance(row, Lane) or row.zone is None:
            return
        for cell in row.cells:
            columns = set(range(cell.first, cell.first + cell.span))
            if cell.span == 1 and not columns & taken:
                yield cell.first, top, bottom
            taken |= columns


def _separators(view: MapView, body: Body, rows: tuple[_Placed, ...]) -> None:
    """Hairlines between stages outside a blueprint's zones, except through cells over both."""
    crossed = [_crossed(row) for row, *_ in rows]
    for stage in view.stages[1:]:
        start: float | None = None
        end = 0.0
        for (row, top, bottom), columns in [*zip(rows, crossed, strict=True), ((None, 0.0, 0.0), ())]:
            if isinstance(row, Lane) and row.zone is None and stage.first not in columns:
                start = top if start is None else start
                end = bottom
            elif start is not None:
                body.lines.append(Stroke(body.at(stage.first), start, 0, end - start, "line"))
                start = None


def _crossed(row: Lane | Rule | CurveRow) -> frozenset[int]:
    """The columns before which no line may stand, because a cell of the row spans it."""
    cells = row.cells if isinstance(row, Lane) else ()
    return frozenset(index for cell in cells for index in range(cell.first + 1, cell.first + cell.span))
