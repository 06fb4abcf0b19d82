"""Days, months, quarters and years as spreadsheets write them, as ISO dates."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from journeybook.exchange.dates import date_in
from journeybook.exchange.tables.header_words import plain_label

_MONTHS = (
    "jan|ene|janvier|januar",
    "feb|fev|février",
    "mar|mär|märz|mars",
    "apr|abr|avr",
    "may|mai|mayo|maio",
    "jun|juin|juni",
    "jul|juil|juli",
    "aug|ago|août",
    "sep|set|sept",
    "oct|okt|out",
    "nov",
    "dec|dez|dic|déc",
)
_MONTH_NUMBERS = {
    plain_label(word): number for number, words in enumerate(_MONTHS, 1) for word in words.split("|")
}
_YEAR_MONTH = re.compile(r"(\d{4})\s*[-/.年년]\s*(\d{1,2})\s*[月월]?")
_MONTH_YEAR = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{4})")
_NAMED = re.compile(r"([^\W\d_]{3,12})[.\s,/-]*(\d{4}|'?\d{2})")
_NAMED_LAST = re.compile(r"(\d{4})[\s/-]*([^\W\d_]{3,12})\.?")
_QUARTER = re.compile(r"(?:[QT]\s*([1-4])[\s/-]*(\d{4})|(\d{4})[\s/-]*[QT]\s*([1-4]))", re.IGNORECASE)
_WEEK = re.compile(r"(\d{4})[\s-]*(?:W|KW|S)\s*(\d{1,2})", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d{2}")
_PAIR = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})(?:[T ].*)?")
_YEAR_MONTHS = 12


def period_in(text: str) -> str | None:
    """The ISO date of a day, or of the first day of a week, month, quarter or year; else None."""
    text = text.strip()
    day = date_in(text.partition("T")[0] if "T" in text[8:11] else text)
    if day:
        return day[0].isoformat()
    if match := _QUARTER.fullmatch(text):
        quarter, year = int(match[1] or match[4]), int(match[2] or match[3])
        return f"{year:04}-{3 * quarter - 2:02}-01"
    if match := _WEEK.fullmatch(text):
        try:
            return datetime.date.fromisocalendar(int(match[1]), int(match[2]), 1).isoformat()
        except ValueError:
            return None
    if match := _YEAR_MONTH.fullmatch(text):
        return _month(int(match[1]), int(match[2]))
    if match := _MONTH_YEAR.fullmatch(text):
        return _month(int(match[2]), int(match[1]))
    named = _NAMED.fullmatch(text)
    last = _NAMED_LAST.fullmatch(text)
    word, year_text = (named[1], named[2]) if named else (last[2], last[1]) if last else ("", "")
    month = _MONTH_NUMBERS.get(plain_label(word)) or _MONTH_NUMBERS.get(plain_label(word)[:3])
    if month:
        digits = year_text.removeprefix("'")
        return _month(int(digits) + (2000 if len(digits) == 2 else 0), month)
    return f"{text}-01-01" if _YEAR.fullmatch(text) else None


def _month(year: int, month: int) -> str | None:
    return f"{year:04}-{month:02}-01" if 1 <= month <= _YEAR_MONTHS and year else None


def periods_in(texts: Sequence[str]) -> tuple[list[str | None], bool]:
    """The dates of a column, and whether the order of day and month is sure.

    One date decides for all: where a second number is beyond 12, all begin with the month.
    """
    pairs = [match for text in texts if (match := _PAIR.fullmatch(text.strip()))]
    month_first = any(int(each[2]) > _YEAR_MONTHS for each in pairs)
    day_first = any(int(each[1]) > _YEAR_MONTHS for each in pairs)
    if month_first and not day_first:
        texts = [_PAIR.sub(r"\2.\1.\3", text.strip()) for text in texts]
    elif pairs:
        texts = [_PAIR.sub(r"\1.\2.\3", text.strip()) for text in texts]
    return [period_in(text) for text in texts], not pairs or month_first != day_first
