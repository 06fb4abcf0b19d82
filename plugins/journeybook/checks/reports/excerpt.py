"""The source line of a diagnostic with a caret below the place, aligned for a terminal."""

from __future__ import annotations

from journeybook.diagnostics import Diagnostic
from journeybook.text.characters import printable

WIDTH = 100
"""The columns of source that are shown; longer lines are cut around the caret."""

_CUT = "…"
_BEFORE = 40


def excerpt(finding: Diagnostic, text: str) -> list[str]:
    """The lines of the excerpt with their gutter; empty if the place is not in `text`."""
    lines = text.split("\n")
    place = finding.place
    if place.line > len(lines) or not text:
        return []
    source = lines[place.line - 1].rstrip()
    if not source:
        return []
    start = min(place.column - 1, len(source))
    end = min(max(start + place.length, start + 1), max(len(source), start + 1))
    shown, left, marked = _window(source, start, end)
    number = str(place.line)
    blank = " " * len(number)
    caret = " " * left + "^" * max(1, marked)
    return [f"{blank} |", f"{number} | {shown}", f"{blank} | {caret}"]


def _window(source: str, start: int, end: int) -> tuple[str, int, int]:
    """The part of a line to show, the columns before the caret, and the columns underlined."""
    before, marked, after = source[:start], source[start:end], source[end:]
    head = ""
    if cells(source) > WIDTH:
        if cells(before) > _BEFORE:
            before = _last(before, _BEFORE)
            head = _CUT
        marked_room = WIDTH - cells(head + before)
        if cells(marked) > marked_room:
            marked, after = _first(marked, marked_room - 1) + _CUT, ""
        room = WIDTH - cells(head + before + marked)
        if cells(after) > room:
            after = _first(after, room - 1) + _CUT
    left, middle, right = (_shown(part) for part in (before, marked, after))
    return head + left + middle + right, cells(head + left), cells(middle)


def _shown(text: str) -> str:
    return printable(text.replace("\t", " "))


def _first(text: str, width: int) -> str:
    """The longest beginning of `text` that fits into `width` columns."""
    used = 0
    for at, character in enumerate(text):
        used += cells(character)
        if used > width:
            return text[:at]
    return text


def _last(text: str, width: int) -> str:
    """The longest end of `text` that fits into `width` columns."""
    used = 0
    for at in range(len(text) - 1, -1, -1):
        used += cells(text[at])
        if used > width:
            return text[at + 1 :]
    return text


def cells(text: str) -> int:
    """The width of `text` in terminal columns: wide characters take 2, combining marks 0."""
    if text.isascii() and text.isprintable():
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415  # few lines need it

    return cell_len(printable(text))
