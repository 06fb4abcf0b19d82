"""The agenda: everything that somebody must look at again, by when, judged on a day that is never the clock's.

Maps and personas are due for a review, evidence is due to be gathered anew when the time is over that its authors
gave it. Drafts and retired maps are on no agenda: the first are being written, the second nobody looks after.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from journeybook.insight.evidence_validity import ValidityState, validity
from journeybook.insight.review import Review, ReviewState, reviews
from journeybook.library.objects import Kind, Library, Ref
from journeybook.model.evidence import Evidence

SOON = datetime.timedelta(days=30)
"""A month: less is too short to find the people and the hour, more is nothing that one would do today."""

MONTHS = 12
"""A year ahead: reviews are agreed for a year at most, and what lies beyond has time."""


class Urgency(StrEnum):
    """Where an entry stands; what asks for somebody first stands first."""

    OVERDUE = "overdue"
    NEVER = "never"
    SOON = "soon"
    LATER = "later"
    OPEN_ENDED = "open-ended"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on the agenda.

    `last` is the day of its last review, for evidence the day on which it was gathered. `due` is the last day on
    which it still counts as fresh, None where no rhythm was agreed or nothing to count from is known (then it is
    NEVER: never reviewed, or evidence without a date). `days_late` counts the days past `due`, 0 where it is not late.
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
        """Whether somebody should do something now."""
        return self.urgency in (Urgency.OVERDUE, Urgency.NEVER, Urgency.SOON)


@dataclass(frozen=True, slots=True)
class OwnAgenda:
    """What one team has to look at; `owner` is None for what nobody owns."""

    owner: str | None
    entries: tuple[Entry, ...]

    def count(self, urgency: Urgency) -> int:
        """How many of its entries stand there."""
        return sum(1 for each in self.entries if each.urgency is urgency)


@dataclass(frozen=True, slots=True)
class Month:
    """What is due in one month; `start` is its first day."""

    start: datetime.date
    entries: tuple[Entry, ...]


def agenda(library: Library, today: datetime.date | None = None) -> tuple[Entry, ...]:
    """Every entry of the portal, what is most urgent first and then by the day it is due.

    Without a day nothing is overdue and nothing soon.
    """
    entries = [_reviewed(each, today) for each in reviews(library, today)]
    entries += (_gathered(each, today) for each in library.evidence.values())
    ranks = list(Urgency)
    return tuple(
        sorted(
            entries,
            key=lambda each: (
                ranks.index(each.urgency),
                each.due or datetime.date.max,
                each.title.casefold(),
                each.ref,
            ),
        )
    )


def by_owner(entries: Iterable[Entry], library: Library) -> tuple[OwnAgenda, ...]:
    """The same entries by team, in the order of the teams' titles; what nobody owns stands last."""
    found: dict[str | None, list[Entry]] = {}
    for each in entries:
        found.setdefault(each.owner, []).append(each)

    def place(owner: str | None) -> tuple[bool, str, str]:
        title = library.title(Ref(Kind.TEAM, owner)) if owner else ""
        return owner is None, title.casefold(), owner or ""

    return tuple(OwnAgenda(owner, tuple(found[owner])) for owner in sorted(found, key=place))


def months(entries: Iterable[Entry], start: datetime.date, count: int = MONTHS) -> tuple[Month, ...]:
    """What is due in each of `count` months from that of `start` on, empty ones too; what is overdue is in none."""
    found: dict[tuple[int, int], list[Entry]] = {}
    for each in entries:
        if each.due and each.urgency is not Urgency.OVERDUE:
            found.setdefault((each.due.year, each.due.month), []).append(each)
    first = start.year * 12 + start.month - 1
    return tuple(
        Month(datetime.date(year, month + 1, 1), tuple(found.get((year, month + 1), ())))
        for year, month in (divmod(at, 12) for at in range(first, first + count))
        if year <= datetime.MAXYEAR
    )


def _reviewed(review: Review, today: datetime.date | None) -> Entry:
    urgency = {
        ReviewState.OVERDUE: Urgency.OVERDUE,
        ReviewState.NEVER: Urgency.NEVER,
        ReviewState.DUE: _ahead(review.due, today),
        ReviewState.OPEN_ENDED: Urgency.OPEN_ENDED,
    }[review.state]
    return Entry(
        review.ref, review.title, review.owner, review.reviewed, review.due, urgency, review.days_late
    )


def _gathered(source: Evidence, today: datetime.date | None) -> Entry:
    found = validity(source, today)
    late = max(0, (today - found.until).days) if today and found.until else 0
    urgency = {
        ValidityState.TOO_OLD: Urgency.OVERDUE,
        ValidityState.FRESH: _ahead(found.until, today),
        ValidityState.OPEN_ENDED: Urgency.OPEN_ENDED,
        ValidityState.UNDATED: Urgency.NEVER,
    }[found.state]
    ref = Ref(Kind.EVIDENCE, source.id)
    return Entry(ref, source.title, source.owner, source.date, found.until, urgency, late)


def _ahead(due: datetime.date | None, today: datetime.date | None) -> Urgency:
    return Urgency.SOON if due and today and due - today <= SOON else Urgency.LATER
