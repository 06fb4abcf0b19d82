"""Applies fixes to the bytes of files.

Comments, order, quotes, byte order marks and line ends stay, because nothing is parsed and
rewritten. An edit is not made if its place does not hold the text that it replaces.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from journeybook.diagnostics import Diagnostic, Edit, Fix

_LINE_END = re.compile(r"\r\n|\r|\n")
_BOM = "\ufeff"


def mendable(found: Iterable[Diagnostic], texts: Mapping[str, str]) -> list[Diagnostic]:
    """The findings, without those fixes whose places do not hold the text that they replace."""
    lines: dict[str, _Lines] = {}

    def stands(edit: Edit) -> bool:
        text = texts.get(edit.place.file)
        if text is None:
            return False
        if edit.place.file not in lines:
            lines[edit.place.file] = _Lines(text)
        at = lines[edit.place.file].offset(edit.place.line, edit.place.column)
        return at is not None and text.startswith(edit.old, at)

    return [
        replace(each, fix=None) if each.fix and not all(stands(edit) for edit in each.fix.edits) else each
        for each in found
    ]


@dataclass(frozen=True, slots=True)
class Mended:
    """The new bytes of a file, and the number of fixes applied."""

    content: bytes
    made: int


def mend(content: bytes, fixes: Iterable[Fix]) -> Mended:
    """The bytes of a file after its fixes; of two that touch, the first is applied."""
    text = content.decode("utf-8")
    mark = _BOM if text.startswith(_BOM) else ""
    text = text[len(mark) :]
    lines = _Lines(text)
    taken: list[tuple[int, int, str]] = []
    made = 0
    for fix in fixes:
        spans = [_span(edit, text, lines) for edit in fix.edits]
        wanted = [span for span in spans if span is not None]
        if len(wanted) == len(spans) and not any(_touches(one, taken) for one in wanted):
            for one in wanted:
                insort(taken, one)
            made += 1
    parts = []
    at = 0
    for start, end, new in taken:
        parts += [text[at:start], new]
        at = end
    return Mended((mark + "".join(parts) + text[at:]).encode("utf-8"), made)


def _span(edit: Edit, text: str, lines: _Lines) -> tuple[int, int, str] | None:
    """The offsets of an edit, and its text with the file's line ends; None without a match."""
    start = lines.offset(edit.place.line, edit.place.column)
    if start is None:
        return None
    end = start
    for at, part in enumerate(edit.old.split("\n")):
        if at:
            match = _LINE_END.match(text, end)
            if not match:
                return None
            end = match.end()
        if not text.startswith(part, end):
            return None
        end += len(part)
    return start, end, edit.new.replace("\n", lines.ending)


def _touches(one: tuple[int, int, str], taken: list[tuple[int, int, str]]) -> bool:
    """Whether a span touches one of `taken`, which are sorted and do not touch each other."""
    at = bisect_left(taken, one)
    return any(other[0] <= one[1] and one[0] <= other[1] for other in taken[max(0, at - 1) : at + 1])


class _Lines:
    """The offsets of the lines of a text with any line ends."""

    def __init__(self, text: str) -> None:
        ends = list(_LINE_END.finditer(text))
        self.ending = ends[0][0] if ends else "\n"
        self._starts = [0, *(each.end() for each in ends)]
        self._ends = [*(each.start() for each in ends), len(text)]

    def offset(self, line: int, column: int) -> int | None:
        """The offset of a line and column, from 1; None outside of the text."""
        if not 0 < line <= len(self._starts):
            return None
        at = self._starts[line - 1] + column - 1
        return at if column > 0 and at <= self._ends[line - 1] else None
