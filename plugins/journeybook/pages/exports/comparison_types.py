"""Comparisons as they are published: two curves over the same places, and what the differences add up to."""

from __future__ import annotations

from dataclasses import dataclass

from journeybook.pages.exports.place_types import FeltPlace, Place


@dataclass(frozen=True, slots=True)
class ComparedPlace:
    """A place on both sides: its key (a step's id, a lifecycle stage's, a stage's number), its lowest feeling on each side.

    A place is null where the side has no part in it, a value where nobody wrote one down; `change` is `after` minus
    `before`, null where either is missing.
    """

    key: str
    first: Place | None
    second: Place | None
    before: float | None
    after: float | None
    change: float | None


@dataclass(frozen=True, slots=True)
class Difference:
    """What the second side is against the first: the `mean` change over the places whose feelings are known on both.

    `better`, `worse` and `same` count these places. `places` stand in the order of the story.
    """

    mean: float | None
    better: int
    worse: int
    same: int
    places: tuple[ComparedPlace, ...]


@dataclass(frozen=True, slots=True)
class PersonasCompared:
    """Two personas of one map, step by step."""

    first: str
    second: str
    difference: Difference


@dataclass(frozen=True, slots=True)
class FutureCompared:
    """A map of today (`first`) and one of its future (`second`), by what the personas feel that both have.

    `personas` are these, empty where both maps have the same or none. `stages` goes by lifecycle stage, or stage by
    stage where the maps share none.
    """

    first: str
    second: str
    address: str
    personas: tuple[str, ...]
    steps: Difference
    stages: Difference


@dataclass(frozen=True, slots=True)
class StageApart:
    """A lifecycle stage with the places at which it feels best and worst, over the maps that can be compared by it."""

    lifecycle: str
    best: FeltPlace
    worst: FeltPlace
    apart: float


@dataclass(frozen=True, slots=True)
class Comparisons:
    """Comparisons between maps. Those between the personas of a map and of its variants stand in the map's own file."""

    futures: tuple[FutureCompared, ...]
    lifecycle: tuple[StageApart, ...]
