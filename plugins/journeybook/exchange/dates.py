"""Dates as people and spreadsheets write them."""

from __future__ import annotations

import datetime
import re

_YEAR_FIRST = re.compile(r"(\d{4})[-/.年년]\s*(\d{1,2})[-/.月월]\s*(\d{1,2})\s*[日일.]?(?:[T ].*)?")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.]\s*(\d{1,2})[-/.]\s*(\d{4})")


def date_in(text: str) -> tuple[datetime.date, bool] | None:
    """The date that a text is, and whether day and month are sure; None for another text.

    Where both could be the month, the first is the day, as nearly everywhere but in the USA.
    """
    match = _YEAR_FIRST.fullmatch(text.strip())
    if match:
        return _date(int(match[1]), int(match[2]), int(match[3]), sure=True)
    match = _YEAR_LAST.fullmatch(text.strip())
    if not match:
        return None
    first, second, year = (int(part) for part in match.groups())
    if second > 12:
        return _date(year, first, second, sure=True)
    return _date(year, second, first, sure=first > 12 or first == second or "." in text)


def _date(year: int, month: int, day: int, *, sure: bool) -> tuple[datetime.date, bool] | None:
    try:
        return datetime.date(year, month, day), sure
    except ValueError:
        return None
