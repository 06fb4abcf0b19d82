"""The published types of comparisons: two curves over the same places, and their differences."""

from __future__ import annotations

from journeybook.pages.exports.place_types import FeltPlace, Place
from journeybook.pages.exports.published_type import published_type


@published_type
class ComparedPlace:
    """A place on both sides with its lowest feelings.

    `key` is the id of a step or lifecycle stage, or the number of a stage. A place is null if the
    side has none, a value if no feeling is recorded; `change` is `after` minus `before`, null if
    either is missing.
    """

    key: str
    first: Place | None
    second: Place | None
    before: float | None
    after: float | None
    change: float | None


@published_type
class Difference:
    """The second side minus the first.

    `mean` is the mean change over the places with feelings on both sides; `better`, `worse` and
    `same` count these places. `places` are in the order of the story.
    """

    mean: float | None
    better: int
    worse: int
    same: int
    places: tuple[ComparedPlace, ...]


@published_type
class PersonasCompared:
    """Two personas of one map, compared step by step."""

    first: str
    second: str
    difference: Difference


@published_type
class FutureCompared:
    """A current map (`first`) and a future map of it (`second`), compared by shared personas.

    `personas` are these, empty if both maps have the same or none. `stages` compares by lifecycle
    stage, or stage by stage if the maps share none.
    """

    first: str
    second: str
    address: str
    personas: tuple[str, ...]
    steps: Difference
    stages: Difference


@published_type
class StageApart:
    """A lifecycle stage with the places of the highest and the lowest feeling over the maps."""

    lifecycle: str
    best: FeltPlace
    worst: FeltPlace
    apart: float


@published_type
class Comparisons:
    """Comparisons between maps. Those of personas and variants are in the file of their map."""

    futures: tuple[FutureCompared, ...]
    lifecycle: tuple[StageApart, ...]
