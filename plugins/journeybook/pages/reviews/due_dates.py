"""Dates as data in pages, so that the browser can mark what is overdue today.

Pages show the state on the day of the build. `site_theme/scripts/27-due-dates.js` updates them to
the reader's day; the comment at its top lists the attributes.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping

from journeybook.insight.agenda import SOON, Entry, Urgency


def day_counts(days: Iterable[datetime.date | None] | Mapping[datetime.date, int]) -> str:
    """Days with their counts for `data-days`: `2026-09-12 2026-10-01:3`; None is left out."""
    found = Counter(days) if isinstance(days, Mapping) else Counter(day for day in days if day)
    return " ".join(
        day.isoformat() if count == 1 else f"{day.isoformat()}:{count}"
        for day, count in sorted(found.items())
    )


def first_on_any_day(entries: Iterable[Entry], count: int) -> tuple[Entry, ...]:
    """The entries of an agenda that are among its first `count` on some day, today or later.

    As days pass, entries with a date move ahead of those that were never reviewed, and never past
    an earlier date.
    """
    every = tuple(entries)
    dated = sorted((each for each in every if each.due), key=lambda each: each.due or datetime.date.max)
    wanted = {each.ref for each in (*dated[:count], *_never(every)[:count])}
    return tuple(each for each in every if each.ref in wanted)


def agenda_data(entries: Iterable[Entry]) -> dict[str, str | int]:
    """The data of an agenda for the script: days, entries without a date, days until "soon"."""
    every = tuple(entries)
    return {
        "days": day_counts(each.due for each in every),
        "never": len(_never(every)),
        "soon": SOON.days,
    }


def _never(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if entry.urgency is Urgency.NEVER)
