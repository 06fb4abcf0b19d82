"""Verifies that a text could have been written by `journeybook diff --format markdown`.

The text comes from a workflow that read an outsider's proposal, so it cannot be trusted. It is not
repaired. Line by line it must be what the report has at that place (`comment_lines`), with texts
whose markup is escaped and whose mentions of users are broken up. The time is linear in the length.
"""

from __future__ import annotations

import re

from journeybook.reports import comment_lines as kinds
from journeybook.reports.comment_lines import MARKER, Line, call_in
from journeybook.reports.markdown import LISTED, ROOM, ROWS
from journeybook.text.characters import first_refused

_MARKS = {
    "<": "holds markup",
    "&": "holds markup",
    "`": "holds code",
    "~": "holds code",
    "[": "holds a link or a picture",
    "]": "holds a link or a picture",
    "$": "holds a formula",
    "/": "begins as a command",
}
_ESCAPED = re.compile(r"\\[\\`*_\[\]<>|~$&]")
_BLANK = 2
"""The most empty lines in a row."""


class _Fault(Exception):  # noqa: N818 (control flow within this module)
    """The line at the cursor is not allowed there."""


def fault_in(text: str, preview: str | None = None) -> str | None:
    """A reason why a text is not a report of ours, with its line; None if it may be one.

    `preview` is the address, with `/` at its end, below which links may lead to pages and steps.
    """
    if len(text) > ROOM:
        return f"it is longer than {ROOM:,} characters"
    if not text.startswith(f"{MARKER}\n"):
        return "it does not begin as a report does"
    refused = first_refused(text)
    if refused:
        return f"line {text.count(chr(10), 0, refused.start()) + 1} holds a character that no report holds"
    report = _Report(text.split("\n"), preview)
    try:
        report.read()
    except _Fault:
        return f"line {report.at + 1} {_seen(report.line)}"
    return None


def _seen(line: str) -> str:
    """What is wrong with a line that does not belong where it is."""
    if line.startswith(("```", "~~~")):
        return "draws something else than two curves" if "mermaid" in line else "holds code"
    if call_in(line):
        return "calls somebody, or leads to an address"
    bare = _ESCAPED.sub("..", line)
    if bare.startswith("/"):
        return _MARKS["/"]
    found = next((_MARKS[mark] for mark in bare if mark in _MARKS and mark != "/"), None)
    return found or "is none that a report has there"


class _Report:
    """A cursor over the lines of a text."""

    def __init__(self, lines: list[str], preview: str | None) -> None:
        self.lines = lines
        self.preview = preview
        self.target = re.compile(rf"\]\({re.escape(preview or '')}[^()\s]*\)")
        self.at = 0

    @property
    def line(self) -> str:
        return self.lines[self.at] if self.at < len(self.lines) else ""

    def read(self) -> None:
        self.at = 1  # behind the marker
        self.need(kinds.HEADING)
        self.need_blank()
        if self.may(kinds.NOTHING):
            return self.end()
        self.need(kinds.OVERVIEW_HEAD)
        self.need(kinds.OVERVIEW_RULE)
        self.some(kinds.OVERVIEW_ROW, LISTED)
        self.may(kinds.OVERVIEW_MORE)
        self.need_blank()
        while self.may(kinds.NOTE):
            self.need_blank()
        while self.may(kinds.SECTION):
            self.section()
        if self.may(kinds.LEFT_OUT):
            self.need_blank()
        if self.may(kinds.HONEST_LINE):
            self.need_blank()
        self.need(kinds.SMALL)
        return self.end()

    def section(self) -> None:
        self.need_blank()
        if self.may(kinds.PREVIEW):
            self.need_blank()
        if self.may(kinds.CHART):
            self.chart()
            self.need_blank()
        if self.may(kinds.TABLE_HEAD):
            self.table(ROWS)
            self.need_blank()
        while self.may(kinds.FOLDED):
            self.need_blank()
            self.need(kinds.TABLE_HEAD)
            self.table(ROOM)
            self.need_blank()
            self.need(kinds.FOLDED_END)
            self.need_blank()
        ends = False
        while self.may(kinds.TOUCHED):
            ends = True
        if self.may(kinds.TEAMS) or ends:
            self.need_blank()

    def table(self, most: int) -> None:
        self.need(kinds.TABLE_RULE)
        self.some(kinds.TABLE_ROW, most)

    def chart(self) -> None:
        for each in (
            kinds.CHART_RULE,
            kinds.CHART_CONFIG,
            kinds.CHART_RULE,
            kinds.CHART_KIND,
            kinds.CHART_TITLE,
        ):
            self.need(each, texts=False)
        start = self.at
        labels = self.need(kinds.CHART_X, texts=False)["labels"].count('", "')
        self.need(kinds.CHART_Y, texts=False)
        numbers = [self.need(kinds.CHART_LINE)["numbers"].count(",") for _ in range(2)]
        if numbers != [labels, labels]:
            self.at = start
            raise _Fault
        self.need(kinds.CHART_END)

    def end(self) -> None:
        if self.lines[self.at :] != [""]:
            raise _Fault

    def may(self, kind: Line, *, texts: bool = True) -> re.Match[str] | None:
        """The fields of the next line if it is of this kind; the cursor then moves on."""
        found = kind.match(self.line, self.preview) if self.at < len(self.lines) else None
        if found is None or (texts and call_in(self._without_link(self.line))):
            return None
        self.at += 1
        return found

    def need(self, kind: Line, *, texts: bool = True) -> re.Match[str]:
        found = self.may(kind, texts=texts)
        if found is None:
            raise _Fault
        return found

    def some(self, kind: Line, most: int) -> None:
        self.need(kind)
        for _ in range(most - 1):
            if not self.may(kind):
                return

    def need_blank(self) -> None:
        start = self.at
        while self.at < len(self.lines) and not self.lines[self.at] and self.at - start < _BLANK:
            self.at += 1
        if self.at == start:
            raise _Fault

    def _without_link(self, line: str) -> str:
        """A line with the addresses of its valid links removed."""
        return line if self.preview is None else self.target.sub("]", line)
