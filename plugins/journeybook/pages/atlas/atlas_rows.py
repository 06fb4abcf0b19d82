"""The drawing of the atlas for some maps: its columns, its rows, and the lines between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from markupsafe import Markup

from journeybook.drawing.charts.atlas_bar import draw_bar
from journeybook.drawing.charts.atlas_columns import (
    WIDTH,
    AtlasColumns,
    AtlasPart,
    atlas_columns,
    lifecycle_parts,
    step_places,
)
from journeybook.drawing.charts.atlas_lines import AtlasLine, LineEnd, LinePiece, draw_lines, line_pieces
from journeybook.drawing.view.model import MapView
from journeybook.i18n.catalog import Labels
from journeybook.i18n.markers import N_
from journeybook.insight.map_relations import MapRelation, RelationKind
from journeybook.insight.summary import Summary
from journeybook.kinds import Kind
from journeybook.pages.page_context import PageContext
from journeybook.pages.portfolio import Portfolio

LINES = 100
"""The most lines of a drawing; the list below it has them all."""

LINE_NAMES = Labels(
    {
        RelationKind.NEXT: N_("leads to"),
        RelationKind.PARENT: N_("is part of"),
        RelationKind.JOURNEY: N_("step told in"),
        RelationKind.SAME_STEP: N_("same step as"),
        RelationKind.FUTURE: N_("should replace"),
    }
)
"""What a line says, in the legend, in the order in which lines are drawn."""

_LOOKS: Mapping[str, str] = {kind: kind.value.split("_")[0] for kind in RelationKind}
"""The part of the class of a line that names its kind."""

_ASIDE = 4
"""How far lines stay from the corners of a bar, of a width of 1000."""


@dataclass(frozen=True, slots=True)
class StepWords:
    """A step as it stands in a bar: its title, its anchor, and its channel."""

    title: str
    anchor: str
    channel: str | None


@dataclass(frozen=True, slots=True)
class StageWords:
    """A stage of a map, or its steps in one lifecycle stage; no steps for a stage without any."""

    title: str
    anchor: str
    steps: tuple[StepWords, ...]


@dataclass(frozen=True, slots=True)
class PartWords:
    """The stages of a map in one column: its first unit, counted from 1, and how many it covers."""

    first: int
    span: int
    stages: tuple[StageWords, ...]


@dataclass(frozen=True, slots=True)
class AtlasRow:
    """A row of the drawing: a map, or the heading above maps outside of the lifecycle."""

    summary: Summary | None
    lines: Markup
    numbers: tuple[int, ...] = ()
    bar: Markup | None = None
    words: tuple[PartWords, ...] = ()
    personas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AtlasDrawing:
    """What the template prints. `columns` has for each lifecycle stage its first unit and its span.

    `lines` names the kinds of lines that there are, each with its words. `personas` and `channels`
    say how many of the maps have each of them.
    """

    units: int
    columns: tuple[tuple[str, int, int], ...]
    rows: tuple[AtlasRow, ...]
    lines: tuple[tuple[str, str], ...]
    left_out: int
    personas: tuple[tuple[str, int], ...]
    channels: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class _PlacedMap:
    """A map in its row, with the places of its steps."""

    view: MapView
    parts: tuple[AtlasPart, ...]
    columns: AtlasColumns
    row: int

    @cached_property
    def places(self) -> Mapping[int, tuple[float, float]]:
        return step_places(self.parts, self.columns)

    @property
    def begin(self) -> float:
        start, _end = self.places.get(0, (0.0, 0.0))
        return start + _ASIDE

    @property
    def end(self) -> float:
        _start, end = self.places.get(len(self.places) - 1, (0.0, float(WIDTH)))
        return end - _ASIDE

    def hold(self, x: float) -> float:
        """The place on this bar that is nearest to `x`."""
        first = min((start for start, _end in self.places.values()), default=0.0) + _ASIDE
        last = max((end for _start, end in self.places.values()), default=float(WIDTH)) - _ASIDE
        return min(max(x, first), last)

    def middle(self, step: str | None) -> float:
        """The middle of a step or stage; the beginning of the bar for one that is not there."""
        for column in self.view.columns:
            if column.id == step:
                return round(sum(self.places[column.index]) / 2, 1)
        for band in self.view.stages:
            if band.id == step:
                return round(self.places[band.first][0] + _ASIDE, 1)
        return self.begin


def atlas_drawing(context: PageContext, keys: Sequence[str]) -> AtlasDrawing:
    """The drawing of these maps, in their order."""
    portfolio = context.portfolio
    known = tuple(portfolio.library.vocabulary.lifecycle)
    views = {key: portfolio.view(key) for key in keys}
    parts = {key: lifecycle_parts(view, known) for key, view in views.items()}
    touched = {part.lifecycle for found in parts.values() for part in found}
    columns = atlas_columns([key for key in known if key in touched], parts.values())
    order = tuple(_rows_of(keys, parts))
    placed = {key: _PlacedMap(views[key], parts[key], columns, row) for row, key in enumerate(order) if key}
    relations = [each for key in keys for each in portfolio.relations(key) if each.end in placed]
    kinds = list(LINE_NAMES)
    relations.sort(key=lambda each: kinds.index(RelationKind(each.kind)))
    lines = [_line(each, placed) for each in relations[:LINES]]
    pieces = line_pieces(lines, len(order))
    summaries = [portfolio.summary(key) for key in keys]
    return AtlasDrawing(
        units=columns.total,
        columns=tuple(
            (key, columns.starts[at] + 1, columns.units[at]) for at, key in enumerate(columns.keys)
        ),
        rows=tuple(
            _row(portfolio, placed[key] if key else None, columns, pieces[row])
            for row, key in enumerate(order)
        ),
        lines=tuple(
            (_LOOKS[kind], words)
            for kind, words in LINE_NAMES.items()
            if any(line.kind == _LOOKS[kind] for line in lines)
        ),
        left_out=max(0, len(relations) - LINES),
        personas=_counted(portfolio, Kind.PERSONA, map(_people, summaries)),
        channels=_counted(portfolio, Kind.CHANNEL, (each.channels for each in summaries)),
    )


def _rows_of(keys: Iterable[str], parts: Mapping[str, Sequence[AtlasPart]]) -> Iterator[str | None]:
    """The maps row by row; None for a heading above those outside of the lifecycle."""
    for is_outside, found in groupby(keys, key=lambda key: parts[key][0].lifecycle is None):
        if is_outside and any(each.lifecycle for of_map in parts.values() for each in of_map):
            yield None
        yield from found


def _line(relation: MapRelation, placed: Mapping[str, _PlacedMap]) -> AtlasLine:
    start, end = placed[relation.start], placed[relation.end]
    match relation.kind:
        case RelationKind.NEXT:
            here, there = start.end, end.begin
        case RelationKind.PARENT:
            here, there = start.begin, end.hold(start.begin)
        case RelationKind.FUTURE:
            here, there = start.begin + _ASIDE, end.begin + _ASIDE
        case RelationKind.SAME_STEP:
            here, there = start.middle(relation.start_step), end.middle(relation.end_step)
        case _:
            here, there = start.middle(relation.start_step), end.begin
    ends = (LineEnd(start.row, round(here, 1)), LineEnd(end.row, round(there, 1)))
    return AtlasLine(_LOOKS[relation.kind], *ends)


def _row(
    portfolio: Portfolio, placed: _PlacedMap | None, columns: AtlasColumns, pieces: Sequence[LinePiece]
) -> AtlasRow:
    lines = Markup(draw_lines(pieces, columns.edges if placed else ()))  # noqa: S704 - our own drawing
    if placed is None:
        return AtlasRow(None, lines)
    key = placed.view.id
    summary = portfolio.summary(key)
    return AtlasRow(
        summary,
        lines,
        tuple(dict.fromkeys(piece.line for piece in pieces if piece.is_end)),
        Markup(draw_bar(placed.view, placed.parts, columns)),  # noqa: S704 - our own drawing
        tuple(_words(placed, summary)),
        _people(summary),
    )


def _words(placed: _PlacedMap, summary: Summary) -> Iterator[PartWords]:
    view = placed.view
    channels = {spot.moment.id: spot.moment.channel for spot in summary.spots}
    for part in placed.parts:
        first, end = placed.columns.span(part.lifecycle)
        stages = []
        for stage, found in groupby(part.columns, key=lambda at: view.columns[at].stage):
            band = view.stages[stage]
            steps = tuple(
                StepWords(column.title, column.anchor, channels.get(column.id))
                for column in (view.columns[at] for at in found)
            )
            stages.append(StageWords(band.title, band.anchor, steps))
        yield PartWords(first + 1, end - first, tuple(stages))


def _people(summary: Summary) -> tuple[str, ...]:
    """Who takes part in a map or in one of its steps."""
    named = (each for spot in summary.spots for each in spot.personas)
    return tuple(dict.fromkeys((*summary.journey.personas, *named)))


def _counted(
    portfolio: Portfolio, kind: Kind, values: Iterable[Iterable[str]]
) -> tuple[tuple[str, int], ...]:
    counts = Counter(each for found in values for each in found)
    return tuple((key, counts[key]) for key in portfolio.library.ids(kind) if counts[key])
