"""Marks on fields that name other objects: what refers to what is said once, beside the field.

`library.links` collects references from these marks, `format.fields` says from them what may stand
in a field. The fields of stages and steps themselves are the exception: their references stand in
`step_fields`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple, TypeAlias, get_args, get_origin

from journeybook.kinds import Kind
from journeybook.model.scalars import Part


@dataclass(frozen=True, slots=True)
class RefersTo:
    """The field holds ids of this kind: one, several, or as the keys of a mapping.

    With `steps`, a step of a map may follow its id: `moving-in#pack`.
    """

    kind: Kind
    steps: bool = False


@dataclass(frozen=True, slots=True)
class StepOf:
    """The field holds the id of a step of the map that the field `journey` beside it names."""

    journey: str


@dataclass(frozen=True, slots=True)
class NamesPage:
    """The field holds a kind and id, `persona/amira`, or a hand-written page, `docs/page.md`."""


Mark: TypeAlias = RefersTo | StepOf | NamesPage


class MarkedField(NamedTuple):
    """A field that holds references, or parts whose fields do.

    `attribute` is its name in Python, `name` the one that authors write; `mark` is None for a field
    of parts.
    """

    attribute: str
    name: str
    mark: Mark | None
    part: type[Part] | None


@cache
def marked_fields(model: type[Part]) -> tuple[MarkedField, ...]:
    """The fields of `model` that hold references, themselves or in their parts.

    They are in the order of the format, with lists of parts behind the other fields.
    """
    found: list[MarkedField] = []
    lists: list[MarkedField] = []
    for attribute, info in model.model_fields.items():
        mark = next((each for each in info.metadata if isinstance(each, Mark)), None)
        part = None if mark else next(_parts_in(info.annotation), None)
        if mark or (part and marked_fields(part)):
            behind = lists if part and get_origin(info.annotation) is tuple else found
            behind.append(MarkedField(attribute, info.alias or attribute, mark, part))
    return (*found, *lists)


def referred_kinds(model: type[Part]) -> Iterator[tuple[str, Kind]]:
    """The fields of `model` and its parts that hold ids alone: name in the source, and kind."""
    for field in marked_fields(model):
        if isinstance(field.mark, RefersTo) and not field.mark.steps:
            yield field.name, field.mark.kind
        elif field.part:
            yield from referred_kinds(field.part)


def _parts_in(annotation: Any) -> Iterator[type[Part]]:
    """The models in a type, such as `Contact` in `tuple[Contact, ...]`."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for inner in get_args(annotation):
        yield from _parts_in(inner)
