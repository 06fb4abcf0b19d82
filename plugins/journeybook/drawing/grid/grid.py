"""A map as HTML on a CSS grid: words are HTML, curves are SVG, in the order of the story.

The grid only places elements: stages, their steps, their cells. So the cards on a phone, a screen
reader and copied text have the same order. Positions are the classes of `positions`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from journeybook.drawing.grid.cells import CellContext
from journeybook.drawing.grid.emotion_lane import axis_faces, curve_ink
from journeybook.drawing.grid.layout import GridLayout, is_textual, lane_language, lay_out_grid
from journeybook.drawing.grid.paper_size import paper_size
from journeybook.drawing.grid.positions import COLUMN_WIDTH, COLUMNS, PRINTED_COLUMNS, ROWS
from journeybook.drawing.grid.stage_overview import draw_overview, ink_id
from journeybook.drawing.grid.stages import draw_cell, draw_stage
from journeybook.drawing.grid.step_card import Card, draw_card, draw_stories, turn_buttons
from journeybook.drawing.grid.step_context import ContextOfStep
from journeybook.drawing.grid.toolbar import draw_bar
from journeybook.drawing.view.model import (
    Column,
    CurveRow,
    Lane,
    MapView,
    Rule,
)
from journeybook.i18n.catalog import gettext as _
from journeybook.library.objects import Ref
from journeybook.prose.link_texts import Known
from journeybook.prose.rendering import Linker
from journeybook.text.escape import escape


def draw_grid(
    view: MapView,
    link: Linker,
    titles: Callable[[Ref], str],
    *,
    level: int = 2,
    compact: bool = False,
    known: Known | None = None,
    ways: Mapping[str, ContextOfStep] | None = None,
    explain: Callable[[str], str | None] | None = None,
    to: Callable[[str], str] | None = None,
) -> str:
    """The whole map as safe HTML: legend and tools, the grid, a card for each step, and its prose.

    `link` gives the address of an object relative to the page, `titles` its title, `known` the
    portal's ids for `[[links]]` in text. Stages have headings of `level`, steps of the level below.
    `compact` leaves out tools, cards, prose and ids, for a map inside a page of prose; then only
    the shapes that the drawing refers to have ids, which begin with the view's id, so a page that
    shows two maps of one id must give one view another id. `ways` holds by anchor what lies before
    and after a step, for its card. `explain` gives the address that explains a lane, by its key,
    `moment_of_truth` or `assumed`. `to` gives the link from the page to an address of the portal;
    without it pictures are told in words.
    """
    if not view.columns:
        return f'<p class="jb-none">{_("This map has no stages yet.")}</p>'
    context = CellContext(link, titles, known or {}, view.id, view.language, explain, to)
    layout = lay_out_grid(view, context, level, compact=compact)
    rows = layout.head + len(view.rows)
    looks = [f"jb-map jb-map--{view.type.value}"]
    if not compact:
        looks.append("jb-map--whole")
    if view.phases:
        looks.append("jb-map--phases")
    if len(view.columns) > PRINTED_COLUMNS:
        looks.append("jb-map--long")
    else:
        looks.append(f"jb-paper-{paper_size(view)}")
    if not _fits_headings(view):
        looks.append("jb-map--loose")
    if len(view.columns) > COLUMNS or rows > ROWS:
        looks.append("jb-map--cards")
    label = _("Map: %(title)s", title=view.title)
    parts = [
        f'<div class="{" ".join(looks)}" lang="{escape(view.language)}" dir="{"rtl" if view.rtl else "ltr"}">',
        draw_bar(view, context, compact=compact, first_row=layout.head + 1),
        "" if compact else draw_overview(view, context),
        f'<div class="jb-map__scroller jb-cols-{len(view.columns)}" role="region" aria-label="{escape(label)}" tabindex="0"{context.our_language}>',
        f'<div class="jb-grid jb-rows-{rows}"{context.their_language}>',
        *_back(layout),
        *(draw_stage(layout, band) for band in view.stages),
        "</div></div>",
    ]
    if not compact:
        parts += _cards(layout, ways or {})
        parts.append(draw_stories(view, context, level))
    return "".join([*parts, context.sprite(), "</div>"])


def _fits_headings(view: MapView) -> bool:
    """Whether every stage's title fits one line, so that step titles can stick right below it.

    A letter takes at most half a rem in Latin and a little over one in wide scripts; number and
    padding take three.
    """
    return all(
        sum(0.45 if letter < "\u1100" else 0.85 for letter in band.title) + 3 <= band.span * COLUMN_WIDTH
        for band in view.stages
    )


def _back(layout: GridLayout) -> Iterator[str]:
    """The elements behind the stages: phases, rows and titles, lines, curve, map-wide cells."""
    view = layout.view
    for phase in view.phases:
        yield (
            f'<p class="jb-phase jb-row-1 jb-col-{phase.first + 2} jb-span-{phase.span}"><span dir="auto">{escape(phase.title)}</span></p>'
        )
    yield f'<div class="jb-lane jb-lane--corner jb-corner-{layout.head}" aria-hidden="true"></div>'
    for row, each in enumerate(view.rows, layout.head + 1):
        if isinstance(each, Rule):
            yield f'<div class="jb-blueprint-line jb-blueprint-line--{each.kind.value} jb-row-{row}"{layout.context.our_language}><span>{escape(each.title)}</span></div>'
            continue
        zone = f" jb-zone--{each.zone.value}" if isinstance(each, Lane) and each.zone else ""
        kind = " jb-lane--emotion" if isinstance(each, CurveRow) else ""
        ground = " jb-lane-ground--metrics" if isinstance(each, Lane) and each.key == "metrics" else ""
        if isinstance(each, Lane) and is_textual(each):
            zone += " jb-textual"
        axis = axis_faces(layout.context) if isinstance(each, CurveRow) else ""
        key = each.key if isinstance(each, Lane) else "emotion"
        # Screen readers skip the title, because each cell repeats it: its link is for pointers
        # only.
        title = escape(each.title)
        if not (isinstance(each, Lane) and each.part):  # a lane in two parts is explained once
            title = layout.context.explained(key, title, read=False)
        yield (
            f'<div class="jb-lane-ground jb-row-{row}{zone}{ground}"></div>'
            f'<div class="jb-lane jb-row-{row}{zone}{kind}" aria-hidden="true">{layout.context.icon(each.icon)}'
            f'<span dir="auto"{lane_language(each, layout.context)}>{title}</span>{axis}</div>'
        )
        if isinstance(each, CurveRow):
            yield (
                f'<div class="jb-curve-box jb-row-{row}" role="img" aria-label="{escape(each.sentence)}"{layout.context.our_language}>'
                f"{curve_ink(each, f'{view.id}-g', ink_id(view))}</div>"
            )
    for filled in layout.cells.get(view.id, ()):
        yield draw_cell(filled, " jb-cell--map jb-col-2")


def _cards(layout: GridLayout, ways: Mapping[str, ContextOfStep]) -> Iterator[str]:
    stages = layout.view.stages
    pictures = layout.view.pictures
    for anchor, of in layout.carded.items():
        own = (
            ref for each in layout.cells.get(anchor, ()) for item in each.cell.items for ref in item.evidence
        )
        if isinstance(of, Column):
            band = stages[of.stage]
            title = f"<bdi{layout.context.their_language}>{escape(band.title)}</bdi>"
            where = _("Stage %(number)s: %(title)s", number=band.number, title=title)
        else:
            where = _("Stage %(number)s", number=of.number)
        yield draw_card(
            Card(
                id=f"{anchor}--card",
                where=where,
                of=of,
                points=layout.points.get(anchor, ()),
                evidence=tuple(dict.fromkeys([*of.evidence, *own])),
                named=layout.named,
                way=ways.get(anchor),
                image=pictures.get(anchor),
            ),
            layout.context,
        )
    if len(layout.carded) > 1:
        yield turn_buttons(layout.context)
