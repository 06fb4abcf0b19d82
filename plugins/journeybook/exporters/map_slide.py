"""The slide of a map: stages, steps, the curve and the pains as shapes that can be edited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from journeybook.drawing.palette import LIGHT, SERIES_DASHES
from journeybook.drawing.swimlane.emotion_lane import capital, series_colour
from journeybook.drawing.view.model import Curve, ItemKind, Lane, MapView, Point, StageBand
from journeybook.exporters.slide_shapes import Box, Words, add_box, add_disc, add_line, add_words
from journeybook.prose.link_texts import Known
from journeybook.prose.rendering import plain_text

MOST_TITLES = 14
"""The most columns of which each has its title and feeling; beyond, stages and extremes do."""

_PAINS_SHOWN = 3
_STAGE_HEIGHT, _STEP_HEIGHT, _PAINS_HEIGHT = 0.42, 0.72, 1.55
_GAP = 0.06
_DASHES = ("SQUARE_DOT", "DASH", "DASH_DOT", "LONG_DASH", "LONG_DASH_DOT")


@dataclass(frozen=True, slots=True)
class _Canvas:
    slide: Any
    view: MapView
    box: Box
    known: Known

    @property
    def column(self) -> float:
        return self.box.width / max(1, len(self.view.columns))

    def place(self, first: float, span: float, y: float, height: float) -> Box:
        """The box over columns; the first column is on the right of a right-to-left map."""
        left = len(self.view.columns) - first - span if self.view.rtl else first
        return Box(self.box.x + left * self.column + _GAP / 2, y, max(0.1, span * self.column - _GAP), height)

    def x_of(self, share: float) -> float:
        return self.box.x + self.box.width * (1 - share if self.view.rtl else share)


def draw_map(slide: Any, view: MapView, box: Box, known: Known) -> None:
    """Draw a map into `box` of a slide."""
    canvas = _Canvas(slide, view, box, known)
    few = len(view.columns) <= MOST_TITLES
    y = box.y
    for stage in view.stages:
        place = canvas.place(stage.first, stage.span, y, _STAGE_HEIGHT)
        size = 12.0 if place.width > 1.6 else 9 if place.width > 0.9 else 7
        title = f"{stage.number} {stage.title}"
        add_box(
            slide, place, [Words(title, size, LIGHT["bg"], bold=True)], fill=None, line=None, rtl=view.rtl
        )
    y += _STAGE_HEIGHT + _GAP
    if few:
        size = 11 if canvas.column > 1.4 else 9 if canvas.column > 1 else 7.5
        for column in view.columns:
            if not column.is_stage:
                place = canvas.place(column.index, 1, y, _STEP_HEIGHT)
                add_words(slide, place, [Words(column.title, size, bold=True)], rtl=view.rtl)
        y += _STEP_HEIGHT
    pains = {stage.number: _pains(canvas, stage) for stage in view.stages}
    bottom = box.y + box.height - (_PAINS_HEIGHT if any(pains.values()) else 0)
    if view.curve_row:
        _curves(canvas, y + 0.1, bottom - 0.15, few=few)
    for stage in view.stages:
        if pains[stage.number]:
            place = canvas.place(stage.first, stage.span, bottom, _PAINS_HEIGHT - _GAP)
            size = 10.0 if place.width > 2 else 8 if place.width > 1.1 else 6.5
            words = [Words(f"• {text}", size, LIGHT["pain"]) for text in pains[stage.number]]
            add_box(slide, place, words, fill=LIGHT["pain-s"], line=LIGHT["pain-l"], rtl=view.rtl)


def _pains(canvas: _Canvas, stage: StageBand) -> list[str]:
    """The worst pains of a stage and its steps."""
    end = stage.first + stage.span
    items = [
        item
        for row in canvas.view.rows
        if isinstance(row, Lane)
        for cell in row.cells
        if stage.first <= cell.first < end and cell.span <= stage.span
        for item in cell.items
        if item.kind is ItemKind.PAIN
    ]
    items.sort(key=lambda item: -(item.severity or 1))
    return [plain_text(item.text, canvas.known) for item in items[:_PAINS_SHOWN]]


def _curves(canvas: _Canvas, top: float, bottom: float, *, few: bool) -> None:
    row = canvas.view.curve_row
    if row is None:
        return
    room = (0.32 if few else 0.22) + 0.02

    def y_of(share: float) -> float:
        return bottom - room - share * (bottom - top - 2 * room)

    if row.zero is not None:
        zero = y_of(row.zero)
        ends = [(canvas.box.x, zero), (canvas.box.x + canvas.box.width, zero)]
        add_line(canvas.slide, ends, LIGHT["line-2"], width=1, dash="DASH")
    if len(row.curves) > 1:
        names = [Words(f"— {curve.title}", 9, _colour(curve), bold=True) for curve in row.curves]
        key = Box(canvas.box.x, top - 0.1, 2.2, 0.2 * len(names))
        add_words(canvas.slide, key, names, rtl=canvas.view.rtl)
    for curve in reversed(row.curves):
        actor = curve.series == 0
        colour = _colour(curve)
        dash = None if actor else _DASHES[curve.series % min(len(_DASHES), len(SERIES_DASHES))]
        for run in curve.runs:
            if len(run) > 1:
                line = [(canvas.x_of(point.x), y_of(point.y)) for point in run]
                add_line(canvas.slide, line, colour, width=2.5 if actor else 1.5, dash=dash)
    for curve in row.curves[1:]:
        for point in curve.points:
            add_disc(
                canvas.slide, canvas.x_of(point.x), y_of(point.y), 0.08,
                fill=LIGHT["bg"], line=_colour(curve),
            )  # fmt: skip
    if row.curves:
        _faces(canvas, row.curves[0], y_of, few=few)


def _colour(curve: Curve) -> str:
    return LIGHT["e3"] if curve.series == 0 else LIGHT[series_colour(curve.series)]


def _faces(canvas: _Canvas, curve: Curve, y_of: Any, *, few: bool) -> None:
    """The actor's points, each with its word and figure, or only the lowest and highest of many."""
    lowest = min(curve.points, key=lambda point: point.y)
    highest = max(curve.points, key=lambda point: point.y)
    for point in curve.points:
        x, y = canvas.x_of(point.x), y_of(point.y)
        level = point.level
        add_disc(canvas.slide, x, y, 0.18, fill=LIGHT[f"e{level}s"], line=LIGHT[f"e{level}"])
        if few or point in (lowest, highest):
            _label(canvas, point, x, y, narrow=few and canvas.column < 1.1)


def _label(canvas: _Canvas, point: Point, x: float, y: float, *, narrow: bool) -> None:
    width = max(0.75, min(1.5, canvas.column)) if narrow else 1.5
    above = point.y >= 0.5
    words = Words(
        f"{capital(point.word)} {point.figure}".strip(),
        7.5 if narrow else 9.5,
        LIGHT[f"e{point.level}"],
        bold=True,
    )
    top = y - 0.34 if above else y + 0.1
    add_words(canvas.slide, Box(x - width / 2, top, width, 0.24), [words], centred=True)
