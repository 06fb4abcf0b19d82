"""Stages, their steps and their cells, in the order of the story."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.drawing.grid.cells import CellContext
from journeybook.drawing.grid.emotion_lane import FaceCell, draw_points
from journeybook.drawing.grid.layout import FilledCell, GridLayout
from journeybook.drawing.view.branch_labels import branch_start_words, origin_words
from journeybook.drawing.view.model import Column, StageBand
from journeybook.i18n.catalog import gettext as _
from journeybook.text.escape import escape


def draw_stage(layout: GridLayout, band: StageBand) -> str:
    view = layout.view
    columns = view.columns[band.first : band.first + band.span]
    row = 2 if view.phases else 1
    if layout.compact:
        opening = f'aria-label="{escape(band.title)}"'
        heading = f'<h{layout.level} dir="auto">'
    else:
        opening = f'id="{band.anchor}" aria-labelledby="{band.anchor}--h"'
        heading = f'<h{layout.level} id="{band.anchor}--h" dir="auto">'
    alone = columns[0].is_stage
    branch = _branch(layout, columns[0]) if alone else ""
    head = (
        f'<section class="jb-stage jb-col-{band.first + 2} jb-span-{band.span}" {opening}>{_former(layout, band.former)}'
        f'<div class="jb-stage__heading jb-row-{row}"><span class="jb-stage__number" data-n="{band.number}"></span>'
        f"{branch}{heading}{escape(band.title)}</h{layout.level}>{_stage_marks(layout, band, alone=alone)}</div>"
    )
    parts = [head]
    if alone:
        parts.append('<div class="jb-step jb-step--stage jb-col-1">')
        parts += _cells(layout, band.anchor, band.title)
        parts.append("</div>")
    else:
        parts += (_step(layout, column, number) for number, column in enumerate(columns, 1))
        parts += _cells(layout, band.anchor, band.title, " jb-cell--wide")
    parts.append("</section>")
    return "".join(parts)


def _stage_marks(layout: GridLayout, band: StageBand, *, alone: bool) -> str:
    marks = ""
    if band.moment_of_truth or (alone and layout.view.columns[band.first].moment_of_truth):
        marks += _truth(layout.context)
    return marks + _more(layout, band.anchor, band.title) + _fold(layout, band)


def _fold(layout: GridLayout, band: StageBand) -> str:
    """The button that folds a stage on a phone; its name is the stage's title."""
    if layout.compact:
        return ""
    icon = layout.context.icon("chevron-down")
    return f'<button type="button" class="jb-stage__fold" data-tool="fold-stage" aria-expanded="true" aria-labelledby="{band.anchor}--h">{icon}</button>'


def _branch(layout: GridLayout, column: Column) -> str:
    """The label of the alternative that begins here, and the steps that lead here."""
    context = layout.context
    origin = origin_words(column, context.their_language)
    if column.branch_start:
        words = f'{branch_start_words(column.branch_start, context.their_language)}<span class="jb-branch__from"> {origin}</span>'
        return f'<p class="jb-branch" dir="auto">{context.icon("source-branch")}<span{context.our_language}>{words}</span></p>'
    return (
        f'<p class="jb-branch jb-branch--join jb-branch__from" dir="auto"><span{context.our_language}>{origin}</span></p>'
        if origin
        else ""
    )


def _former(layout: GridLayout, anchors: tuple[str, ...]) -> str:
    """Targets for links to former ids."""
    return (
        ""
        if layout.compact
        else "".join(f'<span class="jb-former-anchor" id="{anchor}"></span>' for anchor in anchors)
    )


def _faceless(layout: GridLayout, anchor: str) -> bool:
    """Whether the step has no face that opens its card."""
    return not any(each.curve.series == 0 for each in layout.points.get(anchor, ()))


def _truth(context: CellContext) -> str:
    return f'<span class="jb-truth-icon">{context.icon("diamond-stone")}<span class="jb-sr-only"{context.our_language}>{_("moment of truth")}</span></span>'


def _more(layout: GridLayout, anchor: str, title: str) -> str:
    if anchor not in layout.carded:
        return ""
    details = _("Details of %(title)s", title=layout.context.theirs(title))
    return (
        f'<button type="button" class="jb-step__more" popovertarget="{anchor}--card">{layout.context.icon("dots-horizontal")}'
        f'<span class="jb-sr-only"{layout.context.our_language}>{details}</span></button>'
    )


def _step(layout: GridLayout, column: Column, at: int) -> str:
    title = escape(column.title)
    tag = f"h{layout.level + 1}"
    if layout.compact:
        opening = f'aria-label="{title}"'
        heading = f'<{tag} dir="auto">{title}</{tag}>'
    else:
        opening = f'id="{column.anchor}" aria-labelledby="{column.anchor}--h"'
        heading = f'<{tag} id="{column.anchor}--h" dir="auto"><a href="#{column.anchor}">{title}</a></{tag}>'
    truth = _truth(layout.context) if column.moment_of_truth and _faceless(layout, column.anchor) else ""
    return "".join(
        [
            f'<article class="jb-step jb-col-{at}" {opening}>{_former(layout, column.former)}',
            f'<div class="jb-step__heading jb-row-{layout.titles_row}">{_branch(layout, column)}{heading}{truth}{_more(layout, column.anchor, column.title)}</div>',
            *_cells(layout, column.anchor, column.title),
            "</article>",
        ]
    )


def _cells(layout: GridLayout, anchor: str, title: str, wide: str = "") -> Iterator[str]:
    """The cells of a step or stage from top to bottom, with the one of the emotion."""
    points = layout.points.get(anchor)
    card = f"{anchor}--card" if anchor in layout.carded else None
    emotion = (
        f'<div class="jb-cell jb-cell--emotion{wide} jb-row-{layout.emotion}">{layout.emotion_heading}'
        f"{draw_points(FaceCell(points, len(layout.view.columns), card, title, layout.named), layout.context)}</div>"
        if points
        else ""
    )
    for filled in layout.cells.get(anchor, ()):
        if emotion and filled.row > layout.emotion:
            yield emotion
            emotion = ""
        yield draw_cell(filled, wide)
    if emotion:
        yield emotion


def draw_cell(filled: FilledCell, wide: str) -> str:
    return (
        f'<div class="{filled.look}{wide} jb-row-{filled.row}">{filled.heading}'
        f'<div class="jb-cell__content">{filled.content}</div></div>'
    )
