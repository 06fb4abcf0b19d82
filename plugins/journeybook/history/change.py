"""A change as data: what became of a map, a step or one of its fields, and how much a reviewer should care.

Values are kept as they stand in the sources, ids included; `history.words` says them, with the titles of the
library that is looked at. So a change that is kept for years is told with the names of today.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from journeybook.library.objects import Kind, Ref

Value: TypeAlias = str | float | bool | None


class Act(StrEnum):
    """What was done."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    RENAMED = "renamed"
    CHANGED = "changed"


class Sort(StrEnum):
    """What a change means to a reviewer, in the order in which they read it.

    A REGRESSION is what the portal now says to be worse for customers: news, and no fault of whoever wrote it down.
    """

    REGRESSION = "regression"
    REVIEW = "review"
    IMPROVEMENT = "improvement"
    ADDITION = "addition"
    REMOVAL = "removal"
    MOVE = "move"
    DETAIL = "detail"
    TEXT = "text"

    @property
    def rank(self) -> int:
        """0 for what is read first."""
        return _RANKS[self]


_RANKS = {sort: at for at, sort in enumerate(Sort)}


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the thing `ref`, or of its step or stage where `ref` names one.

    `ref` bears the id of today, of the past for what is gone. `field` is the name that authors write, with points
    between (`pains.severity`), "" for the thing or step as a whole and `lowest` for the map's lowest moment.
    `about` tells which item of the field it is: a pain's text, a persona's id, the title of a lane. `before` and
    `after` are its values, None where there was or is none. `trail` holds the titles of the stage and step. `guess`
    marks what is only likely to be the same thing as before.
    """

    sort: Sort
    act: Act
    ref: Ref
    field: str = ""
    about: str = ""
    before: Value = None
    after: Value = None
    trail: tuple[str, ...] = ()
    guess: bool = False

    @property
    def fingerprint(self) -> str:
        """12 hexadecimal digits, the same for the same change wherever it stands in a file."""
        parts = (
            self.ref.kind.value,
            self.ref.id,
            self.ref.step or "",
            self.act.value,
            self.field,
            _normal(self.about),
            _normal(self.before),
            _normal(self.after),
        )
        return fingerprint_of(*parts)

    @property
    def is_text(self) -> bool:
        """Whether only the wording changed."""
        return self.sort is Sort.TEXT


def fingerprint_of(*parts: str) -> str:
    """The first 12 hexadecimal digits of the SHA-256 of these texts."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=True).encode()).hexdigest()[:12]


def _normal(value: Value) -> str:
    """A value without what no reader sees: the breaks of lines and doubled spaces."""
    if value is None:
        return ""
    return " ".join(value.split()) if isinstance(value, str) else json.dumps(value)


@dataclass(frozen=True, slots=True)
class Low:
    """The lowest feeling of a map: its value, the step by its reference and title, and whose it is (None: everybody's)."""

    value: float
    ref: Ref
    title: str
    persona: str | None


@dataclass(frozen=True, slots=True)
class CurveColumn:
    """A step in the curves of before and after: the lowest feeling there, None where nobody wrote one down.

    `added` and `removed` tell a step that is only on one side from one without a feeling.
    """

    ref: Ref
    stage: str
    title: str
    before: float | None
    after: float | None
    added: bool = False
    removed: bool = False


@dataclass(frozen=True, slots=True)
class CurveChange:
    """A map's curve before and after. The means are over all feelings of everybody on the map.

    `ahead_before` and `ahead_after` say for each column which later ones may follow it on that side, where ways part;
    None where each leads to the next.
    """

    columns: tuple[CurveColumn, ...]
    mean_before: float | None
    mean_after: float | None
    lowest_before: Low | None
    lowest_after: Low | None
    ahead_before: tuple[tuple[int, ...], ...] | None = None
    ahead_after: tuple[tuple[int, ...], ...] | None = None

    @property
    def differs(self) -> bool:
        """Whether there is anything to see: a step at which a feeling changed, came or went."""
        return any(each.before != each.after for each in self.columns)


@dataclass(frozen=True, slots=True)
class Affected:
    """Something else that the change touches, and how: the name of the field by which it holds on to `what`."""

    ref: Ref
    field: str
    what: Ref


@dataclass(frozen=True, slots=True)
class ThingChange:
    """Everything that changed of one thing.

    `was` is its id before where that was another. `ref` is None for the portal's own words (scale, lanes, tags).
    `curve` is None for what has none, or where a side is missing. `ask` are the teams that should look at it.
    """

    ref: Ref | None
    title: str
    act: Act
    was: Ref | None = None
    guess: bool = False
    changes: tuple[Change, ...] = ()
    curve: CurveChange | None = None
    affected: tuple[Affected, ...] = ()
    ask: tuple[str, ...] = ()

    @property
    def sort(self) -> Sort:
        """The sort of its most telling change."""
        return min((each.sort for each in self.changes), key=lambda each: each.rank, default=Sort.TEXT)

    @property
    def told(self) -> tuple[Change, ...]:
        """The changes that are more than wording."""
        return tuple(each for each in self.changes if not each.is_text)

    @property
    def texts(self) -> tuple[Change, ...]:
        """The changes of wording alone."""
        return tuple(each for each in self.changes if each.is_text)

    @property
    def order(self) -> tuple[int, int, str]:
        """By what it means, then maps before all else, then by id."""
        kind = list(Kind).index(self.ref.kind) if self.ref else len(Kind)
        return (self.sort.rank, kind, self.ref.id if self.ref else "")
