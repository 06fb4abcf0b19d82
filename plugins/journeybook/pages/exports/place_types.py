"""The published types of places and the feelings there."""

from __future__ import annotations

from journeybook.pages.exports.published_type import published_type


@published_type
class Feeling:
    """A feeling: `level` is 0 (worst) to 4, `persona` is null if it applies to all who take part.

    `end` marks the second value of a step during which the feeling changes.
    """

    persona: str | None
    value: float
    level: int
    word: str
    end: bool


@published_type
class Place:
    """A step, or a stage (`step` is null) with content of its own."""

    journey: str
    stage: str | None
    step: str | None
    title: str
    address: str


@published_type
class FeltPlace:
    """A feeling and its place."""

    place: Place
    feeling: Feeling


@published_type
class CurvePoint:
    """A feeling on the same map; `step` is null for a feeling of the stage itself."""

    stage: str | None
    step: str | None
    value: float


@published_type
class HeatCell:
    """The lowest feeling in one lifecycle stage; null if none is recorded."""

    lifecycle: str
    lowest: FeltPlace | None


@published_type
class Onward:
    """A step of this or another map, or a whole map, that a step leads to, and the condition."""

    journey: str
    step: str | None
    address: str | None
    when: str | None


@published_type
class Way:
    """What `persona` experienced before a step on its map, and where the step leads.

    `steps` counts the columns before it; `mean` is of their lowest feelings. `arrivals`, on a map's
    first step, are the maps that may lead to it. `several` says that more than one path leads here;
    this is the one with the lowest feeling.
    """

    persona: str | None
    steps: int
    mean: float | None
    lowest: CurvePoint | None
    arrivals: tuple[str, ...]
    onward: tuple[Onward, ...]
    several: bool
