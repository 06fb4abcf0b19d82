"""The same map as a real table, for those who read it cell by cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from journeybook.drawing.escape import escape
from journeybook.drawing.grid.cells import SEVERITY_WORDS, Pen
from journeybook.drawing.view.branch_labels import branch_words
from journeybook.drawing.view.model import Cell, Column, CurveRow, Item, ItemKind, Lane, MapView, Point, Rule
from journeybook.library.objects import Ref
from journeybook.prose.rendering import Known, Linker


def draw_table(
    view: MapView, link: Linker, titles: Callable[[Ref], str], *, known: Known | None = None
) -> str:
    """The map in `<details>`: stages and steps across, lanes down, each cell in words; "" for a map without stages.

    It says what the grid says and so stays out of search.
    """
    if not view.columns:
        return ""
    pen = Pen(link, titles, known or {}, view.id)
    head = (
        '<details class="jm-table" data-search-exclude><summary>Show this map as a table</summary>'
        f'<div class="jm-table__s" role="region" aria-label="Table: {escape(view.title)}" tabindex="0" '
        f'lang="{escape(view.language)}" dir="{"rtl" if view.rtl else "ltr"}">'
        f'<table><caption class="jm-sr">{escape(view.title)}</caption>'
    )
    parts = [head, *_head(view), "<tbody>"]
    for row in view.rows:
        if isinstance(row, CurveRow):
            parts += _emotion(row, view)
        elif isinstance(row, Lane):
            parts += _lane(row, len(view.columns), pen)
        else:
            parts.append(_rule(row, len(view.columns)))
    parts.append("</tbody></table></div></details>")
    return "".join(parts)


def _head(view: MapView) -> Iterator[str]:
    yield '<thead><tr><th scope="col" rowspan="2">Lane</th>'
    for band in view.stages:
        alone = view.columns[band.first].is_stage
        scope = 'scope="col" rowspan="2"' if alone else f'scope="colgroup" colspan="{band.span}"'
        ways = _ways(view.columns[band.first]) if alone else ""
        yield f'<th {scope} dir="auto">{escape(band.title)}{ways}</th>'
    yield "</tr><tr>"
    yield from (_title(column) for column in view.columns if not column.is_stage)
    yield "</tr></thead>"


def _title(column: Column) -> str:
    truth = " (moment of truth)" if column.moment_of_truth else ""
    return f'<th scope="col" dir="auto">{escape(column.title)}{truth}{_ways(column)}</th>'


def _ways(column: Column) -> str:
    """Under which title people choose this way, or from which steps they come."""
    told = branch_words(column)
    return f" <small>{told}</small>" if told else ""


def _lane(lane: Lane, columns: int, pen: Pen) -> Iterator[str]:
    yield f'<tr><th scope="row" dir="auto">{escape(lane.title)}</th>'
    at = 0
    for cell in lane.cells:
        yield "<td></td>" * (cell.first - at)
        yield _cell(cell, pen)
        at = cell.first + cell.span
    yield "<td></td>" * (columns - at) + "</tr>"


def _cell(cell: Cell, pen: Pen) -> str:
    span = f' colspan="{cell.span}"' if cell.span > 1 else ""
    words = [_item(item, pen) for item in cell.items]
    inside = words[0] if len(words) == 1 else f"<ul>{''.join(f'<li>{each}</li>' for each in words)}</ul>"
    return f'<td{span} dir="auto">{inside}</td>'


def _item(item: Item, pen: Pen) -> str:
    if item.kind is ItemKind.METRIC:
        words = f"{escape(item.note or '')}: {escape(item.text)}"
        return words + (f" ({escape(item.detail)})" if item.detail else "")
    if item.kind is ItemKind.LINK:
        return f'<a href="{escape(item.url or "")}" rel="noopener">{escape(item.text)}</a>'
    if not (item.severity or item.note or item.detail or item.assumed):
        return pen.text(item.text)
    marks = [
        SEVERITY_WORDS[item.severity] if item.severity else "",
        pen.text(item.note) if item.note else "",
        escape(item.detail or ""),
        "assumed" if item.assumed else "",
    ]
    more = ", ".join(mark for mark in marks if mark)
    return pen.text(item.text) + (f" ({more})" if more else "")


def _emotion(row: CurveRow, view: MapView) -> Iterator[str]:
    for curve in row.curves:
        name = f"{row.title}, {escape(curve.title)}" if len(row.curves) > 1 else row.title
        yield f'<tr><th scope="row">{name}</th>'
        cells: dict[int, list[Point]] = {}
        for point in curve.points:
            cells.setdefault(point.column, []).append(point)
        at = 0
        for first in sorted(cells):
            points = cells[first]
            span = points[0].span
            yield "<td></td>" * (first - at)
            yield f"<td{f' colspan={chr(34)}{span}{chr(34)}' if span > 1 else ''}>{_told(points)}</td>"
            at = first + span
        yield "<td></td>" * (len(view.columns) - at) + "</tr>"


def _told(points: list[Point]) -> str:
    words = ", then ".join(escape(f"{point.word} {point.figure}".strip()) for point in points)
    return words + (" (assumed)" if points[0].assumed else "")


def _rule(rule: Rule, columns: int) -> str:
    return (
        f'<tr class="jm-table__r"><th scope="rowgroup" colspan="{columns + 1}">{escape(rule.title)}</th></tr>'
    )
