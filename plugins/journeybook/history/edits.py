"""What git tells of a portal, as plain data: every edit, and who looked after each thing."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from journeybook.history.change import Act, Change, Sort
from journeybook.library.objects import Kind, Library, Ref


def moment_of(seconds: int) -> datetime.datetime:
    """A commit's time in UTC; the ends of the calendar for a time that no calendar has."""
    bounded = min(max(seconds, 0), 253_402_300_799)
    return datetime.datetime.fromtimestamp(bounded, datetime.UTC)


@dataclass(frozen=True, slots=True)
class Edit:
    """What one commit did to one thing. `ref` is what the thing is called today, None for the portal's own words.

    `when` is in seconds since 1970; `people` are the commit's authors, programs left out.
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
        """When it was done, in UTC."""
        return moment_of(self.when)

    @property
    def day(self) -> datetime.date:
        """On which day, in UTC."""
        return self.moment.date()

    @property
    def told(self) -> tuple[Change, ...]:
        """The changes that are more than wording."""
        return tuple(each for each in self.changes if not each.is_text)

    @property
    def sort(self) -> Sort:
        """The sort of its most telling change."""
        return min((each.sort for each in self.changes), key=lambda each: each.rank, default=Sort.TEXT)


@dataclass(frozen=True, slots=True)
class Ownership:
    """Who looked after a thing: the days of its first and last edit, and everybody who edited it, most often first."""

    first: datetime.date
    last: datetime.date
    people: tuple[str, ...]


@dataclass(frozen=True)
class History:
    """What git tells of a portal: every edit, newest first, and the care that each thing of today got."""

    edits: tuple[Edit, ...] = ()
    care: Mapping[Ref, Ownership] = field(default_factory=dict)

    @property
    def newest(self) -> int | None:
        """When the newest edit was made, in seconds since 1970."""
        return self.edits[0].when if self.edits else None


def only(history: History, library: Library, ref: Ref) -> tuple[Edit, ...]:
    """The edits that concern a thing: its own; of a persona also those of maps that show them, of a team what it owns."""
    return tuple(each for each in history.edits if concerns(each, library, ref))


def concerns(edit: Edit, library: Library, ref: Ref) -> bool:
    """Whether an edit is of `ref`, of what belongs to it today, or names it."""
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
