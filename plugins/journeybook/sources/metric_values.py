"""Values of a metric over time, from the CSV beside its file: `date,value[,people][,segment]`."""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic_core import PydanticCustomError

from journeybook.diagnostics import Diagnostic, Place
from journeybook.model.metric import Reading
from journeybook.model.scalars import TITLE_LENGTH, number
from journeybook.rules import field_rules, metric_rules
from journeybook.rules.rule import Rule
from journeybook.sources.date_errors import date_slip
from journeybook.sources.validation_messages import shown
from journeybook.text.suggestions import nearest

COLUMNS = ("date", "value", "people", "segment")
ROWS = 5_000

_COMMAS = "separate them by commas, and write numbers with a point, such as `63.5`"
_NAMED = 4
_NOTHING = frozenset({"-", "–", "—", "n/a", "na", "nan", "null", "none", "?", "#n/a"})
_COMMA = re.compile(r"[-+]?[0-9]+,[0-9]+")
# At least two groups of three, or one and decimals: a number with only one mark is ambiguous.
_GROUPED = re.compile(
    r"([-+]?[0-9]{1,3}(?:([.,' \u00a0\u202f])[0-9]{3})(?:\2[0-9]{3})+|[-+]?[0-9]{1,3}(?:[' \u00a0\u202f][0-9]{3})+|[-+]?[0-9]{1,3}(?:\.[0-9]{3})+(?=,)|[-+]?[0-9]{1,3}(?:,[0-9]{3})+(?=\.))(?:[.,]([0-9]+))?"
)
_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}
_PEOPLE_DIGITS = 12


@dataclass(slots=True)
class _Table:
    """The results of reading a table."""

    file: str
    findings: list[Diagnostic] = field(default_factory=list)
    # For each column and kind of mistake: the index of its finding and the number of rows with it.
    repeated: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)

    def report(self, rule: Rule, message: str, line: int, column: int = 1, help_: str | None = None) -> None:
        self.findings.append(rule.at(Place(self.file, line, column), message, help_))

    def report_once(self, kind: tuple[str, str], message: str, line: int, column: int, help_: str) -> None:
        """Report a mistake that many rows may share; further ones of its kind are only counted."""
        if kind[1] and kind in self.repeated:
            at, count = self.repeated[kind]
            self.repeated[kind] = at, count + 1
            return
        self.repeated[kind] = len(self.findings), 1
        self.report(metric_rules.invalid_cell, message, line, column, help_)

    def told(self) -> tuple[Diagnostic, ...]:
        """All findings; those that are reported once state how many rows share them."""
        found = list(self.findings)
        for at, count in self.repeated.values():
            if count > 1:
                rows = f"{found[at].message}, and {counted_rows(count - 1)} like it"
                found[at] = replace(found[at], message=rows)
        return tuple(found)


def counted_rows(count: int) -> str:
    """`1 more row`, `12 more rows`."""
    return f"{count:,} more row{'' if count == 1 else 's'}"


def read_readings(text: str, file: str) -> tuple[tuple[Reading, ...], tuple[Diagnostic, ...]]:
    """The valid values, oldest first, and the findings on the others."""
    table = _Table(file)
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    readings: dict[tuple[str, str | None], tuple[int, Reading]] = {}
    try:
        header = next(rows, None)
        columns = _columns(header, table)
        if columns is None:
            return (), table.told()
        start = rows.line_num + 1
        for count, row in enumerate(rows, 1):
            line, start = start, rows.line_num + 1
            if count > ROWS:
                table.report(
                    metric_rules.too_many_rows,
                    f"more than {ROWS:,} rows",
                    line,
                    1,
                    "keep fewer; a value a week fills a century",
                )
                break
            if any(cell.strip() for cell in row):
                _take(row, columns, line, readings, table)
    except csv.Error as fault:
        table.report(
            metric_rules.invalid_row,
            f"this is no CSV: {fault}",
            max(1, rows.line_num),
            1,
            "look for a quote that is not closed",
        )
    found = [reading for _, reading in readings.values()]
    in_order = sorted(found, key=lambda each: (each.date, each.segment or ""))
    if not found and not table.findings:
        table.findings.append(
            metric_rules.no_values.at(Place(file), "the file holds no values", "add a row for each date")
        )
    elif [each.date for each in found] != sorted(each.date for each in found):
        table.findings.append(
            metric_rules.unordered_dates.at(
                Place(file, 2), "the dates are out of order", "sort the rows; the oldest comes first"
            )
        )
    return tuple(in_order), table.told()


def _columns(header: list[str] | None, table: _Table) -> tuple[str, ...] | None:
    """The columns in the order of the file; None if they cannot be read."""
    # Spreadsheets capitalise names.
    names = tuple(cell.strip().lower() for cell in header or ())
    example = "the first line is `date,value` or `date,value,people,segment`"
    if names and names[0].startswith("sep="):
        table.report(
            metric_rules.invalid_header,
            f"{shown(names[0])} is a line for spreadsheets alone",
            1,
            1,
            f"remove it, and separate the columns by commas; {example}",
        )
        return None
    if not names:
        table.report(metric_rules.invalid_header, "the file is empty", 1, 1, example)
        return None
    if len(names) == 1:
        for mark, word in _SEPARATORS.items():
            if mark in names[0]:
                table.report(
                    metric_rules.invalid_header, f"the columns are separated by {word}", 1, 1, _COMMAS
                )
                return None
    if not set(names) & set(COLUMNS) and not any(nearest(name, COLUMNS) for name in names):
        _report_nameless(names, header or [], table)
        return None
    bad = False
    at = 1
    for position, name in enumerate(names):
        if position >= len(COLUMNS) and bad:
            break
        if not name:
            table.report(
                metric_rules.invalid_header,
                f"column {position + 1} has no name",
                1,
                at,
                "remove the column; programs that number the rows can leave it out (`index=False` in pandas)",
            )
            bad = True
        elif name not in COLUMNS:
            meant = nearest(name, COLUMNS)
            table.report(
                metric_rules.invalid_header,
                f"there is no column {shown((header or ())[position].strip())}",
                1,
                at,
                f"did you mean `{meant}`?" if meant else example,
            )
            bad = True
        elif name in names[:position]:
            table.report(
                metric_rules.invalid_header, f"the column `{name}` stands twice", 1, at, "keep one of the two"
            )
            bad = True
        at += len((header or ())[position]) + 1
    for name in COLUMNS[:2]:
        if name not in names and not bad:
            table.report(metric_rules.invalid_header, f"the column `{name}` is missing", 1, 1, example)
            bad = True
    return None if bad else names


def _report_nameless(names: tuple[str, ...], header: list[str], table: _Table) -> None:
    """Report a header without a known column: a first row of values, or other names."""
    if any(_is_number(name) for name in names):
        table.report(
            metric_rules.invalid_header,
            "the first line is a value, and names no columns",
            1,
            1,
            "put a line `date,value` above it",
        )
        return
    listed = ", ".join(shown(name.strip() or " ") for name in header[:_NAMED])
    more = " ..." if len(header) > _NAMED else ""
    table.report(
        metric_rules.invalid_header,
        f"the columns are called {listed}{more}",
        1,
        1,
        "call them `date` and `value`; there may be `people` and `segment`, and no others",
    )


def _is_number(text: str) -> bool:
    try:
        number(text)
    except PydanticCustomError:
        return False
    return True


def _take(
    row: list[str],
    columns: tuple[str, ...],
    line: int,
    readings: dict[tuple[str, str | None], tuple[int, Reading]],
    table: _Table,
) -> None:
    if len(row) != len(columns):
        table.report(
            metric_rules.invalid_row,
            f"this row has {len(row)} columns, and the header has {len(columns)}",
            line,
            1,
            "write numbers with a point, not a comma, and put a text with a comma in quotes",
        )
        return
    cells = dict(zip(columns, (cell.strip() for cell in row), strict=True))
    before, told = len(table.findings), dict(table.repeated)
    at = {name: 1 + sum(len(cell) + 1 for cell in row[:position]) for position, name in enumerate(columns)}
    values: dict[str, Any] = {}
    for name, (read, what) in _READ.items():
        text = cells.get(name, "")
        if name == "people" and not text:
            continue
        try:
            values[name] = read(text)
        except (ValueError, PydanticCustomError):
            kind, way = _slip(name, text)
            message = f"`{name}` takes {what}, not {shown(text)}" if text else f"`{name}` is empty"
            table.report_once((name, kind), message, line, at[name], way)
    segment = cells.get("segment") or None
    if segment and len(segment) > TITLE_LENGTH:
        table.report(
            field_rules.too_long,
            f"the segment has {len(segment):,} characters, and {TITLE_LENGTH} is the limit",
            line,
            at["segment"],
        )
    if len(table.findings) > before or table.repeated != told:
        return
    key = (values["date"], segment)
    if key in readings:
        table.report(
            metric_rules.second_value,
            f"a second value for {values['date']}" + (f" and {shown(segment)}" if segment else ""),
            line,
            at["date"],
            f"line {readings[key][0]} has one already; keep one of the two",
        )
        return
    readings[key] = (line, Reading(values["date"], values["value"], values.get("people"), segment))


def _slip(name: str, text: str) -> tuple[str, str]:
    """The kind of mistake in a cell and its correction; "" for mistakes that are each different."""
    if not text:
        return "empty", "write it, or remove the row; what was not measured has none"
    if name == "date":
        kind, way = date_slip(text)
        return kind, f"{way}, and keep one value a day" if kind == "moment" else way
    if text.casefold() in _NOTHING:
        leave = "leave the cell empty" if name == "people" else "remove the row"
        return "nothing", f"{leave} where nobody knows it"
    if name == "people":
        return "", "write digits, such as `1200`, or leave the cell empty"
    if text.endswith("%") and _is_number(text[:-1].strip()):
        return "percent", f'write `{text[:-1].strip()}`, and `unit: "%"` in the file of the metric'
    if match := _GROUPED.fullmatch(text):
        whole = re.sub(r"[^0-9+-]", "", match[1])
        return (
            "grouped",
            f"write `{whole}{f'.{match[3]}' if match[3] else ''}`, without marks between thousands",
        )
    if _COMMA.fullmatch(text):
        return "comma", f"write `{text.replace(',', '.')}`, with a point"
    return "", "write digits, such as `12` or `3.5`, and the unit in the file of the metric"


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
