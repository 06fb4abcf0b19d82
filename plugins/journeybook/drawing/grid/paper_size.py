"""The print size of a map, so that it fits one A3 sheet.

Paper cannot scroll, and a stylesheet cannot shrink a map until it fits. So the height is estimated
from the lengths of its texts, roughly and rather too high, to choose one of a few sizes.
"""

from __future__ import annotations

from journeybook.drawing.view.model import Cell, CurveRow, Item, ItemKind, Lane, MapView, Rule

SIZES = (100, 90, 80, 70, 60, 50)
"""Print sizes in percent. Text at the smallest is as small as the legend of a map in an atlas."""

# A3 landscape with margins of 9 mm, in CSS pixels, and the height of title, legend and personas.
_WIDTH, _HEIGHT, _HEADER = 1519, 1054, 190
_LANE_TITLES = 106
# A line and a letter of Latin script at full size.
_LINE, _LETTER = 13.2, 5.3
_CURVE, _RULE = 222, 24
_CHIP, _TAG_EDGE = 18, 9

_TAGS = frozenset({ItemKind.PAIN, ItemKind.GAIN, ItemKind.RISK, ItemKind.OPPORTUNITY, ItemKind.VARIANT})
_CHIPS = frozenset({ItemKind.CHANNEL, ItemKind.SYSTEM, ItemKind.TEAM, ItemKind.PERSONA, ItemKind.LIFECYCLE})


def paper_size(view: MapView) -> int:
    """The largest of `SIZES` at which the map is estimated to fit one sheet, else the smallest."""
    for size in SIZES:
        share = size / 100
        if _height(view, _WIDTH / share) * share <= _HEIGHT - _HEADER:
            return size
    return SIZES[-1]


def _height(view: MapView, width: float) -> float:
    column = (width - _LANE_TITLES) / max(1, len(view.columns))
    height = 34.0 + (26 if view.phases else 0)
    height += max((_lines(each.title, column - 12) * _LINE for each in view.columns), default=0) + 10
    for row in view.rows:
        if isinstance(row, CurveRow):
            height += _CURVE * (1.4 if row.tall else 1)
        elif isinstance(row, Rule):
            height += _RULE
        else:
            height += _lane(row, column)
    return height


def _lane(lane: Lane, column: float) -> float:
    inner = 10.0 if lane.zone is None else 22.0
    return max(_cell(cell, column * cell.span - 12) for cell in lane.cells) + inner


def _cell(cell: Cell, width: float) -> float:
    if cell.items[0].kind is ItemKind.METRIC:
        taken = sum(max(len(item.note or "") * 4.6, 60) + 12 for item in cell.items)
        return (1 + taken // max(width, 1)) * 28
    return sum(_item(item, width) + 4 for item in cell.items)


def _item(item: Item, width: float) -> float:
    if item.kind in _TAGS:
        inner = width - _TAG_EDGE
        more = (item.severity is not None) + _lines(item.note, inner) + _lines(item.detail, inner)
        return (_lines(item.text + "   ", inner) + more) * _LINE + _TAG_EDGE
    if item.kind in _CHIPS:
        return (
            max(1, _lines(item.text, width - 24)) * _LINE + _CHIP - _LINE + _lines(item.note, width) * _LINE
        )
    inner = width - (14 if item.kind is ItemKind.QUOTE else 0)
    return (_lines(item.text, inner) + _lines(item.note, inner)) * _LINE


def _lines(text: str | None, width: float) -> int:
    """Lines of `text`; words that do not fill a line cost a fifth of it."""
    if not text:
        return 0
    length = sum(_LETTER if letter < "\u1100" else 2 * _LETTER for letter in text)
    return 1 + int(length / max(width * 0.82, 3 * _LETTER))
