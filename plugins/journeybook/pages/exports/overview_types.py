"""What all maps say together, as `portal.json` holds it."""

from __future__ import annotations

from dataclasses import dataclass

from journeybook.pages.exports.place_types import FeltPlace, Place


@dataclass(frozen=True, slots=True)
class HotSpot:
    """What people go through in one lifecycle stage over one channel; `mean` is of the lowest feeling of each step."""

    lifecycle: str
    channel: str
    steps: int
    mean: float | None
    lowest: FeltPlace | None
    pains: int


@dataclass(frozen=True, slots=True)
class RankedPain:
    """A pain over all maps, with every place where it hurts, the worst first; `customers` in percent.

    `journeys` and `personas` are those that it reaches.
    """

    text: str
    severity: int | None
    backed: bool
    customers: float | None
    people: int | None
    places: tuple[Place, ...]
    journeys: tuple[str, ...]
    personas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatementPlace:
    """Where something is said, and the sources that it rests on there."""

    place: Place
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """An opportunity, a gain or a quote over all maps, with every place where it stands.

    `persona` is whom a quote is from, `recommendations` are what an opportunity became.
    """

    text: str
    backed: bool
    persona: str | None
    recommendations: tuple[str, ...]
    places: tuple[StatementPlace, ...]
    journeys: tuple[str, ...]
    personas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HealthSide:
    """One side of health over all listed maps: its mean `share`, and how many maps lack something in it."""

    name: str
    share: float
    missing: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which maps show a persona in a lifecycle stage; none is a gap."""

    persona: str
    lifecycle: str
    journeys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TwinMaps:
    """Two maps that tell nearly the same: how many of their steps are alike, and their share of the longer map's."""

    first: str
    second: str
    steps: int
    share: float


@dataclass(frozen=True, slots=True)
class TwinPain:
    """A pain that is told in other words too, where it hurts most."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class NearDuplicates:
    """What is told twice, for people to look at: nothing is counted together because of it."""

    maps: tuple[TwinMaps, ...]
    pains: tuple[tuple[TwinPain, ...], ...]


@dataclass(frozen=True, slots=True)
class SegmentStep:
    """What a segment goes through at a step: the worst of its accounts' values there."""

    journey: str
    step: str
    value: float
    account: str
