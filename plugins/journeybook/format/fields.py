"""From the models to the fields of the format, with their meanings and types."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from functools import cache
from types import MappingProxyType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import annotated_types
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from journeybook.format.descriptions import meanings
from journeybook.format.field_types import Count, Field, Form, Value
from journeybook.library.links import REFERENCES
from journeybook.model.journey import Emotion, Moment, NextStep
from journeybook.model.reference_marks import NamesPage, RefersTo, StepOf
from journeybook.model.scalars import (
    ID_LENGTH,
    ITEMS,
    NOTE_LENGTH,
    ON_EMOTION_SCALE,
    TEXT_LENGTH,
    TITLE_LENGTH,
    Date,
    Flag,
    Id,
    IdAnywhere,
    Integer,
    Note,
    Number,
    Part,
    Phrase,
    Span,
    Text,
    TimeOfDay,
    Title,
)
from journeybook.model.vocabulary import Channel, Lane, Term, Vocabulary

NOT_WRITTEN = frozenset({"id", "section", "readings"})
"""Fields that are not written in the file: its name, its folder or the CSV beside it gives them."""

MOST_STAGES, MOST_STEPS = 20, 200
"""The most stages and steps of a map, which `sources.step_ids` enforces."""


def _reader(alias: Any) -> Callable[[Any], Any]:
    """The function that reads a value of this type."""
    found: Callable[[Any], Any] = next(mark.func for mark in alias.__metadata__ if hasattr(mark, "func"))
    return found


_FORMS = MappingProxyType(
    {
        _reader(Id): Form.OWN_ID,
        _reader(IdAnywhere): Form.OWN_ID,
        _reader(Number): Form.NUMBER,
        _reader(Integer): Form.INTEGER,
        _reader(Flag): Form.FLAG,
        _reader(Date): Form.DATE,
        _reader(TimeOfDay): Form.TIME,
        _reader(Span): Form.SPAN,
        _reader(Title): Form.TITLE,
        _reader(Text): Form.TEXT,
        _reader(Note): Form.PROSE,
        _reader(Emotion): Form.LEVEL,
    }
)
_LENGTHS = MappingProxyType(
    {
        Form.OWN_ID: ID_LENGTH,
        Form.TITLE: TITLE_LENGTH,
        Form.TEXT: TEXT_LENGTH,
        Form.PROSE: NOTE_LENGTH,
    }
)

_SPECIAL: MappingProxyType[tuple[type[BaseModel], str], Form] = MappingProxyType(
    {
        (Moment, "feeling"): Form.FEELING,
        (Moment, "same_as"): Form.STEP,
        (NextStep, "step"): Form.STEP_HERE,
        (Lane, "after"): Form.LANE,
        (Channel, "icon"): Form.ICON,
        (Vocabulary, "feelings"): Form.TEXT,
        (Vocabulary, "chat"): Form.CHAT_ADDRESS,
    }
)
"""Fields whose annotation is less specific than what the check requires."""

_BY_NAME = MappingProxyType(
    {
        "tags": Form.TAG,
        "url": Form.ADDRESS,
        "link": Form.ADDRESS,
        "language": Form.LANGUAGE,
        "photo": Form.PHOTO,
        "src": Form.IMAGE,
    }
)


@cache
def described(model: type[BaseModel]) -> tuple[Field, ...]:
    """The fields of `model` in the order of the format, without those that authors do not write."""
    said = meanings(model)
    whole = "section" in model.model_fields
    return tuple(
        _field(model, info.alias or name, info, said[name].text, said[name].example or "")
        for name, info in model.model_fields.items()
        if not (whole and name in NOT_WRITTEN)
    )


def parts_of(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """`model` and all groups of fields in it, recursively, each once, in format order."""
    found: dict[type[BaseModel], None] = {}

    def walk(each: type[BaseModel]) -> None:
        if each not in found:
            found[each] = None
            for field in described(each):
                if field.value.part:
                    walk(field.value.part)

    walk(model)
    yield from found


def _field(model: type[BaseModel], name: str, info: FieldInfo, text: str, example: str) -> Field:
    kind, marks = _peeled(info.annotation, info.metadata)
    readers = {getattr(mark, "func", None) for mark in marks}
    count, keys, most = Count.ONE, None, _most(marks)
    if get_origin(kind) is tuple:
        count = Count.MANY
        kind, inner = _peeled(get_args(kind)[0], ())
    elif get_origin(kind) is dict:
        key, kind = get_args(kind)
        keys = _value(model, name, *_peeled(key, ()), short=None)
        kind, inner = _peeled(kind, ())
        if get_origin(kind) is tuple:  # texts of lanes
            kind, _ = _peeled(get_args(kind)[0], ())
            inner = ()
            count = Count.NAMED
        count = Count.WORDS if isinstance(kind, type) and issubclass(kind, Term) else Count.NAMED
    else:
        inner, most = marks, None
    if _reader(Emotion) in readers:
        count, keys = Count.EMOTION, Value(Form.REFERENCE, refers=REFERENCES[name])
    if name == "stages":
        most = MOST_STAGES
    short = _short(kind, count, listed=ITEMS.func in readers)
    if count is Count.NAMED and keys and keys.form is Form.REFERENCE:
        value = _plain(inner)
    else:
        value = _value(model, name, kind, inner, short=short, finding=marks)
    return Field(
        name,
        text,
        example,
        info.is_required(),
        value,
        count,
        keys,
        most,
        _default(model, name, info.default),
    )


def _short(kind: Any, count: Count, *, listed: bool) -> str | None:
    if count is Count.WORDS:
        return "title"
    if kind is NextStep:
        return "step"
    return "text" if listed or kind is Phrase else None


def _value(
    model: type[BaseModel],
    name: str,
    kind: Any,
    marks: Iterable[Any],
    *,
    short: str | None,
    finding: Iterable[Any] = (),
) -> Value:
    """The type of one value of the field `name`.

    `marks` are the annotations of its type, `finding` those of the field.
    """
    if isinstance(kind, type) and issubclass(kind, Part):
        return Value(Form.PART, part=kind, short=short)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return Value(Form.CHOICE, choices=kind)
    plain = _plain(marks)
    special = next((_SPECIAL[each, name] for each in model.__mro__ if (each, name) in _SPECIAL), None)
    form = special or _marked_form(finding) or (None if issubclass(model, Vocabulary) else _BY_NAME.get(name))
    if form:
        return Value(form, plain.least, plain.largest, plain.longest, plain.pattern)
    marked = next((mark.kind for mark in finding if isinstance(mark, RefersTo)), None)
    refers = marked or REFERENCES.get(name)
    if plain.form is Form.OWN_ID and refers and not issubclass(model, Vocabulary):
        return Value(Form.REFERENCE, refers=refers, anywhere=plain.anywhere)
    return plain


def _marked_form(marks: Iterable[Any]) -> Form | None:
    """The form from annotations: levels of emotion, and references that are not bare ids."""
    for mark in marks:
        if mark is ON_EMOTION_SCALE:
            return Form.LEVEL
        if isinstance(mark, StepOf):
            return Form.STEP_THERE
        if isinstance(mark, NamesPage):
            return Form.STOP
        if isinstance(mark, RefersTo) and mark.steps:
            return Form.TARGET
    return None


def _plain(marks: Iterable[Any]) -> Value:
    """The type of a value that its annotations determine alone."""
    marks = tuple(marks)
    form = next((_FORMS[mark.func] for mark in marks if getattr(mark, "func", None) in _FORMS), Form.TEXT)
    least = largest = longest = pattern = None
    for mark in _flat(marks):
        if isinstance(mark, annotated_types.Ge):
            least = float(mark.ge)  # type: ignore[arg-type]
        elif isinstance(mark, annotated_types.Le):
            largest = float(mark.le)  # type: ignore[arg-type]
        elif isinstance(mark, annotated_types.MaxLen):
            longest = mark.max_length
        pattern = getattr(mark, "pattern", None) or pattern
    anywhere = any(getattr(mark, "func", None) is _reader(IdAnywhere) for mark in marks)
    return Value(form, least, largest, longest or _LENGTHS.get(form), pattern, anywhere=anywhere)


def _peeled(kind: Any, marks: Iterable[Any]) -> tuple[Any, tuple[Any, ...]]:
    """A type without `Optional` and `Annotated`, and the annotations."""
    marks = tuple(marks)
    if get_origin(kind) is Annotated:
        inner, *more = get_args(kind)
        return _peeled(inner, (*marks, *more))
    if get_origin(kind) in (Union, UnionType):
        present = [each for each in get_args(kind) if each is not type(None)]
        if len(present) == 1:
            return _peeled(present[0], marks)
    return kind, marks


def _flat(marks: Iterable[Any]) -> Iterator[Any]:
    for mark in marks:
        if isinstance(mark, FieldInfo):
            yield from mark.metadata
        else:
            yield mark


def _most(marks: Iterable[Any]) -> int | None:
    return next((mark.max_length for mark in _flat(marks) if isinstance(mark, annotated_types.MaxLen)), None)


def _default(model: type[BaseModel], name: str, default: Any) -> str | None:
    if isinstance(default, StrEnum):
        return default.value
    if isinstance(default, float):
        return f"{default:g}"
    if isinstance(default, str) and name == "language":
        return default
    if issubclass(model, Vocabulary) and name == "lifecycle":
        return ", ".join(default)
    return None
