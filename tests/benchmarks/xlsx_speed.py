"""A workbook of 5,000 rows read for an import, against openpyxl's bare reading of the same bytes."""

from __future__ import annotations

import argparse
import io
import statistics
import time

import openpyxl

from journeybook.exchange.importer import SourceFile
from journeybook.exchange.tables.table import ROWS
from journeybook.exchange.tables.workbook import read_sheets

COLUMNS = 10


def workbook() -> bytes:
    """A sheet with a header and as many rows as are imported."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Steps")
    sheet.append([f"Label {at}" for at in range(COLUMNS)])
    for number in range(ROWS - 1):
        sheet.append([number, *(f"text {number} of column {at}" for at in range(COLUMNS - 1))])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def bare(content: bytes) -> int:
    """How many rows openpyxl reads, values only, and nothing else."""
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    return sum(1 for _ in book["Steps"].iter_rows(values_only=True))


def ours(content: bytes) -> int:
    """How many rows the importer reads, with all limits and all checks of characters."""
    (table,), _ = read_sheets(SourceFile("steps.xlsx", content))
    return len(table.rows)


def main() -> None:
    """Print both times and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    content = workbook()
    times: dict[str, list[float]] = {"openpyxl": [], "import": []}
    for _ in range(rounds):
        for name, read in (("openpyxl", bare), ("import", ours)):
            began = time.process_time()
            assert read(content) == ROWS
            times[name].append(time.process_time() - began)
    for name, each in times.items():
        print(f"{name:10} {statistics.median(each):6.2f} s of CPU")
    ratios = [a / b for a, b in zip(times["import"], times["openpyxl"], strict=True)]
    print(f"ratio      {statistics.median(ratios):6.2f}; the goal is 3 s for {ROWS:,} rows")


if __name__ == "__main__":
    main()
