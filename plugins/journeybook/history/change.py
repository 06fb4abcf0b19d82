"""A change as data: what happened to a map, a step or a field, and its importance to a reviewer.

Values are stored as in the sources, including ids; `reports.change_phrases` turns them into text
with the titles of the current library. So old changes are shown with today's names.
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
    """The kind of operation."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    RENAMED = "renamed"
    CHANGED = "changed"


class Sort(StrEnum):
    """The importance of a change to a reviewer, in reading order.

    A REGRESSION means that the experience of customers is now described as worse. It is news, not a
    fault of its author.
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
        """The position in reading order, from 0."""
        return _RANKS[self]


_RANKS = {sort: at for at, sort in enumerate(Sort)}


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the object `ref`, or of its step or stage if `ref` names one.

    `ref` has today's id, or the last one of an object that is gone. `field` is the name that
    authors write, with points between (`pains.severity`), "" for the object or step as a whole and
    `lowest` for the map's lowest emotion. `about` identifies the item of the field: a pain's text,
    a persona's id, the title of a lane. `before` and `after` are its values, None if absent.
    `trail` holds the titles of the stage and step. `guess` marks objects that were matched by
    similarity alone.
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
        """12 hexadecimal digits that identify the change, independent of its place in a file."""
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
    """A value with whitespace collapsed."""
    if value is None:
        return ""
    return " ".join(value.split()) if isinstance(value, str) else json.dumps(value)


@dataclass(frozen=True, slots=True)
class Low:
    """The lowest emotion of a map: value, step (reference and title) and persona (None: all)."""

    value: float
    ref: Ref
    title: str
    persona: str | None


@dataclass(frozen=True, slots=True)
class CurveColumn:
    """A step in the emotion curves before and after: its lowest emotion, None if not written.

    `added` and `removed` mark steps that exist on one side only.
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
    """The emotion curves of a map before and after; means are over all emotions of all personas.

    `ahead_before` and `ahead_after` give for each column the later columns that can follow it on
    that side of a map with branches; None if each column leads to the next.
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
        """Whether an emotion changed, was added or was removed."""
        return any(each.before != each.after for each in self.columns)


@dataclass(frozen=True, slots=True)
class Affected:
    """An object that refers to the changed `what`, and the field with the reference."""

    ref: Ref
    field: str
    what: Ref


@dataclass(frozen=True, slots=True)
class ThingChange:
    """All changes of one object.

    `was` is its earlier id if that was different. `ref` is None for the vocabulary (scale, lanes,
    tags). `curve` is None for objects without one, or if a side is missing. `ask` are the teams
    that should review it.
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
        """The most important sort among its changes."""
        return min((each.sort for each in self.changes), key=lambda each: each.rank, default=Sort.TEXT)

    @property
    def told(self) -> tuple[Change, ...]:
        """The changes of more than wording."""
        return tuple(each for each in self.changes if not each.is_text)

    @property
    def texts(self) -> tuple[Change, ...]:
        """The changes of wording alone."""
        return tuple(each for each in self.changes if each.is_text)

    @property
    def order(self) -> tuple[int, int, str]:
        """The sort key: importance, then kind, then id."""
        kind = list(Kind).index(self.ref.kind) if self.ref else len(Kind)
        return (self.sort.rank, kind, self.ref.id if self.ref else "")
