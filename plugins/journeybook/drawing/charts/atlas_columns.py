"""Where maps stand in the atlas: lifecycle stages are columns, and the steps of a map lie in them.

A column is as wide as the map with most steps in it needs, counted in units. Within a column the
steps of a map share the width evenly, in the order of the story. All places are from 0 to `WIDTH`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from journeybook.drawing.view.model import MapView

WIDTH = 1000

UNITS = 120
"""The most units of all columns together; there are classes for as many."""

WIDEST = 16
"""The most units of a column."""

_NARROWEST = 3
"""A column is at least the widest one's width divided by this, so that its title fits."""


class AtlasPart(NamedTuple):
    """The steps of a map in one lifecycle stage, as columns of its view, in the order of the story.

    `lifecycle` is None for a map that names no lifecycle stage.
    """

    lifecycle: str | None
    columns: tuple[int, ...]


def lifecycle_parts(view: MapView, lifecycle: Sequence[str]) -> tuple[AtlasPart, ...]:
    """The parts of a map, at least one, in the order of `lifecycle`, the ids of all its stages.

    A stage that names none belongs to that of the stage before it, at the beginning to the first
    one that is named.
    """
    named = [
        band.lifecycle.id if band.lifecycle and band.lifecycle.id in lifecycle else None
        for band in view.stages
    ]
    last = next((each for each in named if each), None)
    found: dict[str | None, list[int]] = {}
    for band, own in zip(view.stages, named, strict=True):
        last = own or last
        found.setdefault(last, []).extend(range(band.first, band.first + band.span))
    if not found:  # a map that is no more than its title yet
        return (AtlasPart(None, ()),)
    order = {key: at for at, key in enumerate(lifecycle)}
    return tuple(
        AtlasPart(key, tuple(columns))
        for key, columns in sorted(found.items(), key=lambda part: order.get(part[0] or "", -1))
    )


@dataclass(frozen=True)
class AtlasColumns:
    """The columns of an atlas: ids of lifecycle stages, and how many units wide each of them is."""

    keys: tuple[str, ...]
    units: tuple[int, ...]

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The number of units before each column, and before the end of the last one."""
        return tuple(accumulate(self.units, initial=0))

    @property
    def total(self) -> int:
        """The units of all columns together; 1 without columns."""
        return self.starts[-1] or 1

    def span(self, lifecycle: str | None) -> tuple[int, int]:
        """The first unit of a column and the one behind its last; of all columns for None."""
        if lifecycle is None:
            return 0, self.total
        at = self.keys.index(lifecycle)
        return self.starts[at], self.starts[at + 1]

    @property
    def edges(self) -> tuple[float, ...]:
        """The places between columns."""
        return tuple(round(each * WIDTH / self.total, 1) for each in self.starts[1:-1])


def atlas_columns(keys: Sequence[str], maps: Iterable[Sequence[AtlasPart]]) -> AtlasColumns:
    """The columns for these maps, for the lifecycle stages `keys`, in their order."""
    most = dict.fromkeys(keys, 1)
    for parts in maps:
        for part in parts:
            if part.lifecycle in most:
                most[part.lifecycle] = max(most[part.lifecycle], len(part.columns))
    widest = max(1, min(WIDEST, UNITS // max(1, len(most)), max(most.values(), default=1)))
    narrowest = -(-widest // _NARROWEST)
    return AtlasColumns(tuple(most), tuple(min(widest, max(narrowest, each)) for each in most.values()))


def step_places(parts: Iterable[AtlasPart], columns: AtlasColumns) -> Mapping[int, tuple[float, float]]:
    """The beginning and the end of each column of a map's view."""
    found: dict[int, tuple[float, float]] = {}
    for part in parts:
        first, end = (each * WIDTH / columns.total for each in columns.span(part.lifecycle))
        width = (end - first) / max(1, len(part.columns))
        for number, column in enumerate(part.columns):
            found[column] = (first + number * width, first + (number + 1) * width)
    return found
