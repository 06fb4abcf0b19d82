"""CSV as spreadsheets and boards of any country write it: its encoding, separator and rows."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator

from journeybook.diagnostics import Diagnostic, Place
from journeybook.exchange.importer import SourceFile
from journeybook.exchange.tables.header_words import known_words
from journeybook.exchange.tables.table import COLUMNS, ROWS, Row, Table, squared, too_large
from journeybook.rules import import_rules
from journeybook.text.characters import check_characters

SEPARATORS = (",", ";", "\t", "|")

_UNICODE = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_OTHERS = ("cp1252", "cp932", "gb18030", "cp949", "cp950", "cp1256", "cp1251", "mac_roman")
"""What spreadsheets write where they do not write Unicode. Western European is first: of two with
as many known words, the first is taken."""

_LOOKED_AT = 60
"""The records by which a separator is judged."""

CELL_LENGTH = 100_000
"""The most characters of a cell."""


def read_table(source: SourceFile) -> tuple[Table | None, tuple[Diagnostic, ...]]:
    """The table in a CSV file, or None with an error."""
    text, findings = text_of(source)
    if text is None:
        return None, findings
    said, separator = _separator(text)
    rows: list[Row] = []
    try:
        for line, cells in _records(text, separator):
            if said and line == 1:
                continue
            rows.append(Row(tuple(cell.strip() for cell in cells), line))
            if len(rows) > ROWS or len(cells) > COLUMNS * 10:
                break
    except csv.Error as fault:
        return None, (*findings, _unreadable(source, str(fault)))
    table = Table(source.name, squared(rows))
    large = too_large(table)
    return (None, (*findings, large)) if large else (table, findings)


def text_of(source: SourceFile) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """The text of a file in UTF-8, UTF-16 or what spreadsheets write instead; None after errors."""
    name, found = _encoding(source.content)
    try:
        text = source.content.decode(name)
    except UnicodeDecodeError:
        return None, (_unreadable(source, f"it is no {name.upper()}"),)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    problems = check_characters(text, source.name)
    if problems:
        return None, problems
    if not found:
        return text, ()
    note = import_rules.import_note.at(
        Place(source.name),
        f"the file is no UTF-8 and was read as {name}",
        "look at its letters with accents; where they are wrong, save it as `CSV UTF-8`",
    )
    return text, (note,)


def _encoding(content: bytes) -> tuple[str, bool]:
    """The name of an encoding, and whether it is a guess."""
    for mark, name in _UNICODE:
        if content.startswith(mark):
            return name, False
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8", False
    best, most = "cp1252", -1
    for name in _OTHERS:
        try:
            text = content.decode(name)
        except UnicodeDecodeError:
            continue
        if (count := known_words(text[:20_000])) > most:
            best, most = name, count
    return best, True


def _separator(text: str) -> tuple[bool, str]:
    """The separator, and whether the first line only names it, as Excel does: `sep=;`."""
    first = text.partition("\n")[0].strip().strip('"')
    if first.lower().startswith("sep=") and len(first) == len("sep=") + 1:
        return True, first[-1]

    def rank(separator: str) -> tuple[int, int]:
        counts: Counter[int] = Counter()
        try:
            for _, cells in _records(text, separator, _LOOKED_AT):
                if len(cells) > 1:
                    counts[len(cells)] += 1
        except csv.Error:
            return (0, 0)
        # Many rows of one width are a better sign than a wide row.
        width, rows = max(counts.items(), key=lambda each: (each[1], each[0]), default=(0, 0))
        return (rows, width)

    return False, max(SEPARATORS, key=rank)


def _records(text: str, separator: str, most: int | None = None) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(CELL_LENGTH)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    line = 1
    for number, cells in enumerate(reader):
        if most is not None and number == most:
            return
        yield line, cells
        line = reader.line_num + 1


def _unreadable(source: SourceFile, reason: str) -> Diagnostic:
    return import_rules.not_imported.at(
        Place(source.name), f"this is no CSV: {reason}", "save it again as `CSV UTF-8` out of the spreadsheet"
    )
