"""The day on which a build judges ages, as an input of which only the comparisons are recorded.

What says "overdue since 1 September" reads the same on each day after that. So that it need not be
made again each day, the answer to "is 1 September past?" is an input of its own, named
`past:2026-09-01`. The day itself is the input `today`.
"""

from __future__ import annotations

import datetime
from typing import TypeAlias

from journeybook.incremental.dependency_graph import record_read

TODAY = "today"
PAST = "past:"
HAS_TODAY = "has-today"


class RecordedDay:
    """A day that can be compared with dates, and from which dates can be subtracted.

    It is not a date, so that nothing can be done with it that is not recorded.
    """

    __slots__ = ("_day",)
    __hash__ = None  # type: ignore[assignment]  # as a key, it would be compared unrecorded

    def __init__(self, day: datetime.date) -> None:
        self._day = day

    def __gt__(self, other: datetime.date) -> bool:
        record_read(f"{PAST}{other.isoformat()}")
        return self._day > other

    def __le__(self, other: datetime.date) -> bool:
        return not self > other

    def __ge__(self, other: datetime.date) -> bool:
        return other == datetime.date.min or self > other - datetime.timedelta(days=1)

    def __lt__(self, other: datetime.date) -> bool:
        return not self >= other

    def __eq__(self, other: object) -> bool:
        return isinstance(other, datetime.date) and self >= other and self <= other

    def __sub__(self, other: datetime.date) -> datetime.timedelta:
        record_read(TODAY)
        return self._day - other


Today: TypeAlias = datetime.date | RecordedDay
"""The day on which ages are judged."""


def judged_day(day: datetime.date | None) -> RecordedDay | None:
    """A day of which comparisons are recorded; that there is none is recorded, too."""
    record_read(HAS_TODAY)
    return None if day is None else RecordedDay(day)


def day_content(name: str, today: datetime.date | None) -> str | None:
    """The content of an input about the day; None for other names."""
    if name == TODAY:
        return str(today)
    if name == HAS_TODAY:
        return str(today is not None)
    if name.startswith(PAST):
        day = datetime.date.fromisoformat(name.removeprefix(PAST))
        return str(today and today > day)
    return None


def days_late(due: datetime.date | None, today: Today | None) -> int:
    """The days from `due` to `today`, 0 before the day after `due` and where one is missing."""
    return (today - due).days if today and due and today > due else 0


def days_before(day: datetime.date, span: datetime.timedelta) -> datetime.date:
    """The day that lies `span` before another, or the first day of the calendar."""
    return datetime.date.fromordinal(max(1, day.toordinal() - span.days))
