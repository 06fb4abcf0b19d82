"""The small values of the format: ids, numbers, dates, durations and texts.

Every scalar arrives as text (or None for an empty YAML value); the types here turn it into what a
field means. So `title: 1.10` stays the text "1.10" while `emotion: -1.7` becomes a number, and
nothing depends on what YAML would have guessed.
"""

from __future__ import annotations

import calendar
import datetime
import math
import re
import unicodedata
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

ID_PATTERN = re.compile(r"[a-z0-9](?:-?[a-z0-9])*")
ID_LENGTH = 64
TITLE_LENGTH = 120
TEXT_LENGTH = 400
NOTE_LENGTH = 4_000
HANDLE_LENGTH = 254

# No cell of a drawing can show more; a page with more pains on one step than this says nothing.
LIST_LENGTH = 100

_INTEGER = re.compile(r"[-+]?[0-9]+")
_NUMBER = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_TIME = re.compile(r"(?:[01]?[0-9]|2[0-3]):[0-5][0-9]")
# GitHub: @user and @organisation/team. GitLab: also @@role and groups within groups.
_HANDLE = re.compile(
    r"@{1,2}[A-Za-z0-9_][\w.-]*(?:/[A-Za-z0-9_][\w.-]*)*|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII
)
_DURATION = re.compile(r"([0-9]+)\s*(minutes?|hours?|days?|weeks?|months?|years?)")

# More than any measure of a journey needs; a larger exponent is a typing error and would overflow
# in arithmetic.
LARGEST_NUMBER = 1e12


class Part(BaseModel):
    """The base of everything in the format: frozen, and closed to keys that it does not know."""

    # Validators are built when they are first used: a check that finds every map unchanged uses
    # none, and building them would be a tenth of its time.
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=False, defer_build=True)


def identifier(value: Any) -> Any:
    """`value` where it is an id; raises a pydantic error where it is not."""
    if not isinstance(value, str) or len(value) > ID_LENGTH or not ID_PATTERN.fullmatch(value):
        raise PydanticCustomError(
            "id_shape", "an id is lower-case words joined by single hyphens, 64 characters at most"
        )
    return value


def identifier_anywhere(value: Any) -> Any:
    """`value` where it is an id of this portal or, after that of another, of another portal."""
    portal, mark, own = value.partition(":") if isinstance(value, str) else ("", "", "")
    if not mark:
        return identifier(value)
    identifier(portal)
    identifier(own)
    return value


def number(value: Any) -> Any:
    """`value` as a finite float; raises a pydantic error where it is none."""
    if isinstance(value, bool):
        raise PydanticCustomError("number_shape", "expected a number")
    if isinstance(value, int | float) or (
        isinstance(value, str) and _NUMBER.fullmatch(value) and len(value) <= 32
    ):
        level = float(value)
    else:
        raise PydanticCustomError("number_shape", "expected a number")
    if not math.isfinite(level) or abs(level) > LARGEST_NUMBER:
        raise PydanticCustomError("number_range", "expected a number of at most twelve digits")
    return level + 0.0  # minus zero is printed as zero


def _integer(value: Any) -> Any:
    if isinstance(value, str) and _INTEGER.fullmatch(value) and len(value) <= 13:
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise PydanticCustomError("integer_shape", "expected a whole number")


def _boolean(value: Any) -> Any:
    if value in ("true", "True", "TRUE", True):
        return True
    if value in ("false", "False", "FALSE", False):
        return False
    raise PydanticCustomError("boolean_shape", "expected true or false")


def _date(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value
    match = _DATE.fullmatch(value) if isinstance(value, str) else None
    if match:
        try:
            return datetime.date(*(int(part) for part in match.groups()))
        except ValueError:
            pass
    raise PydanticCustomError("date_shape", "expected a date written YYYY-MM-DD")


def _time(value: Any) -> Any:
    if isinstance(value, str) and _TIME.fullmatch(value):
        return value.zfill(5)
    raise PydanticCustomError("time_shape", "expected a time of day written HH:MM")


@dataclass(frozen=True, slots=True)
class Duration:
    """A span of time as its author wrote it: `6 months` is (6, "month")."""

    count: int
    unit: str

    def __str__(self) -> str:
        return f"{self.count} {self.unit}{'' if self.count == 1 else 's'}"

    def after(self, start: datetime.date) -> datetime.date:
        """The date this long after `start`; the last day of a shorter month where the day is
        missing.

        Beyond the end of the calendar it is the calendar's last day.
        """
        if self.unit in ("minute", "hour"):
            return start
        if self.unit in ("day", "week"):
            days = self.count * (7 if self.unit == "week" else 1)
            return datetime.date.fromordinal(min(start.toordinal() + days, datetime.date.max.toordinal()))
        months = start.year * 12 + start.month - 1 + self.count * (12 if self.unit == "year" else 1)
        year, month = divmod(months, 12)
        if year > datetime.MAXYEAR:
            return datetime.date.max
        return datetime.date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def _duration(value: Any) -> Any:
    if isinstance(value, Duration):
        return value
    match = _DURATION.fullmatch(value) if isinstance(value, str) else None
    if not match or len(match[1]) > 4:
        raise PydanticCustomError("duration_shape", "expected a count and a unit, such as `6 months`")
    return Duration(int(match[1]), match[2].rstrip("s"))


# Letters to Unicode, but nothing to see: the fillers of Hangul and the empty pattern of Braille.
_FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def is_visible(text: str) -> bool:
    """Whether there is anything to see: not only spaces, controls, marks and fillers."""
    if text.isascii():
        return bool(text.strip())
    return any(each not in _FILLERS and unicodedata.category(each)[0] not in "CMZ" for each in text)


def _seen(value: Any) -> str:
    if not isinstance(value, str):
        raise PydanticCustomError("text_shape", "expected a text")
    if not is_visible(value):
        raise PydanticCustomError("text_empty", "the text is empty")
    return value


def _handle(value: Any) -> Any:
    if not isinstance(value, str) or len(value) > HANDLE_LENGTH or not _HANDLE.fullmatch(value):
        raise PydanticCustomError(
            "handle_shape", 'expected a name such as "@fennel/billing", or an e-mail address'
        )
    return value


def _text(value: Any) -> Any:
    # Nearly all texts take the first way, and a map has hundreds.
    if type(value) is str and value.isascii() and (text := value.strip()):
        return text
    return _seen(value).strip()


def _title(value: Any) -> Any:
    """A title is one line, however its author broke it."""
    text: str = _text(value)
    return " ".join(text.split()) if "\n" in text or "\t" in text else text


def _note(value: Any) -> Any:
    # Spaces in front mean something in Markdown.
    return _seen(value).strip("\n").rstrip()


def _listed(value: Any) -> Any:
    """One item stands for a list of one."""
    if value is None:
        return ()
    return value if isinstance(value, list | tuple) else (value,)


def _items(value: Any) -> Any:
    """One item, or a list of items, where a bare text stands for `{text: ...}`."""
    if type(value) is str:
        return ({"text": value},)
    return [{"text": item} if isinstance(item, str) else item for item in _listed(value)]


def _unset_is_empty(value: Any) -> Any:
    return {} if value is None else value


ON_EMOTION_SCALE = object()
"""Marks a number on the portal's emotion scale."""
Id = Annotated[str, BeforeValidator(identifier)]
IdAnywhere = Annotated[str, BeforeValidator(identifier_anywhere)]
"""The id of a map of this portal, or of another one: `partner:ordering`."""
# A name before the host, as in `https://bank.example@other.example`, only serves to deceive.
ADDRESS = r"^(https://[^\s/@\\?#]+([/?#][^\s\\]*)?|mailto:[^\s\\]+)$"
ADDRESS_LENGTH = 2_000
Address = Annotated[str, Field(max_length=ADDRESS_LENGTH, pattern=ADDRESS)]
Handle = Annotated[str, BeforeValidator(_handle)]
Number = Annotated[float, BeforeValidator(number)]
Level = Annotated[Number, ON_EMOTION_SCALE]
Integer = Annotated[int, BeforeValidator(_integer)]
Flag = Annotated[bool, BeforeValidator(_boolean)]
Date = Annotated[datetime.date, BeforeValidator(_date)]
TimeOfDay = Annotated[str, BeforeValidator(_time)]
Span = Annotated[Duration, BeforeValidator(_duration)]
Title = Annotated[str, StringConstraints(max_length=TITLE_LENGTH), BeforeValidator(_title)]
Text = Annotated[str, StringConstraints(max_length=TEXT_LENGTH), BeforeValidator(_text)]
Note = Annotated[str, StringConstraints(max_length=NOTE_LENGTH), BeforeValidator(_note)]
FEW = Field(max_length=LIST_LENGTH)
IdsAnywhere = Annotated[tuple[IdAnywhere, ...], FEW, BeforeValidator(_listed)]
Ids = Annotated[tuple[Id, ...], FEW, BeforeValidator(_listed)]
Texts = Annotated[tuple[Text, ...], FEW, BeforeValidator(_listed)]
Numbers = Annotated[dict[Id, Number], FEW, BeforeValidator(_unset_is_empty)]
Facts = Annotated[dict[Title, Text], FEW, BeforeValidator(_unset_is_empty)]


class Phrase(Part):
    """One text of a lane, and the team that does what it says where somebody named it."""

    text: Text
    """What is said in the lane.

    Example: Plans the route
    """
    team: Id | None = None
    """The team that does it.

    Example: field
    """


Phrases = Annotated[tuple[Phrase, ...], FEW, BeforeValidator(_items)]
ITEMS = BeforeValidator(_items)
LISTED = BeforeValidator(_listed)
Lanes = Annotated[dict[Title, Phrases], FEW, BeforeValidator(_unset_is_empty)]
