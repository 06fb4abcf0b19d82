"""Stages, their steps and their cells, in the order of the story."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.drawing.escape import escape
from journeybook.drawing.grid.cells import Pen
from journeybook.drawing.grid.emotion_lane import FaceCell, draw_points
from journeybook.drawing.grid.layout import Filled, Sheet
from journeybook.drawing.view.branch_labels import origin_words, parting_words
from journeybook.drawing.view.model import Column, StageBand
from journeybook.i18n.catalog import gettext as _


def draw_stage(sheet: Sheet, band: StageBand) -> str:
    view = sheet.view
    columns = view.columns[band.first : band.first + band.span]
    row = 2 if view.phases else 1
    if sheet.compact:
        opening = f'aria-label="{escape(band.title)}"'
        heading = f'<h{sheet.level} dir="auto">'
    else:
        opening = f'id="{band.anchor}" aria-labelledby="{band.anchor}--h"'
        heading = f'<h{sheet.level} id="{band.anchor}--h" dir="auto">'
    alone = columns[0].is_stage
    faced = alone and not _faceless(sheet, band.anchor)
    branch = _branch(sheet, columns[0]) if alone else ""
    head = (
        f'<section class="jm-stage c-{band.first + 2} span-{band.span}" {opening}>{_former(sheet, band.former)}'
        f'<div class="jm-stage__h{" is-faced" if faced else ""} r-{row}"><span class="jm-stage__n" data-n="{band.number}"></span>'
        f"{branch}{heading}{escape(band.title)}</h{sheet.level}>{_stage_marks(sheet, band, alone=alone)}</div>"
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


def _stage_marks(sheet: Sheet, band: StageBand, *, alone: bool) -> str:
    marks = ""
    if band.moment_of_truth or (alone and sheet.view.columns[band.first].moment_of_truth):
        marks += _truth(sheet.pen)
    return marks + _more(sheet, band.anchor, band.title)


def _branch(sheet: Sheet, column: Column) -> str:
    """Which way begins here, for everybody; where people come from, where the curve does not show it."""
    pen = sheet.pen
    origin = origin_words(column, pen.their_language)
    if column.parting:
        words = f'{parting_words(column.parting, pen.their_language)}<span class="jm-branch__from"> {origin}</span>'
        return f'<p class="jm-branch" dir="auto">{pen.icon("source-branch")}<span{pen.our_language}>{words}</span></p>'
    return (
        f'<p class="jm-branch jm-branch--join jm-branch__from" dir="auto"><span{pen.our_language}>{origin}</span></p>'
        if origin
        else ""
    )


def _former(sheet: Sheet, anchors: tuple[str, ...]) -> str:
    """Where links by former ids arrive."""
    return "" if sheet.compact else "".join(f'<span class="jm-was" id="{each}"></span>' for each in anchors)


def _faceless(sheet: Sheet, anchor: str) -> bool:
    """Whether no face stands there that opens the card."""
    return not any(curve.series == 0 for curve, _point, _above in sheet.points.get(anchor, ()))


def _truth(pen: Pen) -> str:
    return f'<span class="jm-mot-i">{pen.icon("diamond-stone")}<span class="jm-sr"{pen.our_language}>{_("moment of truth")}</span></span>'


def _more(sheet: Sheet, anchor: str, title: str) -> str:
    if anchor not in sheet.carded:
        return ""
    details = _("Details of %(title)s", title=sheet.pen.theirs(title))
    return (
        f'<button type="button" class="jm-more" popovertarget="{anchor}--card">{sheet.pen.icon("dots-horizontal")}'
        f'<span class="jm-sr"{sheet.pen.our_language}>{details}</span></button>'
    )


def _step(sheet: Sheet, column: Column, at: int) -> str:
    title = escape(column.title)
    tag = f"h{sheet.level + 1}"
    if sheet.compact:
        opening = f'aria-label="{title}"'
        heading = f'<{tag} dir="auto">{title}</{tag}>'
    else:
        opening = f'id="{column.anchor}" aria-labelledby="{column.anchor}--h"'
        heading = f'<{tag} id="{column.anchor}--h" dir="auto"><a href="#{column.anchor}">{title}</a></{tag}>'
    faceless = _faceless(sheet, column.anchor)
    truth = _truth(sheet.pen) if column.moment_of_truth and faceless else ""
    look = "jm-step__h" if faceless else "jm-step__h is-faced"
    return "".join(
        [
            f'<article class="jm-step c-{at}" {opening}>{_former(sheet, column.former)}',
            f'<div class="{look} r-{sheet.titles_row}">{_branch(sheet, column)}{heading}{truth}{_more(sheet, column.anchor, column.title)}</div>',
            *_cells(sheet, column.anchor, column.title),
            "</article>",
        ]
    )


def _cells(sheet: Sheet, anchor: str, title: str, wide: str = "") -> Iterator[str]:
    """A step's or stage's cells from top to bottom, the emotion's among them."""
    points = sheet.points.get(anchor)
    card = f"{anchor}--card" if anchor in sheet.carded else None
    emotion = (
        f'<div class="jm-cell jm-cell--emotion{wide} r-{sheet.emotion}">{sheet.emotion_heading}'
        f"{draw_points(FaceCell(points, len(sheet.view.columns), card, title, sheet.named), sheet.pen)}</div>"
        if points
        else ""
    )
    for filled in sheet.cells.get(anchor, ()):
        if emotion and filled.row > sheet.emotion:
            yield emotion
            emotion = ""
        yield draw_cell(filled, wide)
    if emotion:
        yield emotion


def draw_cell(filled: Filled, wide: str) -> str:
    return (
        f'<div class="{filled.look}{wide} r-{filled.row}">{filled.heading}'
        f'<div class="jm-v">{filled.content}</div></div>'
    )
