"""Advice for dates that are written in another form: a month, a time, another order."""

from __future__ import annotations

import calendar
import re

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH = re.compile(r"([0-9]{4})[-/.]?(0[1-9]|1[0-2])")
_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9].*")
_COMPACT = re.compile(r"([0-9]{4})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])")
_YEAR_FIRST = re.compile(r"([0-9]{4})[/.-]([0-9]{1,2})[/.-]([0-9]{1,2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
_SLASHES = re.compile(r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_QUARTER = re.compile(r"([0-9]{4})[- ]?Q([1-4])|Q([1-4])[- /]?([0-9]{4})", re.IGNORECASE)


def date_slip(text: str) -> tuple[str, str]:
    """The kind of mistake in a text that should be a date, and how to correct it.

    The kind is the same for all dates with the same mistake, and "" where each has its own.
    """
    if _DAY.fullmatch(text):
        return "", "there is no such day"
    if match := _MONTH.fullmatch(text):
        year, month = int(match[1]), int(match[2])
        last = calendar.monthrange(max(year, 1), month)[1]
        return "month", f"a month is no day; write the day, such as its last, `{match[1]}-{match[2]}-{last}`"
    if match := _MOMENT.fullmatch(text):
        return "moment", f"leave the time out: `{match[1]}`"
    if match := _COMPACT.fullmatch(text):
        return "compact", f"write `{'-'.join(match.groups())}`, with hyphens"
    if match := _YEAR_FIRST.fullmatch(text):
        return "order", f"write `{match[1]}-{match[2].zfill(2)}-{match[3].zfill(2)}`: year, month, day"
    if match := _DAY_FIRST.fullmatch(text):
        return "order", f"write `{match[3]}-{match[2].zfill(2)}-{match[1].zfill(2)}`: year, month, day"
    if match := _SLASHES.fullmatch(text):
        return "order", _slashes(int(match[1]), int(match[2]), match[3])
    if _QUARTER.fullmatch(text) or _YEAR.fullmatch(text):
        return "period", "a quarter or a year is no day; write the day, such as its last: `2026-09-30`"
    return "", "write it as `2026-09-30`: year, month, day"


def _slashes(first: int, second: int, year: str) -> str:
    """How to correct `9/30/2026` or `30/9/2026`, if it is clear which number is the month."""
    if first <= 12 < second:
        return f"write `{year}-{first:02}-{second:02}`: year, month, day"
    if second <= 12 < first:
        return f"write `{year}-{second:02}-{first:02}`: year, month, day"
    return "write it as `2026-09-30`: year, month, day; which of the first two is the month, only its author knows"
