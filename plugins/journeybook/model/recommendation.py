"""A SMART recommendation: specific, measurable, achievable, relevant, with a date."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from journeybook.model.scalars import LISTED, Date, Id, Ids, Integer, Note, Number, Part, Text, Title


class RecommendationStatus(StrEnum):
    """How far the recommendation is."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in-progress"
    DONE = "done"
    DROPPED = "dropped"


class Measurable(Part):
    """The metric that will show it, and from where to where."""

    metric: Id
    from_: Annotated[Number | None, Field(alias="from")] = None
    to: Number | None = None


class Achievable(Part):
    """Effort from 1 to 10, and the team that would do it."""

    effort: Annotated[Integer, Field(ge=1, le=10)] | None = None
    team: Id | None = None


class Recommendation(Part):
    """What should be done. Values run from 1 to 10."""

    id: Id
    title: Title
    specific: Note | None = None
    measurable: Measurable | None = None
    achievable: Achievable | None = None
    relevant: Annotated[tuple[Text, ...], LISTED] = ()
    due: Date | None = None
    customer_value: Annotated[Integer, Field(ge=1, le=10)] | None = None
    business_value: Annotated[Integer, Field(ge=1, le=10)] | None = None
    status: RecommendationStatus = RecommendationStatus.PROPOSED
    owner: Id | None = None
    outcome: Note | None = None
    tags: Ids = ()
    was: Ids = ()
    section: str = ""
    narrative: Note | None = None
