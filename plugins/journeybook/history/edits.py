"""The history of a portal as plain data: every edit, and who edited each object."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from journeybook.history.change import Act, Change, Sort
from journeybook.library.objects import Kind, Library, Ref


def moment_of(seconds: int) -> datetime.datetime:
    """A commit's time in UTC, limited to the range of `datetime`."""
    bounded = min(max(seconds, 0), 253_402_300_799)
    return datetime.datetime.fromtimestamp(bounded, datetime.UTC)


@dataclass(frozen=True, slots=True)
class Edit:
    """The changes of one object by one commit. `ref` has today's id, None for the vocabulary.

    `when` is in seconds since 1970; `people` are the commit's authors without bots.
    """

    commit: str
    when: int
    people: tuple[str, ...]
    subject: str
    ref: Ref | None
    title: str
    changes: tuple[Change, ...]

    @property
    def moment(self) -> datetime.datetime:
        """The time in UTC."""
        return moment_of(self.when)

    @property
    def day(self) -> datetime.date:
        """The date in UTC."""
        return self.moment.date()

    @property
    def told(self) -> tuple[Change, ...]:
        """The changes of more than wording."""
        return tuple(each for each in self.changes if not each.is_text)

    @property
    def sort(self) -> Sort:
        """The most important sort among its changes."""
        return min((each.sort for each in self.changes), key=lambda each: each.rank, default=Sort.TEXT)


@dataclass(frozen=True, slots=True)
class Ownership:
    """The dates of an object's first and last edit, and its editors, most frequent first."""

    first: datetime.date
    last: datetime.date
    people: tuple[str, ...]


@dataclass(frozen=True)
class History:
    """Every edit, newest first, and the editors of each object that exists today."""

    edits: tuple[Edit, ...] = ()
    care: Mapping[Ref, Ownership] = field(default_factory=dict)

    @property
    def newest(self) -> int | None:
        """The time of the newest edit in seconds since 1970; None without edits."""
        return self.edits[0].when if self.edits else None


def only(history: History, library: Library, ref: Ref) -> tuple[Edit, ...]:
    """The edits that concern an object, as `concerns` defines it.

    For a persona these include edits of maps that show it, for a team those of what it owns.
    """
    return tuple(each for each in history.edits if concerns(each, library, ref))


def concerns(edit: Edit, library: Library, ref: Ref) -> bool:
    """Whether an edit is of `ref`, of an object that belongs to it today, or names it."""
    if edit.ref == ref:
        return True
    item = library.item(edit.ref) if edit.ref else None
    if ref.id in getattr(item, "personas", ()) and ref.kind is Kind.PERSONA:
        return True
    if ref.kind is Kind.TEAM and getattr(item, "owner", None) == ref.id:
        return True
    return any(_names(each, ref) for each in edit.changes)


def _names(change: Change, ref: Ref) -> bool:
    if ref.kind is Kind.PERSONA:
        return change.field in ("emotion", "emotion_end") and change.about == ref.id
    if ref.kind is Kind.TEAM:
        return change.field in ("owner", "team") and ref.id in (change.before, change.after)
    return change.act is Act.RENAMED and change.ref.kind is ref.kind and change.before == ref.id
