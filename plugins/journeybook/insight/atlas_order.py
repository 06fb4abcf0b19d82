"""The order of maps in the atlas, and which of them share a drawing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

MAPS = 40
STEPS = 360
"""The most maps, and steps beyond those of one map, in a drawing."""


class AtlasPlace(NamedTuple):
    """What decides where a map stands: the lifecycle stage where it begins, and its parent."""

    key: str
    lifecycle: str | None
    parent: str | None
    steps: int


class AtlasPage(NamedTuple):
    """The maps of one drawing, in order.

    `lifecycle` is where all of them begin; it is None for maps that name no lifecycle stage, and
    where one drawing has all maps.
    """

    lifecycle: str | None
    keys: tuple[str, ...]


def atlas_order(places: Iterable[AtlasPlace], lifecycle: Sequence[str]) -> tuple[AtlasPlace, ...]:
    """Maps by the lifecycle stage where they begin, those that name none last.

    Within one, a map stands below its parent; others keep their order.
    """
    groups: dict[str | None, list[AtlasPlace]] = {key: [] for key in (*lifecycle, None)}
    for place in places:
        groups[place.lifecycle].append(place)
    return tuple(place for group in groups.values() for place in _below_parents(group))


def atlas_pages(places: Iterable[AtlasPlace], lifecycle: Sequence[str]) -> tuple[AtlasPage, ...]:
    """One drawing with all maps; where they are too many, several for each lifecycle stage."""
    order = atlas_order(places, lifecycle)
    if not order:
        return ()
    if len(order) <= MAPS and sum(place.steps for place in order) <= STEPS:
        return (AtlasPage(None, tuple(place.key for place in order)),)
    pages: list[tuple[str | None, list[str]]] = []
    room = 0
    for place in order:
        if not pages or pages[-1][0] != place.lifecycle or len(pages[-1][1]) == MAPS or room < place.steps:
            pages.append((place.lifecycle, []))
            room = STEPS
        pages[-1][1].append(place.key)
        room -= place.steps
    return tuple(AtlasPage(key, tuple(keys)) for key, keys in pages)


def _below_parents(places: Sequence[AtlasPlace]) -> Iterator[AtlasPlace]:
    keys = {place.key for place in places}
    children: dict[str | None, list[AtlasPlace]] = {}
    for place in places:
        children.setdefault(place.parent if place.parent in keys else None, []).append(place)
    left = dict.fromkeys(places)
    # Maps that are parts of one another begin nowhere: they follow at the end.
    waiting = list(reversed((*children.get(None, ()), *places)))
    while waiting:
        place = waiting.pop()
        if place in left:
            del left[place]
            yield place
            waiting += reversed(children.get(place.key, ()))
