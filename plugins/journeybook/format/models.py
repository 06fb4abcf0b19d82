"""The model of each kind of file in a portal, and the titles of models."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pydantic import BaseModel

from journeybook.kinds import FILE_KINDS, KINDS, Kind, load
from journeybook.library.objects import Item

MODELS: Mapping[Kind, type[Item]] = MappingProxyType(
    {kind: load("model", KINDS[kind].model) for kind in FILE_KINDS}
)
"""The model of each kind that has its own files."""

_TITLES = {"Journey": "Journey map", "Phrase": "Text with a team", "ReadingPath": "Reading path"}


def title_of(model: type[BaseModel]) -> str:
    """The name of an object of `model`, in sentence case."""
    return _TITLES.get(model.__name__) or "".join(
        f" {letter.lower()}" if letter.isupper() and at else letter
        for at, letter in enumerate(model.__name__)
    )
