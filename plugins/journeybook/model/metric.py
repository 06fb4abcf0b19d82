"""A metric (KPI) and its values over time."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, NamedTuple

from pydantic import Field

from journeybook.model.scalars import Date, Id, Ids, Note, Number, Part, Text, Title


class MetricKind(StrEnum):
    """What the metric counts."""

    NPS = "nps"
    CSAT = "csat"
    CES = "ces"
    CONVERSION = "conversion"
    RETENTION = "retention"
    CHURN = "churn"
    LIFETIME_VALUE = "lifetime-value"
    DROP_OFF = "drop-off"
    VOLUME = "volume"
    TIME = "time"
    OTHER = "other"


class Better(StrEnum):
    """Which way is good."""

    HIGHER = "higher"
    LOWER = "lower"


class Reading(NamedTuple):
    """One value of a metric: an ISO date, the value, the people counted and the segment, where given."""

    date: str
    value: float
    people: int | None = None
    segment: str | None = None


class Metric(Part):
    """One KPI. `readings` come from the CSV beside the file, oldest first."""

    id: Id
    title: Title
    kind: MetricKind = MetricKind.OTHER
    unit: Annotated[Text, Field(max_length=40)] | None = None
    better: Better = Better.HIGHER
    baseline: Number | None = None
    target: Number | None = None
    due: Date | None = None
    summary: Note | None = None
    owner: Id | None = None
    source: Id | None = None
    tags: Ids = ()
    was: Ids = ()
    section: str = ""
    narrative: Note | None = None
    readings: tuple[Reading, ...] = ()
