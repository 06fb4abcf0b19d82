"""How maps hang together: which leads to which, is part of it, tells a step of it or shares one."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from journeybook.library.links import links_of
from journeybook.library.objects import Kind
from journeybook.model.journey import Journey


class RelationKind(StrEnum):
    """What a map says of another one, each with the field that says it."""

    NEXT = "next"
    """The other one may follow."""
    PARENT = "parent"
    """The other one is the bigger journey that this one is part of."""
    JOURNEY = "journey"
    """A step of this one is told at length by the other one."""
    SAME_STEP = "same_as"
    """A step of this one is a step of the other one too."""
    FUTURE = "future_of"
    """This one is what the other one should become."""


class MapRelation(NamedTuple):
    """What the map `start` says of the map `end`, with the ids of steps where steps are meant."""

    kind: str
    start: str
    start_step: str | None
    end: str
    end_step: str | None


_FIELDS = frozenset(RelationKind)


def relations_of(journey: Journey) -> Iterator[MapRelation]:
    """What a map says of other maps, also of those of other portals, in the order of its fields."""
    seen = set()
    for link in links_of(journey):
        if link.ref.kind is not Kind.JOURNEY or link.ref.id == journey.id or link.field not in _FIELDS:
            continue
        relation = MapRelation(link.field, journey.id, link.by.step, link.ref.id, link.ref.step)
        if relation not in seen:
            seen.add(relation)
            yield relation
