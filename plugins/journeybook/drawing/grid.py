"""A map as HTML on a CSS grid: words are HTML, only ink is SVG, and the order of the markup is the story's.

The grid only places: stage after stage, each with its steps, each with its cells, so that a phone's cards, a
screen reader and a copied text get the same order. Positions are the classes of `positions`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from journeybook.drawing.detail import Card, draw_card, draw_stories
from journeybook.drawing.grid_bar import draw_bar
from journeybook.drawing.grid_cells import Pen, cell_content
from journeybook.drawing.grid_curve import axis_faces, curve_ink, draw_points, points_by_anchor
from journeybook.drawing.icons import icon
from journeybook.drawing.positions import COLUMN_WIDTH, COLUMNS, PRINTED_COLUMNS, ROWS
from journeybook.drawing.view import (
    Cell,
    Column,
    Curve,
    CurveRow,
    ItemKind,
    Lane,
    MapView,
    Point,
    Rule,
    StageBand,
    Zone,
)
from journeybook.library import Ref
from journeybook.prose import Known, Linker

# Zones whose texts stand in boxes on a blueprint; its evidence is shown as things, not as work.
_BOXED = frozenset({Zone.CUSTOMER, Zone.FRONTSTAGE, Zone.BACKSTAGE, Zone.SUPPORT})

# Kinds that are told by a sign alone where a long map is seen from above.
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


@dataclass(frozen=True, slots=True)
class _Filled:
    """A cell ready to be placed: its row on the grid, its look, its lane's title and its markup."""

    row: int
    lane: Lane
    cell: Cell
    content: str
    look: str


@dataclass(frozen=True)
class _Sheet:
    """All that the parts of one drawing share."""

    view: MapView
    pen: Pen
    level: int
    compact: bool
    head: int  # rows above the first lane
    titles_row: int  # of steps; 0 where no stage has any
    emotion: int  # row of the curve, 0 where there is none
    cells: Mapping[str, Sequence[_Filled]]
    points: Mapping[str, Sequence[tuple[Curve, Point, bool]]]
    carded: Mapping[str, StageBand | Column]  # by anchor, all that open a card, in the order of the story

    @property
    def named(self) -> bool:
        """Whether a feeling must say whose it is."""
        row = self.view.curve_row
        return row is not None and len(row.curves) > 1


def draw_grid(
    view: MapView,
    link: Linker,
    titles: Callable[[Ref], str],
    *,
    level: int = 2,
    compact: bool = False,
    known: Known | None = None,
) -> str:
    """The whole map as safe HTML: legend and tools, the grid, a card for each step, and the prose of its parts.

    `link` gives the address of a thing relative to the page, `titles` its title, `known` the portal's ids for
    `[[links]]` in text. Stages have headings of `level`, steps of the level below. `compact` leaves out
    tools, cards, prose and ids, for a map inside a page of prose; only the colours of the curve then have an
    id, `<map>-g`, so a page that shows a map twice gives its view another id.
    """
    if not view.columns:
        return '<p class="jm-none">This map has no stages yet.</p>'
    pen = Pen(link, titles, known or {})
    sheet = _sheet(view, pen, level, compact=compact)
    rows = sheet.head + len(view.rows)
    looks = [f"jm-map jm-map--{view.type.value}"]
    if not compact:
        looks.append("jm-map--whole")
    if view.phases:
        looks.append("jm-map--phases")
    if len(view.columns) > PRINTED_COLUMNS:
        looks.append("jm-map--long")
    if not _fits_headings(view):
        looks.append("jm-map--loose")
    if len(view.columns) > COLUMNS or rows > ROWS:
        looks.append("jm-map--cards")
    parts = [
        f'<div class="{" ".join(looks)}" lang="{escape(view.language)}" dir="{"rtl" if view.rtl else "ltr"}">',
        draw_bar(view, compact=compact, first_row=sheet.head + 1),
        f'<div class="jm-scroll n-{len(view.columns)}" role="region" aria-label="Map: {escape(view.title)}" tabindex="0">',
        f'<div class="jm-grid rows-{rows}">',
        *_back(sheet),
        *(_stage(sheet, band) for band in view.stages),
        "</div></div>",
    ]
    if not compact:
        parts += _cards(sheet)
        parts.append(draw_stories(view, pen, level))
    parts.append("</div>")
    return "".join(parts)


def _fits_headings(view: MapView) -> bool:
    """Whether every stage's title stands on one line, so that step titles can stick right below it.

    A letter takes half a rem at most in Latin, one and a bit in wide scripts; number and padding take three.
    """
    return all(
        sum(0.45 if letter < "\u1100" else 0.85 for letter in band.title) + 3 <= band.span * COLUMN_WIDTH
        for band in view.stages
    )


def _sheet(view: MapView, pen: Pen, level: int, *, compact: bool) -> _Sheet:
    phases = 1 if view.phases else 0
    titles_row = 0 if all(column.is_stage for column in view.columns) else phases + 2
    head = phases + (2 if titles_row else 1)
    curve_row = view.curve_row
    cells: dict[str, list[_Filled]] = {}
    emotion = 0
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
            for cell in each.cells:
                columns = range(cell.first, cell.first + cell.span)
                taken.update(columns)
                look = _look(each, up=ruled and not above.isdisjoint(columns))
                content = cell_content(cell.items, pen)
                cells.setdefault(cell.anchor, []).append(_Filled(row, each, cell, content, look))
            above, ruled = frozenset(taken), False
    points = points_by_anchor(curve_row) if curve_row else {}
    carded = {} if compact else dict(_carded(view, cells, points))
    return _Sheet(view, pen, level, compact, head, titles_row, emotion, cells, points, carded)


def _carded(
    view: MapView, cells: Mapping[str, object], points: Mapping[str, object]
) -> Iterator[tuple[str, StageBand | Column]]:
    """Every step, and the stages that have more to say than their cells on the map."""
    for band in view.stages:
        alone = view.columns[band.first].is_stage
        if band.narrative or band.evidence or band.anchor in points or (alone and band.anchor in cells):
            yield band.anchor, band
        for column in view.columns[band.first : band.first + band.span]:
            if not column.is_stage:
                yield column.anchor, column


def _is_textual(lane: Lane) -> bool:
    """Whether a lane is all words, so that a bird's-eye view has nothing of it to show."""
    return lane.cells[0].items[0].kind not in _SIGNS


def _look(lane: Lane, *, up: bool) -> str:
    look = f"jm-cell jm-cell--{'custom' if lane.custom else lane.key}"
    if lane.zone:
        look += f" jm-in-{lane.zone.value}"
        if lane.zone in _BOXED and lane.key != "time":
            look += " jm-cell--box"
    if _is_textual(lane):
        look += " jm-textual"
    return look + (" jm-up" if up else "")


def _back(sheet: _Sheet) -> Iterator[str]:
    """What lies behind the stages: phases, each row's ground and title, lines, the curve, cells of the whole map."""
    view = sheet.view
    for phase in view.phases:
        yield (
            f'<p class="jm-phase r-1 c-{phase.first + 2} span-{phase.span}"><span dir="auto">{escape(phase.title)}</span></p>'
        )
    yield f'<div class="jm-lane jm-lane--corner jm-corner-{sheet.head}" aria-hidden="true"></div>'
    for row, each in enumerate(view.rows, sheet.head + 1):
        if isinstance(each, Rule):
            yield f'<div class="jm-rule jm-rule--{each.kind.value} r-{row}"><span>{each.title}</span></div>'
            continue
        zone = f" jm-in-{each.zone.value}" if isinstance(each, Lane) and each.zone else ""
        kind = " jm-lane--emotion" if isinstance(each, CurveRow) else ""
        ground = " jm-ground--metrics" if isinstance(each, Lane) and each.key == "metrics" else ""
        if isinstance(each, Lane) and _is_textual(each):
            zone += " jm-textual"
        axis = axis_faces() if isinstance(each, CurveRow) else ""
        yield (
            f'<div class="jm-ground r-{row}{zone}{ground}"></div>'
            f'<div class="jm-lane r-{row}{zone}{kind}" aria-hidden="true">{icon(each.icon)}'
            f'<span dir="auto">{escape(each.title)}</span>{axis}</div>'
        )
        if isinstance(each, CurveRow):
            yield (
                f'<div class="jm-curvebox r-{row}" role="img" aria-label="{escape(each.sentence)}">'
                f"{curve_ink(each, f'{view.id}-g')}</div>"
            )
    for filled in sheet.cells.get(view.id, ()):
        yield _cell(filled, " jm-cell--map c-2")


def _stage(sheet: _Sheet, band: StageBand) -> str:
    view = sheet.view
    columns = view.columns[band.first : band.first + band.span]
    row = 2 if view.phases else 1
    if sheet.compact:
        opening = f'aria-label="{escape(band.title)}"'
        heading = f'<h{sheet.level} dir="auto">'
    else:
        opening = f'id="{band.anchor}" aria-labelledby="{band.anchor}-h"'
        heading = f'<h{sheet.level} id="{band.anchor}-h" dir="auto">'
    alone = columns[0].is_stage
    faced = alone and not _faceless(sheet, band.anchor)
    head = (
        f'<section class="jm-stage c-{band.first + 2} span-{band.span}" {opening}>'
        f'<div class="jm-stage__h{" is-faced" if faced else ""} r-{row}"><span class="jm-stage__n" data-n="{band.number}"></span>'
        f"{heading}{escape(band.title)}</h{sheet.level}>{_stage_marks(sheet, band, alone=alone)}</div>"
    )
    parts = [head]
    if alone:
        parts.append('<div class="jm-step jm-step--stage c-1">')
        parts += _cells(sheet, band.anchor, band.title)
        parts.append("</div>")
    else:
        parts += (_step(sheet, column, at) for at, column in enumerate(columns, 1))
        parts += _cells(sheet, band.anchor, band.title, " jm-cell--wide")
    parts.append("</section>")
    return "".join(parts)


def _stage_marks(sheet: _Sheet, band: StageBand, *, alone: bool) -> str:
    marks = ""
    if band.moment_of_truth or (alone and sheet.view.columns[band.first].moment_of_truth):
        marks += _truth()
    return marks + _more(sheet, band.anchor, band.title)


def _faceless(sheet: _Sheet, anchor: str) -> bool:
    """Whether no face stands there that opens the card."""
    return not any(curve.series == 0 for curve, _, _ in sheet.points.get(anchor, ()))


def _truth() -> str:
    return f'<span class="jm-mot-i">{icon("diamond-stone")}<span class="jm-sr">moment of truth</span></span>'


def _more(sheet: _Sheet, anchor: str, title: str) -> str:
    if anchor not in sheet.carded:
        return ""
    return (
        f'<button type="button" class="jm-more" popovertarget="{anchor}-card">{icon("dots-horizontal")}'
        f'<span class="jm-sr">Details of {escape(title)}</span></button>'
    )


def _step(sheet: _Sheet, column: Column, at: int) -> str:
    title = escape(column.title)
    tag = f"h{sheet.level + 1}"
    if sheet.compact:
        opening = f'aria-label="{title}"'
        heading = f'<{tag} dir="auto">{title}</{tag}>'
    else:
        opening = f'id="{column.anchor}" aria-labelledby="{column.anchor}-h"'
        heading = f'<{tag} id="{column.anchor}-h" dir="auto"><a href="#{column.anchor}">{title}</a></{tag}>'
    faceless = _faceless(sheet, column.anchor)
    truth = _truth() if column.moment_of_truth and faceless else ""
    look = "jm-step__h" if faceless else "jm-step__h is-faced"
    return "".join(
        [
            f'<article class="jm-step c-{at}" {opening}>',
            f'<div class="{look} r-{sheet.titles_row}">{heading}{truth}{_more(sheet, column.anchor, column.title)}</div>',
            *_cells(sheet, column.anchor, column.title),
            "</article>",
        ]
    )


def _cells(sheet: _Sheet, anchor: str, title: str, wide: str = "") -> Iterator[str]:
    """A step's or stage's cells from top to bottom, the emotion's among them."""
    points = sheet.points.get(anchor)
    card = f"{anchor}-card" if anchor in sheet.carded else None
    emotion = (
        f'<div class="jm-cell jm-cell--emotion{wide} r-{sheet.emotion}"><span class="jm-k">Emotion</span>'
        f"{draw_points(points, len(sheet.view.columns), card, title, named=sheet.named)}</div>"
        if points
        else ""
    )
    for filled in sheet.cells.get(anchor, ()):
        if emotion and filled.row > sheet.emotion:
            yield emotion
            emotion = ""
        yield _cell(filled, wide)
    if emotion:
        yield emotion


def _cell(filled: _Filled, wide: str) -> str:
    return (
        f'<div class="{filled.look}{wide} r-{filled.row}"><span class="jm-k">{escape(filled.lane.title)}</span>'
        f'<div class="jm-v">{filled.content}</div></div>'
    )


def _cards(sheet: _Sheet) -> Iterator[str]:
    stages = sheet.view.stages
    ids = [f"{anchor}-card" for anchor in sheet.carded]
    for at, (anchor, of) in enumerate(sheet.carded.items()):
        filled = sheet.cells.get(anchor, ())
        own = (ref for each in filled for item in each.cell.items for ref in item.evidence)
        if isinstance(of, Column):
            band = stages[of.stage]
            where = f"Stage {band.number}: <bdi>{escape(band.title)}</bdi>"
        else:
            where = f"Stage {of.number}"
        yield draw_card(
            Card(
                id=ids[at],
                where=where,
                of=of,
                points=sheet.points.get(anchor, ()),
                contents=tuple((escape(each.lane.title), each.content) for each in filled),
                evidence=tuple(dict.fromkeys([*of.evidence, *own])),
                before=ids[at - 1] if at else None,
                after=ids[at + 1] if at + 1 < len(ids) else None,
                named=sheet.named,
            ),
            sheet.pen,
        )
