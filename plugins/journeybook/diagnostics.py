"""Diagnostics: what is wrong with a source, where, and what to do about it.

A user's mistake is data. Whoever finds one adds a `Diagnostic` to a list and goes on; the shells decide
how to show them and whether they stop a build.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad it is: an error cannot be built or resolved, a warning misleads readers, an info could be better."""

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


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """Where in a source: the file relative to the portal's root with `/`, line and column from 1 (characters)."""

    file: str
    line: int = 1
    column: int = 1
    length: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Edit:
    """At `place`, `old` becomes `new`; a line in both ends in one line feed, whatever the file has. An insertion has no `old`."""

    place: Place
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that mend a finding, with words for a button. A safe one says what its author certainly meant."""

    message: str
    edits: tuple[Edit, ...]
    safe: bool = True


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: code (`JB` and three digits), severity, message (lower case, no full stop), place and a way out."""

    code: str
    severity: Severity
    message: str
    place: Place
    help: str | None = None
    fix: Fix | None = None

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """By file and place, then code: the order of every report."""
        return (self.place.file, self.place.line, self.place.column, self.code, self.message)


def arranged(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Without doubles, in the order of a report."""
    # Two that differ only in their help stay in the order in which they were found, on every run.
    return tuple(sorted(dict.fromkeys(diagnostics), key=lambda each: each.order))
