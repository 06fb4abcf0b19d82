"""Facts about model fields: names, bounds, and the model that a field holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import annotated_types
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from journeybook.model.scalars import Title

Location = tuple[str | int, ...]

FROM_ELSEWHERE = frozenset({"section", "readings"})
"""Fields that authors do not write: they come from the folder and from the CSV beside the file."""


@cache
def field_names(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """The fields of `model` by the name that an author writes."""
    return {
        info.alias or name: info for name, info in model.model_fields.items() if name not in FROM_ELSEWHERE
    }


def model_at(model: type[BaseModel], location: Location) -> type[BaseModel]:
    """The model of the innermost object on the way to `location` below `model`."""
    here = model
    for part in location:
        info = field_names(here).get(part) if isinstance(part, str) else None
        annotation: Any = info.annotation if info else None
        inner = _inner(annotation)
        here = inner or here
    return here


def bounds(model: type[BaseModel], name: str) -> tuple[float | None, float | None]:
    """The least and the largest number that the field `name` allows; None if unbounded."""
    least = largest = None
    for mark in _marks(field_names(model).get(name)):
        if isinstance(mark, annotated_types.Ge):
            least = float(mark.ge)  # type: ignore[arg-type]
        elif isinstance(mark, annotated_types.Le):
            largest = float(mark.le)  # type: ignore[arg-type]
    return least, largest


def _marks(info: FieldInfo | None) -> Iterator[Any]:
    if info is not None:
        yield from info.metadata
        yield from _nested_marks(info.annotation)


def _nested_marks(annotation: Any) -> Iterator[Any]:
    for each in get_args(annotation):
        if isinstance(each, FieldInfo):
            yield from each.metadata
        else:
            yield each
            yield from _nested_marks(each)


@cache
def _inner(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for each in get_args(annotation):
        found = _inner(each) if each is not Ellipsis and not isinstance(each, FieldInfo) else None
        if found:
            return found
    return None


@cache
def holds_list(model: type[BaseModel], name: str) -> bool:
    """Whether the field `name` takes several items."""
    info = field_names(model).get(name)
    return info is not None and _is_list(info.annotation)


def _is_list(annotation: Any) -> bool:
    """Whether an annotation is a tuple, also within `Annotated` or an optional type."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _is_list(get_args(annotation)[0])
    if origin in (Union, UnionType):
        return any(_is_list(each) for each in get_args(annotation))
    return origin is tuple


@cache
def has_free_names(model: type[BaseModel], name: str) -> bool:
    """Whether the field `name` takes values by names that the author chooses, which are no ids."""
    info = field_names(model).get(name)
    return info is not None and holds_group(model, name) and get_args(info.annotation)[0] == Title


@cache
def holds_group(model: type[BaseModel], name: str) -> bool:
    """Whether the field `name` takes values by name."""
    info = field_names(model).get(name)
    return info is not None and get_origin(info.annotation) in (dict, Mapping)
