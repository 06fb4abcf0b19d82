"""Places and what is felt there, as every file for programs writes them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Feeling:
    """What somebody feels: `persona` is null for what counts for everybody who takes part, `level` runs from 0 (worst) to 4.

    `end` marks the second value of a step in which the feeling changes.
    """

    persona: str | None
    value: float
    level: int
    word: str
    end: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A step, or a stage (`step` is null) that says something of its own."""

    journey: str
    stage: str | None
    step: str | None
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class FeltPlace:
    """A feeling where it is felt."""

    place: Place
    feeling: Feeling


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """What is felt at a place of the same map; `step` is null for what a stage says of itself."""

    stage: str | None
    step: str | None
    value: float


@dataclass(frozen=True, slots=True)
class HeatCell:
    """The lowest feeling in one lifecycle stage; null where the map touches the stage and nobody wrote one down."""

    lifecycle: str
    lowest: FeltPlace | None


@dataclass(frozen=True, slots=True)
class Onward:
    """Where a step leads: to a step of this or another map, or to a whole map, and on which condition."""

    journey: str
    step: str | None
    address: str | None
    when: str | None


@dataclass(frozen=True, slots=True)
class Way:
    """A step in its place: what `persona` came through before it on this map, and where it leads.

    `steps` counts the columns before it; `mean` is of their lowest feelings. `arrivals` are the maps from which people
    may come, told at a map's beginning. `several` says that more than one way leads here: what is told is the one with
    the lowest feeling.
    """

    persona: str | None
    steps: int
    mean: float | None
    lowest: CurvePoint | None
    arrivals: tuple[str, ...]
    onward: tuple[Onward, ...]
    several: bool
