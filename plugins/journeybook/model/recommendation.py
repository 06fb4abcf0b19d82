"""A SMART recommendation: specific, measurable, achievable, relevant, with a date."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from journeybook.kinds import Kind
from journeybook.model.file_object import FileObject
from journeybook.model.link import Links
from journeybook.model.reference_marks import RefersTo
from journeybook.model.scalars import LISTED, Date, Id, Ids, Integer, Note, Number, Part, Text, Title


class RecommendationStatus(StrEnum):
    """How far the recommendation is."""

    PROPOSED = "proposed"
    """Nobody has decided yet."""
    ACCEPTED = "accepted"
    """It will be done."""
    IN_PROGRESS = "in-progress"
    """It is being done."""
    DONE = "done"
    """It is done."""
    DROPPED = "dropped"
    """It will not be done."""


class Measurable(Part):
    """The metric that will show it, and from where to where."""

    metric: Annotated[Id, RefersTo(Kind.METRIC)]
    """The metric that will show it.

    Example: csat-order
    """
    from_: Annotated[Number | None, Field(alias="from")] = None
    """Its value now.

    Example: 3.4
    """
    to: Number | None = None
    """Its value when the work is done.

    Example: 4.2
    """


class Achievable(Part):
    """How much work it is, and whose."""

    effort: Annotated[Integer, Field(ge=1, le=10)] | None = None
    """How much work it is, from 1 (an afternoon) to 10 (a year of several teams).

    Example: 4
    """
    team: Annotated[Id | None, RefersTo(Kind.TEAM)] = None
    """The team that would do it.

    Example: field-operations
    """


class Recommendation(FileObject):
    """What should be done about something on a map, SMART: specific, measurable, achievable,
    relevant, with a date.
    """

    id: Id
    """The name of the file without its ending. It is not written in the file."""
    title: Title
    """What should be done, in a few words.

    Example: Live order tracker
    """
    specific: Note | None = None
    """What exactly should be done.

    Example: Show the technician's slot and position from the order page.
    """
    measurable: Measurable | None = None
    """The metric that will show it, and from where to where.

    Example: {metric: csat-order, from: 3.4, to: 4.2}
    """
    achievable: Achievable | None = None
    """How much work it is, and who would do it.

    Example: {effort: 4, team: field-operations}
    """
    relevant: Annotated[tuple[Text, ...], LISTED, RefersTo(Kind.JOURNEY, steps=True)] = ()
    """The steps and journeys that it answers.

    Example: [switching-to-fibre#wait-for-a-date]
    """
    due: Date | None = None
    """The day by which it should be done.

    Example: 2027-03-31
    """
    customer_value: Annotated[Integer, Field(ge=1, le=10)] | None = None
    """Value to customers, from 1 to 10.

    Example: 9
    """
    business_value: Annotated[Integer, Field(ge=1, le=10)] | None = None
    """Value to us, from 1 to 10.

    Example: 7
    """
    status: RecommendationStatus = RecommendationStatus.PROPOSED
    """How far it is.

    Example: in-progress
    """
    owner: Annotated[Id | None, RefersTo(Kind.TEAM)] = None
    """The team that is responsible for it.

    Example: digital
    """
    outcome: Note | None = None
    """Outcome, once it is done or dropped.

    Example: Calls about the date fell by a third.
    """
    links: Links = ()
    """Pages elsewhere that belong to it, such as its ticket.

    Example: [{title: Order tracker epic, url: https://tracker.example/E-12}]
    """
    tags: Ids = ()
    """Words by which recommendations can be told apart.

    Example: [order]
    """
    was: Ids = ()
    """Ids that the recommendation had before, so that old links still find it.

    Example: [tracker]
    """
    section: str = ""
    """The folders between `recommendations/` and the file."""
    narrative: Note | None = None
    """Prose about the recommendation in Markdown, shown on its page.

    Example: Two of our partners have it already.
    """

    def page_texts(self) -> Iterable[str | None]:
        """What exactly is to be done, and what came of it."""
        return (self.specific, self.outcome)
