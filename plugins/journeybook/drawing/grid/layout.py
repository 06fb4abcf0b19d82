"""The data that the parts of one grid share: rows, finished cells, and which steps have a card."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from journeybook.drawing.grid.cells import CellContext, cell_content
from journeybook.drawing.grid.emotion_lane import LabelledPoint, points_by_anchor
from journeybook.drawing.view.model import (
    Cell,
    Column,
    CurveRow,
    ItemKind,
    Lane,
    MapView,
    Rule,
    StageBand,
)
from journeybook.step_fields import Zone
from journeybook.text.escape import escape

# Zones whose texts stand in boxes on a blueprint; evidence is shown as things, not as work.
_BOXED = frozenset({Zone.CUSTOMER, Zone.FRONTSTAGE, Zone.BACKSTAGE, Zone.SUPPORT})

# Kinds that are shown by an icon alone in the compact overview of a long map.
_SIGNS = frozenset(
    {
        ItemKind.CHANNEL,
        ItemKind.SYSTEM,
        ItemKind.TEAM,
        ItemKind.PAIN,
        ItemKind.GAIN,
        ItemKind.RISK,
        ItemKind.OPPORTUNITY,
    }
)


class FilledCell(NamedTuple):
    """A finished cell: its row on the grid, its lane, its class and its content as markup.

    `heading` is the title of the lane in the cell, as markup that the cells of a lane share.
    """

    row: int
    lane: Lane
    heading: str
    cell: Cell
    content: str
    look: str


@dataclass(frozen=True)
class GridLayout:
    """The data that all parts of one drawing share."""

    view: MapView
    context: CellContext
    level: int
    compact: bool
    head: int  # rows above the first lane
    titles_row: int  # row of the step titles; 0 if no stage has steps
    emotion: int  # row of the curve, 0 without one
    emotion_heading: str  # markup of the curve's title inside of a cell
    cells: Mapping[str, Sequence[FilledCell]]
    points: Mapping[str, Sequence[LabelledPoint]]
    carded: Mapping[str, StageBand | Column]  # by anchor, all that have a card, in the order of the story

    @cached_property
    def named(self) -> bool:
        """Whether emotions need the name of their persona."""
        row = self.view.curve_row
        return row is not None and len(row.curves) > 1


def lay_out_grid(view: MapView, context: CellContext, level: int, *, compact: bool) -> GridLayout:
    phases = 1 if view.phases else 0
    titles_row = 0 if all(column.is_stage for column in view.columns) else phases + 2
    head = phases + (2 if titles_row else 1)
    curve_row = view.curve_row
    cells: dict[str, list[FilledCell]] = {}
    emotion = 0
    emotion_heading = lane_heading(curve_row, context) if curve_row else ""
    above: frozenset[int] = frozenset()
    ruled = False
    for row, each in enumerate(view.rows, head + 1):
        if isinstance(each, CurveRow):
            emotion = row
            above, ruled = frozenset(), False
        elif isinstance(each, Rule):
            ruled = True
        else:
            taken: set[int] = set()
            look = _look(each)
            heading = lane_heading(each, context)
            for cell in each.cells:
                columns = range(cell.first, cell.first + cell.span)
                taken.update(columns)
                # What happens below a line serves what stands directly above it.
                up = f"{look} jb-cell--arrow-up" if ruled and not above.isdisjoint(columns) else look
                content = cell_content(cell.items, context)
                cells.setdefault(cell.anchor, []).append(FilledCell(row, each, heading, cell, content, up))
            above, ruled = frozenset(taken), False
    points = points_by_anchor(curve_row) if curve_row else {}
    carded = {} if compact else dict(_carded(view, cells, points))
    return GridLayout(
        view, context, level, compact, head, titles_row, emotion, emotion_heading, cells, points, carded
    )


def _carded(
    view: MapView, cells: Mapping[str, object], points: Mapping[str, object]
) -> Iterator[tuple[str, StageBand | Column]]:
    """Every step, and the stages with more content than their cells on the map show."""
    pictures = view.pictures
    for band in view.stages:
        alone = view.columns[band.first].is_stage
        shown = band.narrative or band.evidence or band.anchor in pictures or band.anchor in points
        if shown or (alone and band.anchor in cells):
            yield band.anchor, band
        for column in view.columns[band.first : band.first + band.span]:
            if not column.is_stage:
                yield column.anchor, column


def lane_heading(row: Lane | CurveRow, context: CellContext) -> str:
    """The title of a lane inside of a cell."""
    return f'<span class="jb-cell__label"{lane_language(row, context)}>{escape(row.title)}</span>'


def lane_language(row: Lane | CurveRow, context: CellContext) -> str:
    """The `lang` attribute of a lane's title: ours, except for custom lanes of the portal."""
    return "" if isinstance(row, Lane) and row.custom else context.our_language


def is_textual(lane: Lane) -> bool:
    """Whether a lane holds only texts, so that the compact overview hides it."""
    return lane.cells[0].items[0].kind not in _SIGNS


def _look(lane: Lane) -> str:
    look = f"jb-cell jb-cell--{'custom' if lane.custom else lane.key}"
    if lane.zone:
        look += f" jb-zone--{lane.zone.value}"
        if lane.zone in _BOXED and lane.key != "time":
            look += " jb-cell--box"
    if is_textual(lane):
        look += " jb-textual"
    return look
