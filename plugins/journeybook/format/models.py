"""The model of each kind of file that a portal is made of."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from journeybook.kinds import FILE_KINDS, KINDS, Kind, load
from journeybook.library.objects import Item

MODELS: Mapping[Kind, type[Item]] = MappingProxyType(
    {kind: load("model", KINDS[kind].model) for kind in FILE_KINDS}
)
"""The model of each kind that has files of its own."""
