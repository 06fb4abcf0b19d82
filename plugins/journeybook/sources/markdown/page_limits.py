"""Limits of a hand-written page, checked line by line before a Markdown parser reads it.

Python-Markdown searches the rest of a paragraph for each open bracket, and recurses for nested
lists. A page with more of either than `PageLimits` allows is refused here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from journeybook.diagnostics import Diagnostic, Place
from journeybook.rules import site_rules
from journeybook.sources.limits import PageLimits
from journeybook.sources.markdown.code_blocks import fences_of

_BRACKET = re.compile(r"\\.|[\[\]]")
_MARKER = re.compile(r"[ \t]*(?:>|(?:[-*+:]|[0-9]{1,9}[.)])(?=[ \t])|(?:[!?]{3}|={3})(?=[+ \t]))")
_RULE = re.compile(r"[ \t]*(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})")
_HEADING = re.compile(r"#{1,6}(?!#)|[ ]{0,3}(?:=+|-+)[ \t]*\Z")
_TAB = 4


def beyond_limits(
    lines: Sequence[str], place: Place, limits: PageLimits, drawn: Collection[str]
) -> Diagnostic | None:
    """The diagnostic for the first limit that a page exceeds, or None.

    `lines` are its Markdown, of which the first stands at `place`; fences in a language of `drawn`
    become drawings.
    """
    code = bytearray(len(lines))
    fences = 0
    for fence in fences_of(lines, deepest=max(map(len, lines), default=0)):
        # An unclosed fence does not exclude the rest of the page from the check.
        last = fence.first if fence.last is None else fence.last
        code[fence.first : last + 1] = b"\1" * (last + 1 - fence.first)
        fences += fence.language in drawn
        if fences > limits.page_fences:
            return _beyond(
                Place(place.file, place.line + fence.first),
                f"more than {limits.page_fences:,} fences on a page are drawn",
                "page_fences",
                "spread them over several pages, or link to the maps",
            )
    look = _Look(limits)
    for row, line in enumerate(lines):
        said = None if code[row] else look.at(line)
        if said is not None:
            return _beyond(Place(place.file, place.line + row), *said)
    return None


def page_too_costly(place: Place, limits: PageLimits) -> Diagnostic:
    """The diagnostic for a page whose rendering exceeded the time limit."""
    return site_rules.page_takes_too_long.at(
        place,
        f"making HTML of this page takes more than {limits.page_seconds:,} seconds",
        "spread it over several pages, or look for a long run of brackets, stars or open tags; "
        "`limits: {page_seconds: …}` allows more",
    )


def page_too_deep(place: Place) -> Diagnostic:
    """The diagnostic for a page that nests deeper than the parser can follow."""
    return site_rules.page_beyond_limit.at(
        place,
        "marks within marks go deeper on this page than can be followed",
        "look for a long run of stars, or for lists and tags within each other",
    )


def _beyond(place: Place, message: str, limit: str, way_out: str) -> Diagnostic:
    return site_rules.page_beyond_limit.at(place, message, f"{way_out}; `limits: {{{limit}: …}}` allows more")


class _Look:
    """The state of a check: open brackets, lists around the current line, headings so far."""

    def __init__(self, limits: PageLimits) -> None:
        self._limits = limits
        self._open = 0
        self._headings = 0
        self._within: list[int] = []
        self._blank = True

    def at(self, line: str) -> tuple[str, str, str] | None:
        """The limit that the line exceeds, as message, name of the limit and way out; else None."""
        if not line.strip():
            self._open, self._blank = 0, True
            return None
        if self._nested(line) > self._limits.page_nesting:
            return (
                f"more than {self._limits.page_nesting:,} lists or quotations, each within the other",
                "page_nesting",
                "nest them less deeply, or put a line of dots and stars into a fence of code",
            )
        self._blank = False
        if _HEADING.match(line):
            self._headings += 1
            if self._headings > self._limits.page_headings:
                return (
                    f"a page with more than {self._limits.page_headings:,} headings is not shown",
                    "page_headings",
                    "spread it over several pages",
                )
        for mark in _BRACKET.finditer(line) if "[" in line or "]" in line else ():
            self._open = (
                self._open + 1 if mark[0] == "[" else max(0, self._open - 1) if mark[0] == "]" else self._open
            )
            if self._open > self._limits.page_brackets:
                return (
                    f"more than {self._limits.page_brackets:,} brackets are open at once",
                    "page_brackets",
                    "close them, write `\\[` for a bracket that opens nothing, or put them into a fence of code",
                )
        return None

    def _nested(self, line: str) -> int:
        """The depth of lists and quotations at the beginning of the line, including open ones."""
        if line[0] not in " \t" and self._blank:
            self._within.clear()
        found = _MARKER.match(line)
        if not found or _RULE.fullmatch(line):
            return 0
        indent = _columns(line)
        while self._within and self._within[-1] >= indent:
            self._within.pop()
        self._within.append(indent)
        more = 0
        while found := _MARKER.match(line, found.end()):
            more += 1
        return len(self._within) + more


def _columns(line: str) -> int:
    """The width of the indentation of a line, in columns."""
    indent = line[: len(line) - len(line.lstrip(" \t"))]
    return len(indent.expandtabs(_TAB))
