"""Writes a workbook with a sheet for each map, which `journeybook import` reads back.

The cells are those of `map.csv`. Texts are written as texts, whatever they begin with, and marked
as such (`quotePrefix`), so that no program runs one as a formula, not even after an edit.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from journeybook.drawing.palette import LIGHT
from journeybook.exporters.exporter import ExportedFile, ExportOptions
from journeybook.exporters.office_package import without_times
from journeybook.pages.exports.spreadsheet import Cell, columns, map_rows
from journeybook.pages.portfolio import Portfolio
from journeybook.text.escape import without_formula

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

SHEET_NAME = 31
"""The most characters of a sheet's name."""

CELL_TEXT = 32_767
"""The most characters of a cell."""

LAST_FROZEN = "step_title"
"""The last column that stays in sight while the others are scrolled."""

_NARROW, _WIDE = 11, 34
_WIDE_TEXT = 24
_EMOTIONS = frozenset({"emotion", "emotion_end", "emotion_lowest"})

# The characters of XML 1.0 that a workbook cannot hold.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class XlsxExporter:
    """The `Exporter` of workbooks."""

    ending = ".xlsx"
    together = True

    def write(
        self, portfolio: Portfolio, keys: Sequence[str], _options: ExportOptions
    ) -> Iterator[ExportedFile]:
        """One workbook with all maps."""
        # Imported where a workbook is written, because it takes a quarter of a second.
        from openpyxl import Workbook  # noqa: PLC0415

        book = Workbook()
        book.remove(book.worksheets[0])
        for name, key in zip(_sheet_names(keys), keys, strict=True):
            sheet = book.create_sheet(name)
            _fill(sheet, portfolio, key)
        written = io.BytesIO()
        book.save(written)
        name = keys[0] if len(keys) == 1 else "journeys"
        yield ExportedFile(f"{name}{self.ending}", without_times(written.getvalue()))


def _sheet_names(keys: Sequence[str]) -> list[str]:
    """A name for each sheet: the map's id, shortened and numbered where it is too long."""
    names: list[str] = []
    for key in keys:
        name, number = key[:SHEET_NAME], 1
        while name in names:
            number += 1
            name = f"{key[: SHEET_NAME - len(str(number)) - 1]}-{number}"
        names.append(name)
    return names


def _fill(sheet: Worksheet, portfolio: Portfolio, key: str) -> None:
    from openpyxl.styles import Alignment, Border, Font, Side  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415
    from openpyxl.worksheet.properties import PageSetupProperties  # noqa: PLC0415

    names = columns(portfolio)
    rows = list(map_rows(portfolio, key))
    scale = portfolio.library.vocabulary.emotion_scale
    top = Alignment(vertical="top", wrap_text=True)
    line = Side(style="thin", color=_colour("line-2"))
    for number, name in enumerate(names, 1):
        head = sheet.cell(1, number, name)
        head.font = Font(bold=True, color=_colour("bg"))
        head.fill = _fill_of("accent")
        head.alignment = top
        filled = [row[number - 1] for row in rows if row[number - 1] is not None]
        column = sheet.column_dimensions[get_column_letter(number)]
        longest = max((len(str(value)) for value in filled), default=0)
        column.width = _WIDE if longest > _WIDE_TEXT else max(_NARROW, longest + 2, len(name) + 2)
        column.hidden = not filled
    stage_at = names.index("stage_number")
    for at, row in enumerate(rows, 2):
        is_first = at == 2 or row[stage_at] != rows[at - 3][stage_at]
        for number, (name, value) in enumerate(zip(names, row, strict=True), 1):
            cell: Any = sheet.cell(at, number)
            _set(cell, value)
            cell.alignment = top
            if is_first and at > 2:
                cell.border = Border(top=line)
            if name in _EMOTIONS and isinstance(value, int | float):
                cell.fill = _fill_of(f"e{scale.level(value)}s")
            elif name == LAST_FROZEN:
                cell.font = Font(bold=True)
    sheet.freeze_panes = f"{get_column_letter(names.index(LAST_FROZEN) + 2)}2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.sheet_properties.tabColor = _colour("accent")
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"


def _set(cell: Any, value: Cell) -> None:
    if not isinstance(value, str):
        cell.value = value
        return
    text = _UNWRITABLE.sub("\ufffd", value)[:CELL_TEXT]
    cell.value = text
    # openpyxl takes a text with `=` in front for a formula.
    cell.data_type = "s"
    if without_formula(text) != text:
        cell.quotePrefix = True


def _colour(name: str) -> str:
    return LIGHT[name].removeprefix("#").upper()


def _fill_of(name: str) -> Any:
    from openpyxl.styles import PatternFill  # noqa: PLC0415

    return PatternFill("solid", fgColor=_colour(name))


EXPORTER = XlsxExporter()
