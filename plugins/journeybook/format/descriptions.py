"""Descriptions from the models' source: docstrings of classes and of attributes.

The source is parsed on demand: only schemas and the reference need it, and passing the texts to
pydantic would slow the start of every command.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from pydantic import BaseModel

_EXAMPLE = "Example: "


class Meaning(NamedTuple):
    """The meaning of a field (inline Markdown), and an example in YAML or None."""

    text: str
    example: str | None = None


@cache
def meanings(model: type[BaseModel]) -> Mapping[str, Meaning]:
    """The meaning of each field of `model` by its name in Python, including inherited ones."""
    found: dict[str, Meaning] = {}
    for each in reversed(model.__mro__):
        if issubclass(each, BaseModel) and each is not BaseModel:
            found |= _own(each)
    return MappingProxyType(found)


@cache
def choices(words: type[StrEnum]) -> Mapping[str, str]:
    """The values of an enum, each with its meaning."""
    said = attribute_texts(words)
    return MappingProxyType({each.value: _read(said[each.name]).text for each in words})


def about(definition: type) -> str:
    """What an object of this class is, in one line."""
    return " ".join(inspect.cleandoc(definition.__doc__ or "").split("\n\n")[0].split())


def _own(model: type[BaseModel]) -> dict[str, Meaning]:
    return {name: _read(text) for name, text in attribute_texts(model).items()}


def attribute_texts(definition: type) -> dict[str, str]:
    """The docstring of each attribute of a class, by the attribute's name."""
    tree = _classes(definition.__module__)[definition.__name__]
    found = {}
    for attribute, below in pairwise(tree.body):
        match attribute, below:
            case (
                (ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)])),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                found[name] = text
    return found


@cache
def _classes(module: str) -> Mapping[str, ast.ClassDef]:
    """The classes of a module, parsed once; `inspect` would parse the module for each."""
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {each.name: each for each in tree.body if isinstance(each, ast.ClassDef)}


def _read(docstring: str) -> Meaning:
    text, _, rest = inspect.cleandoc(docstring).partition("\n\n")
    return Meaning(" ".join(text.split()), rest.removeprefix(_EXAMPLE) or None)
