"""The decorator of types whose instances are published as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def published_type(kind: type[T]) -> type[T]:
    """A dataclass with slots that is frozen for the type checker only.

    A map's data has hundreds of instances; a frozen one takes three times as long to make, since
    each of its fields is set by a call.
    """
    return dataclass(slots=True)(kind)
