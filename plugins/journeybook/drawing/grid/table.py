"""The same map as a table, for reading it cell by cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from journeybook.drawing.grid.cells import CellContext
from journeybook.drawing.grid.layout import lane_language
from journeybook.drawing.view.branch_labels import branch_words
from journeybook.drawing.view.model import Cell, Column, CurveRow, Item, ItemKind, Lane, MapView, Point, Rule
from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.formats import colon, comma
from journeybook.labels.value_labels import SEVERITY_WORDS
from journeybook.library.objects import Ref
from journeybook.prose.link_texts import Known
from journeybook.prose.rendering import Linker
from journeybook.text.escape import escape


def draw_table(
    view: MapView, link: Linker, titles: Callable[[Ref], str], *, known: Known | None = None
) -> str:
    """The map in `<details>`: stages and steps across, lanes down; "" for a map without stages.

    It repeats the grid, so it is left out of the search index.
    """
    if not view.columns:
        return ""
    context = CellContext(link, titles, known or {}, view.id, view.language)
    language = f' lang="{escape(view.language)}"'
    head = (
        '<details class="jb-map-table" data-search-exclude><summary>'
        f"{_('Show this map as a table')}</summary>"
        f'<div class="jb-map-table__scroller" role="region" aria-label="{escape(_("Table: %(title)s", title=view.title))}" '
        f'tabindex="0"{context.our_language or language} dir="{"rtl" if view.rtl else "ltr"}">'
        f'<table{context.their_language}><caption class="jb-sr-only">{escape(view.title)}</caption>'
    )
    parts = [head, *_head(view, context), "<tbody>"]
    for row in view.rows:
        if isinstance(row, CurveRow):
            parts += _emotion(row, view, context)
        elif isinstance(row, Lane):
            parts += _lane(row, len(view.columns), context)
        else:
            parts.append(_rule(row, len(view.columns), context))
    parts.append("</tbody></table></div></details>")
    return "".join(parts)


def _head(view: MapView, context: CellContext) -> Iterator[str]:
    yield f'<thead><tr><th scope="col" rowspan="2"{context.our_language}>{_("Lane")}</th>'
    for band in view.stages:
        alone = view.columns[band.first].is_stage
        scope = 'scope="col" rowspan="2"' if alone else f'scope="colgroup" colspan="{band.span}"'
        ways = _ways(view.columns[band.first], context) if alone else ""
        yield f'<th {scope} dir="auto">{escape(band.title)}{ways}</th>'
    yield "</tr><tr>"
    yield from (_title(column, context) for column in view.columns if not column.is_stage)
    yield "</tr></thead>"


def _title(column: Column, context: CellContext) -> str:
    truth = f" ({context.ours(_('moment of truth'))})" if column.moment_of_truth else ""
    return f'<th scope="col" dir="auto">{escape(column.title)}{truth}{_ways(column, context)}</th>'


def _ways(column: Column, context: CellContext) -> str:
    """The condition of this alternative, or the steps that lead to it."""
    label = branch_words(column, context.their_language)
    return f" <small{context.our_language}>{label}</small>" if label else ""


def _lane(lane: Lane, columns: int, context: CellContext) -> Iterator[str]:
    yield f'<tr><th scope="row" dir="auto"{lane_language(lane, context)}>{escape(lane.title)}</th>'
    at = 0
    for cell in lane.cells:
        yield "<td></td>" * (cell.first - at)
        yield _cell(cell, context)
        at = cell.first + cell.span
    yield "<td></td>" * (columns - at) + "</tr>"


def _cell(cell: Cell, context: CellContext) -> str:
    span = f' colspan="{cell.span}"' if cell.span > 1 else ""
    words = [_item(item, context) for item in cell.items]
    inside = words[0] if len(words) == 1 else f"<ul>{''.join(f'<li>{each}</li>' for each in words)}</ul>"
    return f'<td{span} dir="auto">{inside}</td>'


def _item(item: Item, context: CellContext) -> str:
    if item.kind is ItemKind.METRIC:
        name = escape(item.note or "")
        words = f"{context.ours(name) if item.ours else name}{colon()}{escape(item.text)}"
        return words + (f" ({context.ours(escape(item.detail))})" if item.detail else "")
    if item.kind is ItemKind.IMAGE:
        return escape(item.text)
    if item.kind is ItemKind.LINK:
        return f'<a href="{escape(item.url or "")}" rel="noopener">{escape(item.text)}</a>'
    if item.kind is ItemKind.NEXT and not item.ref:
        return context.ours(escape(item.text))
    if not (item.severity or item.note or item.detail or item.assumed):
        return context.text(item.text)
    marks = [
        context.ours(SEVERITY_WORDS[item.severity]) if item.severity else "",
        _note(item, context) if item.note else "",
        context.ours(escape(item.detail)) if item.detail else "",
        context.ours(_("assumed")) if item.assumed else "",
    ]
    more = comma().join(mark for mark in marks if mark)
    return context.text(item.text) + (f" ({more})" if more else "")


def _note(item: Item, context: CellContext) -> str:
    words = context.text(item.note or "")
    return context.ours(words) if item.ours else words


def _emotion(row: CurveRow, view: MapView, context: CellContext) -> Iterator[str]:
    for curve in row.curves:
        title = context.ours(row.title)
        name = f"{title}{comma()}{escape(curve.title)}" if len(row.curves) > 1 else title
        yield f'<tr><th scope="row">{name}</th>'
        cells: dict[int, list[Point]] = {}
        for point in curve.points:
            cells.setdefault(point.column, []).append(point)
        at = 0
        for first in sorted(cells):
            points = cells[first]
            span = points[0].span
            yield "<td></td>" * (first - at)
            yield f"<td{f' colspan={chr(34)}{span}{chr(34)}' if span > 1 else ''}>{_told(points, context)}</td>"
            at = first + span
        yield "<td></td>" * (len(view.columns) - at) + "</tr>"


def _told(points: list[Point], context: CellContext) -> str:
    words = [escape(f"{point.word} {point.figure}".strip()) for point in points]
    text = _("%(first)s, then %(second)s", first=words[0], second=words[1]) if len(words) > 1 else words[0]
    text = context.ours(text) if len(words) > 1 else text
    return f"{text} ({context.ours(_('assumed'))})" if points[0].assumed else text


def _rule(rule: Rule, columns: int, context: CellContext) -> str:
    return f'<tr class="jb-map-table__line"><th scope="rowgroup" colspan="{columns + 1}"{context.our_language}>{escape(rule.title)}</th></tr>'
