"""The agenda: what has to be reviewed or gathered again, and by when.

Dates are judged on a given day, never on the clock's. Maps and personas are due for a review;
evidence is due to be gathered again when its validity ends. Drafts and retired maps are on no
agenda.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from journeybook.incremental.recorded_day import Today, days_before, days_late
from journeybook.insight.evidence_validity import ValidityState, expires, validity
from journeybook.insight.review import Review, ReviewState, is_reviewed, review_of, reviews
from journeybook.library.objects import Kind, Library, Ref
from journeybook.model.evidence import Evidence
from journeybook.model.journey import Journey

SOON = datetime.timedelta(days=30)
"""Entries due within 30 days count as due soon: enough time to arrange a review."""

MONTHS = 12
"""The number of months that the agenda shows ahead."""


class Urgency(StrEnum):
    """How urgent an entry is, the most urgent first."""

    OVERDUE = "overdue"
    NEVER = "never"
    SOON = "soon"
    LATER = "later"
    OPEN_ENDED = "open-ended"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the agenda.

    `last` is the day of the last review, for evidence the day on which it was gathered. `due` is
    the last day on which it still counts as fresh; None if there is no review rhythm or no date to
    count from (`urgency` is then NEVER: never reviewed, or evidence without a date). `days_late`
    counts the days past `due`, 0 if it is not late.
    """

    ref: Ref
    title: str
    owner: str | None
    last: datetime.date | None
    due: datetime.date | None
    urgency: Urgency
    days_late: int = 0

    @property
    def waits(self) -> bool:
        """Whether the entry needs action now."""
        return self.urgency in (Urgency.OVERDUE, Urgency.NEVER, Urgency.SOON)


@dataclass(frozen=True, slots=True)
class OwnAgenda:
    """The entries of one team; `owner` is None for entries without an owner."""

    owner: str | None
    entries: tuple[Entry, ...]

    def count(self, urgency: Urgency) -> int:
        """The number of entries of this urgency."""
        return sum(1 for entry in self.entries if entry.urgency is urgency)


@dataclass(frozen=True, slots=True)
class Month:
    """The entries due in one month; `start` is its first day."""

    start: datetime.date
    entries: tuple[Entry, ...]


PlannedEntry: TypeAlias = tuple[str | None, bool]
"""The owner of an entry, and whether the entry has a day."""


def agenda(library: Library, today: Today | None = None) -> tuple[Entry, ...]:
    """Every entry of the portal, the most urgent first, then by due date.

    Without a day no entry is overdue or due soon.
    """
    entries = [_reviewed(review, today) for review in reviews(library, today)]
    entries += (_gathered(each, today) for each in library.evidence.values())
    ranks = list(Urgency)
    return tuple(
        sorted(
            entries,
            key=lambda entry: (
                ranks.index(entry.urgency),
                entry.due or datetime.date.max,
                entry.title.casefold(),
                entry.ref,
            ),
        )
    )


def planned_entry(journey: Journey) -> PlannedEntry | None:
    """The entry of a map as far as pages are planned by it; None if it has none."""
    review = review_of(journey) if is_reviewed(journey) else None
    return None if review is None else (review.owner, review.due is not None)


def other_planned_entries(library: Library) -> Iterator[PlannedEntry]:
    """The entries of all that is no map, as far as pages are planned by them."""
    for persona in library.personas.values():
        review = review_of(persona)
        yield review.owner, review.due is not None
    for source in library.evidence.values():
        yield source.owner, expires(source) is not None


def in_order_of_titles(owners: Iterable[str | None], library: Library) -> list[str | None]:
    """Teams in the order of their titles, None last."""

    def place(owner: str | None) -> tuple[bool, str, str]:
        title = library.title(Ref(Kind.TEAM, owner)) if owner else ""
        return owner is None, title.casefold(), owner or ""

    return sorted(owners, key=place)


def by_owner(entries: Iterable[Entry], library: Library) -> tuple[OwnAgenda, ...]:
    """The entries by team, in the order of the teams' titles; those without an owner come last."""
    found: dict[str | None, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.owner, []).append(entry)
    return tuple(OwnAgenda(owner, tuple(found[owner])) for owner in in_order_of_titles(found, library))


def months(entries: Iterable[Entry], start: datetime.date, count: int = MONTHS) -> tuple[Month, ...]:
    """The entries due in each of `count` months from that of `start`, including empty months.

    Overdue entries are in none of them.
    """
    found: dict[tuple[int, int], list[Entry]] = {}
    for entry in entries:
        if entry.due and entry.urgency is not Urgency.OVERDUE:
            found.setdefault((entry.due.year, entry.due.month), []).append(entry)
    first = start.year * 12 + start.month - 1
    return tuple(
        Month(datetime.date(year, month + 1, 1), tuple(found.get((year, month + 1), ())))
        for year, month in (divmod(index, 12) for index in range(first, first + count))
        if year <= datetime.MAXYEAR
    )


def _reviewed(review: Review, today: Today | None) -> Entry:
    urgency = {
        ReviewState.OVERDUE: Urgency.OVERDUE,
        ReviewState.NEVER: Urgency.NEVER,
        ReviewState.DUE: _ahead(review.due, today),
        ReviewState.OPEN_ENDED: Urgency.OPEN_ENDED,
    }[review.state]
    return Entry(
        review.ref, review.title, review.owner, review.reviewed, review.due, urgency, review.days_late(today)
    )


def _gathered(source: Evidence, today: Today | None) -> Entry:
    found = validity(source, today)
    urgency = {
        ValidityState.TOO_OLD: Urgency.OVERDUE,
        ValidityState.FRESH: _ahead(found.until, today),
        ValidityState.OPEN_ENDED: Urgency.OPEN_ENDED,
        ValidityState.UNDATED: Urgency.NEVER,
    }[found.state]
    ref = Ref(Kind.EVIDENCE, source.id)
    return Entry(
        ref, source.title, source.owner, source.date, found.until, urgency, days_late(found.until, today)
    )


def _ahead(due: datetime.date | None, today: Today | None) -> Urgency:
    return Urgency.SOON if due and today and today >= days_before(due, SOON) else Urgency.LATER
