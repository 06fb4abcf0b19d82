"""The kinds of files as readers of them know them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from journeybook.format.models import KIND_FOLDERS, MODELS
from journeybook.library.objects import Kind

__all__ = ["KIND_FOLDERS", "MODELS", "SHELVES"]

SHELVES: Mapping[Kind, str] = MappingProxyType({kind: folder for folder, kind in KIND_FOLDERS.items()})
"""The field of the library that holds the objects of each kind; it bears the folder's name."""
