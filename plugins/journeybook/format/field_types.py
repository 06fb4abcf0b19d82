"""The types of field values: the form of a value, and whether a field takes several."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum, auto

from pydantic import BaseModel

from journeybook.library.objects import Kind


class Form(Enum):
    """The form of one value."""

    OWN_ID = auto()
    """The id of the object itself."""
    REFERENCE = auto()
    """The id of an object of the portal."""
    STEP_HERE = auto()
    """The id of a step of the same map."""
    STEP_THERE = auto()
    """The id of a step or stage of the map in the field beside it."""
    STEP = auto()
    """A map and a step of it: `moving-house#book-visit`."""
    TARGET = auto()
    """A map, or a map and a step of it."""
    STOP = auto()
    """A page to read: `persona/amira`, `journey/moving-house#book-visit`, `docs/guide/page.md`."""
    LANE = auto()
    """The id of a lane of the format or of the vocabulary."""
    ICON = auto()
    """The name of an icon."""
    TAG = auto()
    """An id used for filtering."""
    FEELING = auto()
    """A word for a feeling."""
    TEXT = auto()
    """A text with inline Markdown."""
    TITLE = auto()
    """A text on one line, without Markdown."""
    PROSE = auto()
    """A text with Markdown."""
    NUMBER = auto()
    INTEGER = auto()
    LEVEL = auto()
    """A number on the emotion scale."""
    FLAG = auto()
    DATE = auto()
    TIME = auto()
    SPAN = auto()
    """A span of time: `6 months`."""
    ADDRESS = auto()
    CHAT_ADDRESS = auto()
    """An address with `{name}` in the place of the name of a channel."""
    LANGUAGE = auto()
    PHOTO = auto()
    IMAGE = auto()
    """The path of a picture from the folder of the file that names it."""
    CHOICE = auto()
    """One of a few words."""
    PART = auto()
    """A group of fields."""


class Count(Enum):
    """The number of values of a field."""

    ONE = auto()
    MANY = auto()
    """A list, or a single value in place of a list of one."""
    NAMED = auto()
    """Values by name."""
    WORDS = auto()
    """Objects by id, each a group of fields or its title alone; or a list of ids."""
    EMOTION = auto()
    """One value, or one for each persona."""


@dataclass(frozen=True, slots=True)
class Value:
    """The type of one value. Bounds are inclusive or None; `longest` is in characters.

    `refers` is the kind that a REFERENCE names, with `anywhere` in this portal or in another one;
    `choices` are the words of a CHOICE, `part` is the model of a PART. `short` is the field of the
    part that a bare text is taken for, None if none is allowed.
    """

    form: Form
    least: float | None = None
    largest: float | None = None
    longest: int | None = None
    pattern: str | None = None
    refers: Kind | None = None
    choices: type[StrEnum] | None = None
    part: type[BaseModel] | None = None
    short: str | None = None
    anywhere: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A field from the point of view of authors.

    `example` is a value in YAML; `default` is the value of an omitted field as written in the
    format, None if there is none. `keys` describes the names of values by name; `most` is the
    largest number of values.
    """

    name: str
    meaning: str
    example: str
    required: bool
    value: Value
    count: Count = Count.ONE
    keys: Value | None = None
    most: int | None = None
    default: str | None = None
