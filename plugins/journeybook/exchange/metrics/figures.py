"""The numbers of a column, as spreadsheets of any country write them."""

from __future__ import annotations

import re
from collections.abc import Sequence

_UNITS = re.compile(r"[%€$£¥\s\u00a0\u202f'’]|EUR|USD|GBP|CHF")
_NUMBER = re.compile(r"[-+]?(?:\d+(?:[.,]\d+)*|[.,]\d+)(?:[eE][-+]?\d+)?")
_THREE = re.compile(r"[-+]?[1-9]\d{0,2}([.,])\d{3}")


def figures_in(cells: Sequence[str]) -> tuple[list[float | None], bool]:
    """The number of each cell, None for another text, and whether the decimal mark is sure.

    One cell decides for the column: `1.234,5` makes the comma its decimal mark. Where all that is
    known are cells such as `1,234`, a comma is taken to part thousands, and a point decimals.
    """
    plain = [_UNITS.sub("", cell.replace("\u2212", "-").replace("٫", ".")) for cell in cells]
    numbers = [text for text in plain if _NUMBER.fullmatch(text)]
    marks = {mark for text in numbers if (mark := _decimal_mark(text))}
    open_to_doubt = [text for text in numbers if _THREE.fullmatch(text)]
    decimal = "," if marks == {","} else "."
    sure = not open_to_doubt or bool(marks) or all(text[-4] == "." for text in open_to_doubt)
    return [_figure(text, decimal) for text in plain], sure and len(marks) < 2


def _decimal_mark(text: str) -> str:
    """The decimal mark where a number shows it; "" where it does not."""
    points, commas = text.count("."), text.count(",")
    if points and commas:
        return "," if text.rfind(",") > text.rfind(".") else "."
    if points + commas > 1:
        return "." if commas else ","  # the mark that stands twice parts thousands
    if points + commas == 1 and not _THREE.fullmatch(text):
        return "," if commas else "."
    return ""


def _figure(text: str, decimal: str) -> float | None:
    if not _NUMBER.fullmatch(text):
        return None
    thousands = "." if decimal == "," else ","
    try:
        return float(text.replace(thousands, "").replace(decimal, "."))
    except ValueError:
        return None
