"""What may stand in a field: the form of a value, and whether there may be several of them or some by name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum, auto

from pydantic import BaseModel

from journeybook.library.objects import Kind


class Form(Enum):
    """What one value is."""

    OWN_ID = auto()
    """An id that is given here."""
    REFERENCE = auto()
    """The id of a thing of the portal."""
    STEP_HERE = auto()
    """The id of a step of the same map."""
    STEP_THERE = auto()
    """The id of a step or stage of the map that stands beside it."""
    STEP = auto()
    """A map and a step of it: `moving-house#book-visit`."""
    TARGET = auto()
    """A map, or a map and a step of it."""
    STOP = auto()
    """Something to read: `persona/amira`, `journey/moving-house#book-visit`, `docs/guide/page.md`."""
    LANE = auto()
    """The id of a lane of the format or of the vocabulary."""
    ICON = auto()
    """The name of an icon."""
    TAG = auto()
    """An id by which things are filtered."""
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
    """An address in which `{name}` stands for the name of a channel."""
    LANGUAGE = auto()
    PHOTO = auto()
    CHOICE = auto()
    """One of a few words."""
    PART = auto()
    """A group of fields."""


class Count(Enum):
    """How many values a field takes."""

    ONE = auto()
    MANY = auto()
    """A list, or one value in the place of a list of one."""
    NAMED = auto()
    """Values by name."""
    WORDS = auto()
    """Things by their ids, each a group of fields or its title alone; or a list of ids, from which titles are made."""
    EMOTION = auto()
    """One value, or one for each persona."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value. Bounds are inclusive and None where there are none; `longest` counts characters.

    `refers` is the kind that a REFERENCE names, `choices` the words of a CHOICE, `part` the model of a PART;
    `short` is the field of the part that a bare text stands for, None where none may stand there.
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


@dataclass(frozen=True, slots=True)
class Field:
    """A field as authors meet it.

    `example` is a value in YAML; `default` what counts where the field is left out, in words of the format and None
    where that is nothing. `keys` says what the names are where values stand by name; `most` how many there may be.
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
