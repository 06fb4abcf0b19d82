"""Diagnostics: what is wrong with a source, where, and what to do about it.

A user's mistake is data. Whoever finds one adds a `Diagnostic` to a list and goes on; the hosts
decide how to show them and whether they stop a build.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How bad a finding is: errors cannot be built, warnings mislead readers, infos are advice."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the worst, so that sorting puts errors first."""
        return list(Severity).index(self)

    def reaches(self, level: Severity) -> bool:
        """Whether this is at least as bad as `level`."""
        return self.rank <= level.rank


# Named tuples are made three times as fast as frozen dataclasses, and each value of a map has one.
class Place(NamedTuple):
    """A place in a source: the file relative to the portal's root with `/`, line and column from 1.

    Columns count characters; `length` is that of the marked text.
    """

    file: str
    line: int = 1
    column: int = 1
    length: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Edit:
    """A replacement of `old` by `new` at `place`; an insertion has no `old`.

    Lines in both end in one line feed, whatever the file has.
    """

    place: Place
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that correct a finding, with words for a button.

    A safe fix is certainly what the author meant.
    """

    message: str
    edits: tuple[Edit, ...]
    safe: bool = True


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: code (`JB` and three digits), severity, message, place and a way out.

    Messages are in lower case, without a full stop.
    """

    code: str
    severity: Severity
    message: str
    place: Place
    help: str | None = None
    fix: Fix | None = None

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """The sort key of every report: file and place, then code."""
        return (self.place.file, self.place.line, self.place.column, self.code, self.message)


def arranged(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics without duplicates, in the order of a report."""
    # The sort is stable, so diagnostics that differ only in their help keep their order.
    return tuple(sorted(dict.fromkeys(diagnostics), key=lambda finding: finding.order))
