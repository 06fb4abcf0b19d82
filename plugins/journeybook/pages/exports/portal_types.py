"""The types of `portal.json`, version 1: the index of the portal with figures and addresses.

Days are `YYYY-MM-DD`, ids those of the sources, addresses start at the portal's root. Unknown
values are null.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, WithJsonSchema

from journeybook.insight.counts import PortalCounts
from journeybook.pages.exports.comparison_types import Comparisons
from journeybook.pages.exports.map_types import Files, Portal, Review
from journeybook.pages.exports.overview_types import (
    Coverage,
    HealthSide,
    HotSpot,
    NearDuplicates,
    RankedPain,
    SegmentStep,
    Statement,
)
from journeybook.pages.exports.place_types import FeltPlace, HeatCell

VERSION = 1


@dataclass(frozen=True, slots=True)
class Journey:
    """A map, retired ones included (see `status`).

    `backed` of its `claims` rest on evidence, `strength` is the word for their share.
    """

    id: str
    title: str
    summary: str | None
    type: str
    status: str
    language: str
    section: str
    owner: str | None
    personas: tuple[str, ...]
    account: str | None
    areas: tuple[str, ...]
    tags: tuple[str, ...]
    lifecycle: tuple[str, ...]
    channels: tuple[str, ...]
    parent: str | None
    future_of: str | None
    next: tuple[str, ...]
    files: Files
    source: str | None
    steps: int
    touchpoints: int
    moments_of_truth: int
    pains: int
    gains: int
    quotes: int
    opportunities: int
    lowest: FeltPlace | None
    highest: FeltPlace | None
    claims: int
    backed: int
    strength: str
    health: int | None
    review: Review
    heat: tuple[HeatCell, ...]
    unmet_needs: int
    unowned: int
    silent: int


@dataclass(frozen=True, slots=True)
class Persona:
    """A persona with the listed maps in which they take part, and their lowest feeling.

    `accounts` are those of the segment that the persona is, `steps` the worst values of these
    accounts.
    """

    id: str
    title: str
    kind: str
    role: str | None
    share: float | None
    owner: str | None
    address: str
    journeys: tuple[str, ...]
    lowest: FeltPlace | None
    review: Review
    accounts: tuple[str, ...]
    steps: tuple[SegmentStep, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """The newest observation of a contact at a step."""

    contact: str
    value: float
    on: str


@dataclass(frozen=True, slots=True)
class Standpoint:
    """The experience of an account at a step: the worst of its contacts' newest observations.

    `unknown` are the contacts without one.
    """

    journey: str
    step: str
    address: str | None
    value: float
    worst: str
    unknown: tuple[str, ...]
    seen: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class Gate:
    """A gate of an account, open if no contact is `below` the value that it needs or `unknown`."""

    title: str
    needs: float
    open: bool
    below: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Milestone:
    """A milestone; its day counts from the account's start."""

    title: str
    owner: str | None
    due: str | None


@dataclass(frozen=True, slots=True)
class Account:
    """A business customer."""

    id: str
    title: str
    segment: str | None
    since: str | None
    owner: str | None
    address: str | None
    contacts: tuple[str, ...]
    steps: tuple[Standpoint, ...]
    gates: tuple[Gate, ...]
    milestones: tuple[Milestone, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """An external page, such as a ticket; its `url` begins with `https://` or `mailto:`."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A source, its validity (`fresh`, `too-old`, `open-ended` or `undated`), and its claims."""

    id: str
    title: str
    kind: str | None
    date: str | None
    people: int | None
    owner: str | None
    address: str | None
    state: str
    until: str | None
    claims: int
    journeys: tuple[str, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A value of a metric on a day."""

    date: str
    value: float
    people: int | None
    segment: str | None


@dataclass(frozen=True, slots=True)
class Move:
    """The mean of the newest three values against an earlier one: `better`, `worse` or `steady`."""

    then: float
    change: float
    direction: str


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric with its status, trend and values, oldest first.

    `way` is how far it has come from `baseline` to `target`. `before` compares with the three
    values before the newest three, `year` with the same months a year earlier; `recent` is the mean
    of the newest three and `wobble` the usual change from one value to the next. `segments` holds
    the newest value of each segment. A metric with values of several segments and none of everybody
    has no `newest` value, and nothing computed from it; if it has a single segment, `newest` names
    that.
    """

    id: str
    title: str
    kind: str
    unit: str | None
    better: str
    baseline: float | None
    target: float | None
    due: str | None
    owner: str | None
    address: str | None
    newest: Reading | None
    change: float | None
    good: bool | None
    reached: bool | None
    way: float | None
    days_late: int
    recent: float | None
    wobble: float | None
    before: Move | None
    year: Move | None
    segments: tuple[Reading, ...]
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Lift:
    """The feeling of an answered step `now`, and `then` on a map of its future (`future`)."""

    answers: str
    future: str
    now: float | None
    then: float | None
    change: float | None


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A recommendation.

    `answers` are the steps and journeys it answers, `progress` how far it has come from `start` to
    `aim` as a share. `lifts` are the changes of feelings on future maps.
    """

    id: str
    title: str
    status: str
    owner: str | None
    due: str | None
    days_late: int
    customer_value: int | None
    business_value: int | None
    effort: int | None
    metric: str | None
    start: float | None
    aim: float | None
    progress: float | None
    address: str | None
    answers: tuple[str, ...]
    lifts: tuple[Lift, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop of a reading path; `address` is null if the target does not exist."""

    read: str
    title: str
    address: str | None
    minutes: int
    why: str | None
    ask: str | None


@dataclass(frozen=True, slots=True)
class Path:
    """A reading path."""

    id: str
    title: str
    summary: str | None
    for_: Annotated[tuple[str, ...], Field(serialization_alias="for")]
    owner: str | None
    address: str | None
    minutes: int
    stops: tuple[Stop, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the vocabulary: a channel, team, system, area or lifecycle stage, and its uses."""

    kind: str
    id: str
    title: str
    summary: str | None
    address: str | None
    uses: int


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """A term of the glossary: its meaning, and other words for it."""

    id: str
    title: str
    meaning: str
    also: tuple[str, ...]
    address: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """An entry of the agenda: `overdue`, `never`, `soon` (in 30 days), `later` or `open-ended`."""

    kind: str
    id: str
    owner: str | None
    last: str | None
    due: str | None
    state: str
    days_late: int


@dataclass(frozen=True, slots=True)
class Level:
    """A word of the emotion scale."""

    value: float
    level: int
    word: str


@dataclass(frozen=True, slots=True)
class Scale:
    """The emotion scale of every map."""

    min: float
    max: float
    words: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
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
