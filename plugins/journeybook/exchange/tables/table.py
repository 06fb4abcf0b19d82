"""A table of texts with places, whatever file it came from."""

from __future__ import annotations

from dataclasses import dataclass

from journeybook.diagnostics import Diagnostic, Place
from journeybook.rules import import_rules

ROWS = 5_000
"""The most rows of a table to import."""

COLUMNS = 50
"""The most columns of a table to import."""


@dataclass(frozen=True, slots=True)
class Row:
    """The texts of a row, "" for an empty cell, and its line in the file."""

    cells: tuple[str, ...]
    line: int

    @property
    def filled(self) -> int:
        """How many cells hold something."""
        return sum(1 for cell in self.cells if cell)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of the same width. `markdown` says that its texts are inline Markdown, not literal.

    `title` is the name of its sheet or the heading above it.
    """

    file: str
    rows: tuple[Row, ...]
    title: str | None = None
    markdown: bool = False
    line: int = 1

    def place(self, row: Row) -> Place:
        """The place of a row."""
        return Place(self.file, row.line)


def squared(rows: list[Row]) -> tuple[Row, ...]:
    """The rows with empty cells at their ends, so that all have the same width; no empty column at
    the end.
    """
    width = max((at + 1 for row in rows for at, cell in enumerate(row.cells) if cell), default=0)
    return tuple(Row((*row.cells[:width], *([""] * (width - len(row.cells)))), row.line) for row in rows)


def too_large(table: Table) -> Diagnostic | None:
    """The error for a table with more rows or columns than are read, or None."""
    rows, columns = len(table.rows), max((len(row.cells) for row in table.rows), default=0)
    for count, most, what in ((rows, ROWS, "rows"), (columns, COLUMNS, "columns")):
        if count > most:
            return import_rules.too_much_to_import.at(
                Place(table.file),
                f"the table has more {what} than are imported ({most:,})",
                "part it into several files, one for each map",
            )
    return None
