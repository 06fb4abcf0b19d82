"""The types of `portal.json`, version 1: the index of the portal with figures and addresses.

Days are `YYYY-MM-DD`, ids those of the sources, addresses start at the portal's root. Unknown
values are null.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, WithJsonSchema

from journeybook.insight.counts import PortalCounts
from journeybook.pages.accounts.account_export import Account
from journeybook.pages.evidence.evidence_export import Evidence
from journeybook.pages.exports.comparison_types import Comparisons
from journeybook.pages.exports.map_types import Portal
from journeybook.pages.exports.overview_types import (
    Coverage,
    HealthSide,
    HotSpot,
    NearDuplicates,
    RankedPain,
    Statement,
)
from journeybook.pages.exports.place_types import FeltPlace
from journeybook.pages.exports.published_type import published_type
from journeybook.pages.journey.journey_export import Journey
from journeybook.pages.metrics.metric_export import Metric
from journeybook.pages.paths.path_export import Path
from journeybook.pages.personas.persona_export import Persona
from journeybook.pages.recommendations.recommendation_export import Recommendation

VERSION = 1

SPLIT_VERSION = 2
"""The version of the index and the parts of a portal that is too large for one file."""


@published_type
class Word:
    """A word of the vocabulary: a channel, team, system, area or lifecycle stage, and its uses."""

    kind: str
    id: str
    title: str
    summary: str | None
    address: str | None
    uses: int


@published_type
class GlossaryEntry:
    """A term of the glossary: its meaning, and other words for it."""

    id: str
    title: str
    meaning: str
    also: tuple[str, ...]
    address: str


@published_type
class Waiting:
    """An entry of the agenda: `overdue`, `never`, `soon` (in 30 days), `later` or `open-ended`."""

    kind: str
    id: str
    owner: str | None
    last: str | None
    due: str | None
    state: str
    days_late: int


@published_type
class Level:
    """A word of the emotion scale."""

    value: float
    level: int
    word: str


@published_type
class Scale:
    """The emotion scale of every map."""

    min: float
    max: float
    words: tuple[Level, ...]


@published_type
class Part:
    """A file with entries of one list, such as `journeys` or `comparisons.futures`.

    It is the file `part` of the `of` files of its list.
    """

    list: str
    address: str
    part: int
    of: int


@published_type
class PortalExport:
    """The whole portal.

    `health` is the mean of its maps' scores; `pains` are the worst hundred, worst first.
    `opportunities`, `gains`, `quotes` and `bright_spots` are the first five hundred, in the order
    of their pages; `figures` says how many there are. `coverage` has every persona in every
    lifecycle stage.
    """

    schema: Annotated[str, Field(serialization_alias="$schema")]
    version: Annotated[int, WithJsonSchema({"const": VERSION})]
    portal: Portal
    scale: Scale
    health: int | None
    figures: PortalCounts
    journeys: tuple[Journey, ...]
    personas: tuple[Persona, ...]
    accounts: tuple[Account, ...]
    evidence: tuple[Evidence, ...]
    metrics: tuple[Metric, ...]
    recommendations: tuple[Recommendation, ...]
    paths: tuple[Path, ...]
    words: tuple[Word, ...]
    glossary: tuple[GlossaryEntry, ...]
    review: tuple[Waiting, ...]
    hot_spots: tuple[HotSpot, ...]
    pains: tuple[RankedPain, ...]
    opportunities: tuple[Statement, ...]
    gains: tuple[Statement, ...]
    quotes: tuple[Statement, ...]
    bright_spots: tuple[FeltPlace, ...]
    health_sides: tuple[HealthSide, ...]
    coverage: tuple[Coverage, ...]
    near_duplicates: NearDuplicates
    comparisons: Comparisons
