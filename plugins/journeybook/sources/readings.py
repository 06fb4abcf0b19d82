"""The values of a metric over time, from the CSV beside its file: `date,value[,people][,segment]`."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic_core import PydanticCustomError

from journeybook.diagnostics import Diagnostic, Place, error, warning
from journeybook.likeness import nearest
from journeybook.model.metric import Reading
from journeybook.model.scalars import TITLE_LENGTH, number
from journeybook.sources.misfits import shown

COLUMNS = ("date", "value", "people", "segment")
ROWS = 5_000

_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}
_PEOPLE_DIGITS = 12


@dataclass(slots=True)
class _Table:
    """A table on its way to readings."""

    file: str
    findings: list[Diagnostic] = field(default_factory=list)

    def report(self, code: str, message: str, line: int, column: int = 1, help_: str | None = None) -> None:
        self.findings.append(error(code, message, Place(self.file, line, column), help_))


def read_readings(text: str, file: str) -> tuple[tuple[Reading, ...], tuple[Diagnostic, ...]]:
    """The values that can be read, oldest first, and what is wrong with the others."""
    table = _Table(file)
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    readings: dict[tuple[str, str | None], tuple[int, Reading]] = {}
    try:
        header = next(rows, None)
        columns = _columns(header, table)
        if columns is None:
            return (), tuple(table.findings)
        start = rows.line_num + 1
        for count, row in enumerate(rows, 1):
            line, start = start, rows.line_num + 1
            if count > ROWS:
                table.report(
                    "JB164", f"more than {ROWS:,} rows", line, 1, "keep fewer; a value a week fills a century"
                )
                break
            if any(cell.strip() for cell in row):
                _take(row, columns, line, readings, table)
    except csv.Error as fault:
        table.report(
            "JB162",
            f"this is no CSV: {fault}",
            max(1, rows.line_num),
            1,
            "look for a quote that is not closed",
        )
    found = [reading for _, reading in readings.values()]
    in_order = sorted(found, key=lambda each: (each.date, each.segment or ""))
    if not found and not table.findings:
        table.findings.append(
            warning("JB160", "the file holds no values", Place(file), "add a row for each date")
        )
    elif [each.date for each in found] != sorted(each.date for each in found):
        table.findings.append(
            warning(
                "JB165", "the dates are out of order", Place(file, 2), "sort the rows; the oldest comes first"
            )
        )
    return tuple(in_order), tuple(table.findings)


def _columns(header: list[str] | None, table: _Table) -> tuple[str, ...] | None:
    """The columns in the order of the file, or None where they cannot be read."""
    names = tuple(cell.strip() for cell in header or ())
    example = "the first line is `date,value` or `date,value,people,segment`"
    if not names:
        table.report("JB161", "the file is empty", 1, 1, example)
        return None
    if len(names) == 1:
        for mark, word in _SEPARATORS.items():
            if mark in names[0]:
                table.report("JB161", f"the columns are separated by {word}", 1, 1, "separate them by commas")
                return None
    bad = False
    at = 1
    for position, name in enumerate(names):
        if position >= len(COLUMNS) and bad:
            break
        if name not in COLUMNS:
            meant = nearest(name, COLUMNS)
            table.report(
                "JB161",
                f"there is no column {shown(name)}",
                1,
                at,
                f"did you mean `{meant}`?" if meant else example,
            )
            bad = True
        elif name in names[:position]:
            table.report("JB161", f"the column `{name}` stands twice", 1, at, "keep one of the two")
            bad = True
        at += len((header or ())[position]) + 1
    for name in COLUMNS[:2]:
        if name not in names and not bad:
            table.report("JB161", f"the column `{name}` is missing", 1, 1, example)
            bad = True
    return None if bad else names


def _take(
    row: list[str],
    columns: tuple[str, ...],
    line: int,
    readings: dict[tuple[str, str | None], tuple[int, Reading]],
    table: _Table,
) -> None:
    if len(row) != len(columns):
        table.report(
            "JB162",
            f"this row has {len(row)} columns, and the header has {len(columns)}",
            line,
            1,
            "write numbers with a point, not a comma, and put a text with a comma in quotes",
        )
        return
    cells = dict(zip(columns, (cell.strip() for cell in row), strict=True))
    before = len(table.findings)
    at = {name: 1 + sum(len(cell) + 1 for cell in row[:position]) for position, name in enumerate(columns)}
    values: dict[str, Any] = {}
    for name, (read, what) in _READ.items():
        text = cells.get(name, "")
        if name == "people" and not text:
            continue
        try:
            values[name] = read(text)
        except (ValueError, PydanticCustomError):
            table.report("JB166", f"`{name}` takes {what}, not {shown(text)}", line, at[name])
    segment = cells.get("segment") or None
    if segment and len(segment) > TITLE_LENGTH:
        table.report(
            "JB148",
            f"the segment has {len(segment):,} characters, and {TITLE_LENGTH} is the limit",
            line,
            at["segment"],
        )
    if len(table.findings) > before:
        return
    key = (values["date"], segment)
    if key in readings:
        table.report(
            "JB163",
            f"a second value for {values['date']}" + (f" and {shown(segment)}" if segment else ""),
            line,
            at["date"],
            f"line {readings[key][0]} has one already; keep one of the two",
        )
        return
    readings[key] = (line, Reading(values["date"], values["value"], values.get("people"), segment))


def _date(text: str) -> str:
    if len(text) != len("2026-09-30"):
        raise ValueError(text)
    return datetime.date.fromisoformat(text).isoformat()


def _people(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= _PEOPLE_DIGITS):
        raise ValueError(text)
    return int(text)


_READ: Mapping[str, tuple[Callable[[str], Any], str]] = {
    "date": (_date, "a date, written `2026-09-30`"),
    "value": (number, "a number, such as `12.5`"),
    "people": (_people, "a whole number, 0 at least"),
}
