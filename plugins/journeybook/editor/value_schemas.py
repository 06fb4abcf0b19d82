"""The schemas of single values, as YAML 1.2 reads them.

Check reads every scalar as text and leaves its interpretation to the field, so `title: 1.10` is a
text here too. Conditions that would give bad completions are under `if`, which editors validate and
do not complete from; otherwise they would offer `true` for every text.
"""

from __future__ import annotations

import re
from typing import Any

from journeybook.format.field_types import Form, Value
from journeybook.model.scalars import ID_LENGTH, LARGEST_NUMBER
from journeybook.model.vocabulary import EmotionScale

Schema = dict[str, Any]

ID = f"^(?=.{{1,{ID_LENGTH}}}$)[a-z0-9](?:-?[a-z0-9])*$"
ID_MESSAGE = f"an id is lower-case words joined by single hyphens, {ID_LENGTH} characters at most"
_PART = "[a-z0-9](?:-?[a-z0-9])*"
ANYWHERE = f"^{_PART}:{_PART}$"
"""An object of another portal."""
STEP = f"^{_PART}#{_PART}$"
TARGET = f"^{_PART}(?:#{_PART})?$"
STOP = rf"^(?:[a-z]+/{_PART}(?:#{_PART})?|docs/.+\.md)$"

NUMBER = r"^[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?$"
_WHOLE = "^[-+]?[0-9]{1,13}$"
_DATE = "^(?!0000)[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$"
_TIME = "^(?:[01]?[0-9]|2[0-3]):[0-5][0-9]$"
_SPAN = r"^[0-9]{1,4}\s*(?:minutes?|hours?|days?|weeks?|months?|years?)$"
_FLAG = "^(?:[Tt]rue|TRUE|[Ff]alse|FALSE)$"

NOTHING: Schema = {"not": {"type": ["array", "boolean", "integer", "number", "object", "string"]}}
"""An empty field, in a form from which editors derive no completion."""


def scalar(value: Value, scale: EmotionScale) -> Schema:
    """The schema of a value that is neither a reference nor a group of fields."""
    match value.form:
        case Form.TEXT | Form.FEELING:
            longest = value.longest or 0
            return _texts(
                rf"^\s*\S(?:[\s\S]{{0,{longest - 2}}}\S)?\s*$", f"a text of {longest:,} characters at most"
            )
        case Form.TITLE:
            longest = value.longest or 0
            return _texts(
                rf"^\s*(?:\S|\s+(?=\S)){{1,{longest}}}\s*$", f"a text of {longest:,} characters at most"
            )
        case Form.PROSE:
            longest = value.longest or 0
            return _texts(
                rf"^\n*(?=[\s\S]*\S)[\s\S]{{1,{longest}}}?\s*$", f"a text of {longest:,} characters at most"
            )
        case Form.NUMBER:
            return _number(value.least, value.largest)
        case Form.LEVEL:
            return _number(scale.min, scale.max)
        case Form.INTEGER:
            return {**_number(value.least, value.largest, _WHOLE), "type": ["integer", "string"]}
        case Form.FLAG:
            return {
                "type": ["boolean", "string"],
                "pattern": _FLAG,
                "errorMessage": "write `true` or `false`",
            }
        case Form.DATE:
            return _worded(_DATE, "write a date as `2026-09-30`: year, month, day")
        case Form.TIME:
            return _worded(_TIME, "write a time of day as `09:30`")
        case Form.SPAN:
            return _worded(_SPAN, "write a count and a unit, such as `6 months`")
        case Form.ADDRESS:
            return _worded(
                value.pattern or "", "an address begins with `https://` or `mailto:` and holds no space"
            )
        case Form.CHAT_ADDRESS:
            return _worded(
                value.pattern or "",
                "write an address with `https://` and one `{name}` behind the host, such as `https://chat.example/channel/{name}`",
            )
        case Form.LANGUAGE:
            return _worded(value.pattern or "", "write the code of a language, such as `en`, `de` or `pt-BR`")
        case Form.PHOTO:
            return _worded(
                value.pattern or "",
                "name a picture that lies beside the persona, such as `amira.webp` (png, jpg, jpeg or webp)",
            )
        case Form.IMAGE:
            return _worded(
                value.pattern or "",
                "name a picture that lies beside this file, such as `images/order.png` (png, jpg, jpeg or webp)",
            )
        case Form.STEP:
            return _worded(STEP, "write the map and the step, such as `moving-house#book-visit`")
        case Form.TARGET:
            return _names(TARGET, "write a map, or a map and a step, such as `moving-house#book-visit`")
        case Form.STOP:
            return _worded(
                STOP, "write `persona/amira`, `journey/moving-house#book-visit` or `docs/guide/page.md`"
            )
        case _:
            return _names(ID, ID_MESSAGE)


def typed(word: str) -> str | int | float | bool:
    """The value that YAML 1.2 reads for an unquoted word; the id `2026` is a number."""
    if re.fullmatch("[0-9]+", word):
        return int(word)
    if re.fullmatch("[0-9]+e[0-9]{1,2}", word):
        return float(word)
    if re.fullmatch("0x[0-9a-f]+", word):
        return int(word, 0)
    if re.fullmatch("0o[0-7]+", word):
        return int(word, 0)
    return {"true": True, "false": False}.get(word, word)


def _worded(pattern: str, message: str) -> Schema:
    return {"type": "string", "pattern": pattern, "errorMessage": message}


def _texts(pattern: str, message: str) -> Schema:
    text = {"type": ["string", "number"], "pattern": pattern, "errorMessage": message}
    return {"if": {"type": "boolean"}, "else": text}


def _names(pattern: str, message: str) -> Schema:
    name = {"type": ["string", "integer"], "pattern": pattern, "errorMessage": message}
    return {"if": {"type": "boolean"}, "else": name}


def _number(least: float | None, largest: float | None, pattern: str = NUMBER) -> Schema:
    return {
        "type": ["number", "string"],
        "pattern": pattern,
        "minimum": _figure(-LARGEST_NUMBER if least is None else least),
        "maximum": _figure(LARGEST_NUMBER if largest is None else largest),
        "errorMessage": "write digits, such as `12` or `3.5`"
        if pattern == NUMBER
        else "write a whole number, such as `12`",
    }


def _figure(value: float) -> int | float:
    return int(value) if value.is_integer() else value
