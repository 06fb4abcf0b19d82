"""The published types of findings over all maps, in `portal.json`."""

from __future__ import annotations

from journeybook.pages.exports.place_types import FeltPlace, Place
from journeybook.pages.exports.published_type import published_type


@published_type
class HotSpot:
    """The steps of one lifecycle stage and channel; `mean` is of each step's lowest feeling."""

    lifecycle: str
    channel: str
    steps: int
    mean: float | None
    lowest: FeltPlace | None
    pains: int


@published_type
class RankedPain:
    """A pain over all maps with its places, the worst first; `customers` in percent.

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


@published_type
class StatementPlace:
    """A place of a statement, and its sources there."""

    place: Place
    evidence: tuple[str, ...]


@published_type
class Statement:
    """An opportunity, a gain or a quote over all maps, with every place where it occurs.

    `persona` is the speaker of a quote, `recommendations` are those that an opportunity links to.
    """

    text: str
    backed: bool
    persona: str | None
    recommendations: tuple[str, ...]
    places: tuple[StatementPlace, ...]
    journeys: tuple[str, ...]
    personas: tuple[str, ...]


@published_type
class HealthSide:
    """One side of health over all listed maps: its mean `share`, and the incomplete maps."""

    name: str
    share: float
    missing: int


@published_type
class Coverage:
    """The maps that show a persona in a lifecycle stage; none is a gap."""

    persona: str
    lifecycle: str
    journeys: tuple[str, ...]


@published_type
class TwinMaps:
    """Two maps with similar steps: their number, and their share of the longer map's steps."""

    first: str
    second: str
    steps: int
    share: float


@published_type
class TwinPain:
    """A pain that also occurs in other words, at its worst place."""

    text: str
    place: Place


@published_type
class NearDuplicates:
    """Near-duplicates, for people to look at; they are not counted together."""

    maps: tuple[TwinMaps, ...]
    pains: tuple[tuple[TwinPain, ...], ...]
