"""Sheets of an XLSX workbook as tables, within limits that hold before anything is unpacked."""

from __future__ import annotations

import datetime
import io
import warnings
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from journeybook.diagnostics import Diagnostic, Place
from journeybook.exchange.importer import SourceFile
from journeybook.exchange.tables.table import COLUMNS, ROWS, Row, Table, squared, too_large
from journeybook.rules import import_rules
from journeybook.text.characters import check_characters

ENDINGS = (".xlsx", ".xlsm")

MEMBERS = 200
"""The most files in a workbook."""

UNPACKED = 20_000_000
"""The most bytes of a workbook, unpacked."""

RATIO = 100
"""How many times smaller than its content a file in a workbook may be; text is ten times so."""

SHEETS = 50
"""The most sheets that are read."""

_SMALL = 100_000
"""A file of fewer bytes may be packed as well as it can be."""

_WAY_OUT = "save the sheet as `CSV UTF-8` and import that"


@lru_cache(maxsize=1)
def read_sheets(source: SourceFile) -> tuple[tuple[Table, ...], tuple[Diagnostic, ...]]:
    """A table for each sheet that holds something, and the findings; none with an error."""
    refused = _packing_problem(source)
    if refused:
        return (), (import_rules.too_much_to_import.at(Place(source.name), refused, _WAY_OUT),)
    # Imported where a workbook is read, because it takes a quarter of a second.
    import openpyxl  # noqa: PLC0415

    assert openpyxl.DEFUSEDXML, "defusedxml is one of our dependencies"
    tables: list[Table] = []
    findings: list[Diagnostic] = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions that nobody needs here
            book = openpyxl.load_workbook(io.BytesIO(source.content), read_only=True)
            values: Any = None
            for name in book.sheetnames[:SHEETS]:
                sheet: Any = book[name]
                if not hasattr(sheet, "iter_rows"):
                    continue  # a sheet that is a chart
                wide, high = sheet.max_column or 0, sheet.max_row or 0
                sheet.reset_dimensions()
                rows, formulas = _rows(sheet)
                if formulas:
                    values = values or openpyxl.load_workbook(
                        io.BytesIO(source.content), read_only=True, data_only=True
                    )
                    rows = list(_with_values(source, values[name], rows, formulas, findings))
                table = Table(source.name, squared(rows), None)
                if not any(row.filled for row in table.rows):
                    continue
                large = too_large(table)
                if large:
                    return (), (large,)
                if wide > COLUMNS or high > ROWS:
                    findings.append(
                        import_rules.import_note.at(
                            Place(source.name),
                            f"the sheet `{name}` says that it goes beyond {ROWS:,} rows or {COLUMNS} columns; "
                            "what lies there is not read",
                            "look whether something stands there",
                        )
                    )
                tables.append(Table(source.name, table.rows, name))
            if len(book.sheetnames) > SHEETS:
                findings.append(
                    import_rules.too_much_to_import.at(
                        Place(source.name),
                        f"the workbook has more than {SHEETS} sheets",
                        "part it into several",
                    )
                )
    except Exception as fault:  # noqa: BLE001 - damaged workbooks raise errors of a dozen kinds
        reason = str(fault).partition("\n")[0][:120] or type(fault).__name__
        return (), (
            import_rules.not_imported.at(Place(source.name), f"this is no workbook: {reason}", _WAY_OUT),
        )
    for table in tables:
        findings.extend(check_characters("\n".join(" ".join(row.cells) for row in table.rows), source.name))
    return tuple(tables), tuple(findings)


def _packing_problem(source: SourceFile) -> str | None:
    """Why a workbook is not unpacked; its directory says how large everything is."""
    try:
        with zipfile.ZipFile(io.BytesIO(source.content)) as packed:
            members = packed.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError):
        return None  # reading it says what is wrong
    if len(members) > MEMBERS:
        return f"the workbook holds more than {MEMBERS} files"
    if sum(each.file_size for each in members) > UNPACKED:
        return f"the workbook is larger than {UNPACKED:,} bytes when it is unpacked"
    if any(each.file_size > _SMALL and each.file_size > RATIO * each.compress_size for each in members):
        return f"a part of the workbook grows more than {RATIO} times when it is unpacked"
    return None


def _rows(sheet: Any) -> tuple[list[Row], list[tuple[int, int]]]:
    """The rows of a sheet, and the places of its formulas by row and column from 0."""
    rows: list[Row] = []
    formulas: list[tuple[int, int]] = []
    for number, cells in enumerate(sheet.iter_rows(max_row=ROWS + 1, max_col=COLUMNS + 1)):
        texts = []
        for at, cell in enumerate(cells):
            value = cell.value
            if value is not None and cell.data_type == "f":
                formulas.append((number, at))
            texts.append("" if value is None else text_of_value(value, getattr(cell, "number_format", "")))
        rows.append(Row(tuple(texts), number + 1))
    while rows and not rows[-1].filled:
        rows.pop()
    return rows, formulas


def _with_values(
    source: SourceFile,
    sheet: Any,
    rows: list[Row],
    formulas: list[tuple[int, int]],
    findings: list[Diagnostic],
) -> Iterator[Row]:
    """The rows with the values that formulas had when the workbook was saved."""
    places = set(formulas)
    sheet.reset_dimensions()
    saved = list(sheet.iter_rows(max_row=len(rows), max_col=COLUMNS + 1))
    for number, row in enumerate(rows):
        cells = list(row.cells)
        for at in range(len(cells)):
            if (number, at) not in places:
                continue
            cell = saved[number][at] if number < len(saved) and at < len(saved[number]) else None
            if cell is not None and cell.value is not None:
                cells[at] = text_of_value(cell.value, getattr(cell, "number_format", ""))
            else:
                findings.append(
                    import_rules.text_without_field.at(
                        Place(source.name, row.line),
                        f"the formula in column {at + 1} has no saved value, and stands as its text",
                        "open the workbook in a spreadsheet and save it, then import again",
                    )
                )
        yield Row(tuple(cells), row.line)


def text_of_value(value: object, number_format: str = "") -> str:
    """A cell's value as a person would type it: `1.5`, `40%`, `2026-03-31`, `09:30`."""
    match value:
        case bool():
            return "yes" if value else "no"
        case int() | float():
            if "%" in (number_format or ""):
                return f"{float(value) * 100:g}%"
            return f"{value:.10g}"
        case datetime.datetime():
            day = value.date().isoformat()
            return day if value.time() == datetime.time() else f"{day} {value:%H:%M}"
        case datetime.date():
            return value.isoformat()
        case datetime.time():
            return f"{value:%H:%M}"
    return str(value).replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "").strip()
