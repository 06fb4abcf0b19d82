"""Dates, numbers and lists in the language of the site, by the Unicode CLDR through Babel."""

# ruff: noqa: PLC0415 - Babel is imported by who prints a date; to a check that prints none it would be a tenth of its time

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, Literal

from journeybook.i18n.catalog import cached_in_language, locale_in_use

if TYPE_CHECKING:
    from babel.core import Locale


@cached_in_language(4_096)
def date_words(date: datetime.date) -> str:
    """A day in full: `1 September 2026`, `1. September 2026`, `1er septembre 2026`."""
    from babel.dates import format_date

    return _with_ordinal(format_date(date, "long", locale=locale_in_use()))


def iso_date_words(text: str) -> str:
    """As `date_words`, for an ISO date as text; other texts are unchanged (`2026-Q3`)."""
    try:
        return date_words(datetime.date.fromisoformat(text))
    except ValueError:
        return text


@cached_in_language(1_024)
def month_words(date: datetime.date) -> str:
    """A month with its year: `September 2026`."""
    from babel.dates import format_skeleton

    return format_skeleton("yMMMM", date, locale=locale_in_use())


@cached_in_language(1_024)
def short_month_words(date: datetime.date) -> str:
    """A month with its year in a short form for scales: `Sept 2026`."""
    from babel.dates import format_skeleton

    return format_skeleton("yMMM", date, locale=locale_in_use())


@cached_in_language(4_096)
def short_date_words(date: datetime.date) -> str:
    """A day with its year in a short form for charts: `1 Sept 2026`."""
    from babel.dates import format_skeleton

    return _with_ordinal(format_skeleton("yMMMd", date, locale=locale_in_use()))


@cached_in_language(1_024)
def short_day_words(date: datetime.date) -> str:
    """A day without its year: `1 Sept`."""
    from babel.dates import format_skeleton

    return _with_ordinal(format_skeleton("MMMd", date, locale=locale_in_use()))


def _with_ordinal(day: str) -> str:
    """A day's words: in French the first of a month is an ordinal, which the CLDR lacks."""
    first = day.startswith("1 ") and locale_in_use().language == "fr"
    return f"1er{day[1:]}" if first else day


@cached_in_language(1_024)
def month_name(date: datetime.date) -> str:
    """A month without its year: `September`."""
    from babel.dates import format_date

    return format_date(date, "LLLL", locale=locale_in_use())


@cached_in_language(1_024)
def duration_words(count: int, unit: str) -> str:
    """A duration: `6 months`; the unit is one of the CLDR, `day` or `month`."""
    from babel.units import format_unit

    return format_unit(count, f"duration-{unit}", "long", format="0", locale=locale_in_use())


@cached_in_language()
def decimal_symbol() -> str:
    """The decimal separator: `.` or `,`."""
    from babel.numbers import get_decimal_symbol

    return get_decimal_symbol(locale_in_use())


_QUOTATION_MARKS = {"ar": ("«", "»"), "de": ("„", "“"), "es": ("«", "»"), "fr": ("«\u202f", "\u202f»")}


@cached_in_language()
def marks_of_quotation() -> tuple[str, str]:
    """What opens and closes a quotation, in French with narrow blanks inside."""
    return _QUOTATION_MARKS.get(locale_in_use().language, ("“", "”"))


@cached_in_language()
def colon() -> str:
    """A colon with its blanks, between a label and what it says; in French with one before it."""
    return "\u202f: " if locale_in_use().language == "fr" else ": "


@cached_in_language(256)
def language_name(code: str) -> str:
    """A language in the language of the site: `German`, `allemand`; the code if it is unknown."""
    return _display_name(code, locale_in_use()) or code


@cached_in_language(256)
def own_language_name(code: str) -> str:
    """A language as its own readers call it: `Deutsch`, `Français`; the code if it is unknown."""
    name = _display_name(code, None) or code
    return name[:1].upper() + name[1:]


def _display_name(code: str, locale: Locale | None) -> str | None:
    from babel.core import Locale, UnknownLocaleError

    try:
        return Locale.parse(code, sep="-").get_display_name(locale)
    except (ValueError, UnknownLocaleError):
        return None


@cached_in_language()
def comma() -> str:
    """A comma with its blank, between entries of a list that has no conjunction."""
    return "، " if locale_in_use().language == "ar" else ", "


def in_sentence(label: str) -> str:
    """A label inside of a sentence: in lower case, but in German nouns keep their capitals."""
    return label if locale_in_use().language == "de" else label.lower()


def list_words(items: Iterable[str]) -> str:
    """A list in a sentence, of texts or of HTML: `a, b and c`."""
    return _joined(list(items), "standard")


def alternative_words(items: Iterable[str]) -> str:
    """Alternatives in a sentence, of texts or of HTML: `a, b or c`."""
    return _joined(list(items), "or")


def _joined(items: list[str], style: Literal["standard", "or"]) -> str:
    from babel.lists import format_list

    locale = locale_in_use()
    joined = format_list(items, style, locale=locale)
    return _with_spanish_conjunction(joined, items[-1]) if locale.language == "es" and items else joined


_UNREAD = r"(?:<[^>]*>|[^\w<])*"
"""Tags and signs before the first letter."""

_SPANISH_CONJUNCTIONS: Final = (
    (" y ", " e ", re.compile(_UNREAD + r"(?:[ií]|h[ií](?![aeoáéó]))", re.IGNORECASE)),
    (" o ", " u ", re.compile(_UNREAD + r"(?:h?[oó]|8|11\b)", re.IGNORECASE)),
)
"""A conjunction, what stands in its place before its own sound, and a text that begins with it."""


def _with_spanish_conjunction(joined: str, last: str) -> str:
    """A list with `e` for `y` and `u` for `o` before the same sound.

    The CLDR has `y` and `o` alone; browsers write the others too.
    """
    before = joined.removesuffix(last)
    for usual, other, same_sound in _SPANISH_CONJUNCTIONS:
        if before.endswith(usual) and same_sound.match(last):
            return before.removesuffix(usual) + other + last
    return joined
