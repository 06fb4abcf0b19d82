"""A metric (KPI) and its values over time."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from contextlib import suppress
from enum import StrEnum
from functools import cached_property
from typing import Annotated, NamedTuple

from pydantic import Field

from journeybook.kinds import Kind
from journeybook.model.file_object import FileObject
from journeybook.model.reference_marks import RefersTo
from journeybook.model.scalars import Date, Id, Ids, Note, Number, Text, Title


class MetricKind(StrEnum):
    """What the metric counts."""

    NPS = "nps"
    """Net promoter score: would they recommend us."""
    CSAT = "csat"
    """How satisfied they are."""
    CES = "ces"
    """How much effort it was for them."""
    CONVERSION = "conversion"
    """How many go on."""
    RETENTION = "retention"
    """How many stay."""
    CHURN = "churn"
    """How many leave."""
    LIFETIME_VALUE = "lifetime-value"
    """What a customer is worth over the years."""
    DROP_OFF = "drop-off"
    """How many give up on the way."""
    VOLUME = "volume"
    """How often it happens."""
    TIME = "time"
    """How long it takes."""
    OTHER = "other"
    """Something else."""


class Better(StrEnum):
    """Which way is good."""

    HIGHER = "higher"
    """More is better."""
    LOWER = "lower"
    """Less is better."""


class Reading(NamedTuple):
    """A value of a metric: an ISO date, the value, the people counted and the segment."""

    date: str
    value: float
    people: int | None = None
    segment: str | None = None


class Metric(FileObject):
    """One figure by which journeys are judged, with its values over time in a CSV beside the file,
    oldest first.
    """

    id: Id
    """The name of the file without its ending. It is not written in the file."""
    title: Title
    """What is measured.

    Example: NPS, broadband
    """
    kind: MetricKind = MetricKind.OTHER
    """Which kind of metric it is.

    Example: nps
    """
    unit: Annotated[Text, Field(max_length=40)] | None = None
    """The unit of its values, as it is printed after them.

    Example: points
    """
    better: Better = Better.HIGHER
    """Which way is good.

    Example: higher
    """
    baseline: Number | None = None
    """The value that counts as the beginning.

    Example: 12
    """
    target: Number | None = None
    """The value to be reached.

    Example: 30
    """
    due: Date | None = None
    """The day by which it is to be reached.

    Example: 2026-12-31
    """
    summary: Note | None = None
    """What exactly is counted, in a sentence or two.

    Example: Asked thirty days after the first bill.
    """
    owner: Annotated[Id | None, RefersTo(Kind.TEAM)] = None
    """The team that measures it.

    Example: insight
    """
    source: Annotated[Id | None, RefersTo(Kind.EVIDENCE)] = None
    """The evidence that the values come from.

    Example: survey-nps
    """
    tags: Ids = ()
    """Words by which metrics can be told apart.

    Example: [fibre]
    """
    was: Ids = ()
    """Ids that the metric had before, so that old links still find it.

    Example: [nps]
    """
    section: str = ""
    """The folders between `metrics/` and the file."""
    narrative: Note | None = None
    """Prose about the metric in Markdown, shown on its page.

    Example: The question was changed in March.
    """
    readings: tuple[Reading, ...] = ()
    """Its values over time, from the CSV of the same name beside it: `date,value`, and `people` and
    `segment` where there are any.
    """

    def page_texts(self) -> Iterable[str | None]:
        """The summary."""
        return (self.summary,)

    def past_dates(self) -> Iterable[datetime.date | None]:
        """The day of the newest value; readings are in the order of their days."""
        if self.readings:
            # The model does not check readings; those that come from a file are checked there.
            with suppress(ValueError):
                yield datetime.date.fromisoformat(self.readings[-1].date)

    @cached_property
    def span(self) -> float:
        """The range of its values, baseline and target included; 0 for none."""
        values = [reading.value for reading in self.readings]
        values += [each for each in (self.baseline, self.target) if each is not None]
        return max(values) - min(values) if values else 0.0
