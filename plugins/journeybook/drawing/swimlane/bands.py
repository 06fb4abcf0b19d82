"""The head of the standalone swimlane's body: phases, numbered stages, and step titles."""

from __future__ import annotations

from dataclasses import dataclass, field

from journeybook.drawing.swimlane.items import ICON
from journeybook.drawing.swimlane.parts import (
    BAND,
    BRANCH,
    HEAD,
    PHASE,
    Area,
    Box,
    IconMark,
    Known,
    Part,
    Rectangle,
    Ring,
    Style,
    plain_words,
    set_words,
)
from journeybook.drawing.view.branch_labels import branch_start_text
from journeybook.drawing.view.model import Column, MapView
from journeybook.text.wrapping import Piece

LABEL_WIDTH = 148
PAD = 12
_BADGE = 21


@dataclass(slots=True)
class Body:
    """The rows laid out so far.

    `areas` hold the words, `ground` is painted below them and `lines` above the ground. `x`,
    `column` and `columns` define the columns; `y` is the top of the next row. `shade` are the y
    positions of the emotion scale's top and bottom.
    """

    x: float
    y: float
    column: float
    columns: int
    known: Known | None
    areas: list[Area] = field(default_factory=list)
    ground: list[Part] = field(default_factory=list)
    lines: list[Part] = field(default_factory=list)
    shade: tuple[float, float] | None = None

    @property
    def start(self) -> float:
        """The x position of the first column."""
        return self.x + LABEL_WIDTH

    @property
    def width(self) -> float:
        """The width of all columns together."""
        return self.columns * self.column

    def at(self, column: int) -> float:
        """The x position of a column."""
        return self.x + LABEL_WIDTH + column * self.column


def lay_bands(view: MapView, body: Body) -> None:
    """Lay out the bands and headings of `view` at the top of `body`; `body.y` is then below."""
    top = body.y
    _phases(view, body)
    _stages(view, body)
    _heads(view, body)
    if body.y > top:
        body.ground.append(Rectangle(body.x, top, LABEL_WIDTH, body.y - top, "surface"))


def _phases(view: MapView, body: Body) -> None:
    if not view.phases:
        return
    words = [
        plain_words(
            phase.title,
            (body.at(phase.first) + PAD, body.y + 6, phase.span * body.column - 2 * PAD),
            PHASE,
        )
        for phase in view.phases
    ]
    height = max(word.height for word in words) + 12
    for phase, each in zip(view.phases, words, strict=True):
        left, width = body.at(phase.first), phase.span * body.column
        bar = Rectangle(left + 3, body.y + height - 3, width - 6, 3, "accent", radius=1.5)
        body.areas.append(Area("phase", left, body.y, width, height, (each, bar)))
    body.y += height


def _stages(view: MapView, body: Body) -> None:
    bands = []
    for stage in view.stages:
        left, width = body.at(stage.first), stage.span * body.column
        truth = stage.moment_of_truth or any(
            column.moment_of_truth and column.is_stage
            for column in view.columns[stage.first : stage.first + stage.span]
        )
        inner = left + PAD + _BADGE + 9
        column = view.columns[stage.first]
        label, above = (
            lay_branch_start(column, (left + PAD, body.y + 9, width - 2 * PAD))
            if column.is_stage
            else ((), 0.0)
        )
        words = plain_words(
            stage.title,
            (inner, body.y + 9 + above, left + width - PAD - inner),
            BAND,
            indent=18 if truth else 0,
        )
        bands.append((stage, left, width, words, truth, label))
    height = max((words.y + words.height - body.y - 9 for _, _, _, words, _, _ in bands), default=0.0) + 18
    for index, (stage, left, width, words, truth, label) in enumerate(bands):
        gap = 2 if index else 0
        middle = words.y + words.leading / 2
        badge = (left + PAD, middle - _BADGE / 2, _BADGE, _BADGE)
        number = set_words(
            (Piece(str(stage.number)),),
            (badge[0], 0, _BADGE),
            Style(11.5, "bg", 700),
            centred=True,
        )
        parts: list[Part] = [
            Rectangle(left + gap, body.y, width - gap, height, "surface-2"),
            Ring(*badge, "accent", None),
            number._replace(y=middle - number.height / 2),
        ]
        if truth:
            parts.append(
                IconMark(left + PAD + _BADGE + 9, middle - ICON / 2, ICON, ICON, "diamond-stone", "mot")
            )
        body.areas.append(Area("stage", left, body.y, width, height, (*parts, *label, words)))
    body.y += height


def lay_branch_start(column: Column, box: Box) -> tuple[tuple[Part, ...], float]:
    """The label of an alternative that begins at `column`, at the top of `box`, and its height.

    The height is 0 if no alternative begins there.
    """
    if column.branch_start is None:
        return (), 0.0
    words = plain_words(branch_start_text(column.branch_start), box, BRANCH, indent=ICON + 4)
    middle = words.y + words.leading / 2
    return (IconMark(box[0], middle - ICON / 2, ICON, ICON, "source-branch", "accent"), words), words.height


def _heads(view: MapView, body: Body) -> None:
    heads = []
    for column in view.columns:
        if column.is_stage:
            continue
        left = body.at(column.index)
        box = (left + PAD, body.y + 10, body.column - 2 * PAD)
        label, above = lay_branch_start(column, box)
        words = plain_words(
            column.title,
            (box[0], box[1] + above, box[2]),
            HEAD,
            indent=18 if column.moment_of_truth else 0,
        )
        parts: tuple[Part, ...] = (*label, words)
        if column.moment_of_truth:
            middle = words.y + words.leading / 2
            parts = (
                *label,
                IconMark(left + PAD, middle - ICON / 2, ICON, ICON, "diamond-stone", "mot"),
                words,
            )
        heads.append((left, above + words.height, parts))
    if not heads:
        return
    height = max(high for _, high, _ in heads) + 20
    body.areas += [Area("step", left, body.y, body.column, height, parts) for left, _, parts in heads]
    body.y += height
