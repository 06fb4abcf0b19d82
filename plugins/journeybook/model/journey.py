"""A journey map: its header, its stages and their steps."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainValidator
from pydantic_core import PydanticCustomError

from journeybook.kinds import Kind
from journeybook.model.file_object import FileObject
from journeybook.model.image import Image
from journeybook.model.link import Links
from journeybook.model.reference_marks import RefersTo
from journeybook.model.scalars import (
    FEW,
    ITEMS,
    LISTED,
    Date,
    Flag,
    Id,
    IdAnywhere,
    Ids,
    IdsAnywhere,
    Integer,
    Lanes,
    Level,
    Note,
    Number,
    Numbers,
    Part,
    Phrases,
    Span,
    Text,
    Texts,
    TimeOfDay,
    Title,
    identifier,
    number,
)


class MapType(StrEnum):
    """What a map shows, which decides how it is drawn."""

    CURRENT_STATE = "current-state"
    """What customers go through today."""
    FUTURE_STATE = "future-state"
    """What they should go through one day."""
    DAY_IN_THE_LIFE = "day-in-the-life"
    """A whole day of theirs, by the clock, with and without us."""
    SERVICE_BLUEPRINT = "service-blueprint"
    """The journey with everything behind it that makes it work."""
    EMOTIONAL_JOURNEY = "emotional-journey"
    """What they feel, with what they said."""


class Status(StrEnum):
    """How far a map is on its way; a map that says nothing is a draft."""

    DRAFT = "draft"
    """Being written. Hints are not shown."""
    IN_REVIEW = "in-review"
    """Ready for review."""
    PUBLISHED = "published"
    """What the company stands by."""
    RETIRED = "retired"
    """Kept for the record, out of the catalogue and search."""


class Pain(Part):
    """What goes wrong for the customer."""

    text: Text
    """What goes wrong, as the customer would say it.

    Example: No date for nine days
    """
    severity: Annotated[Integer, Field(ge=1, le=3)] | None = None
    """How bad it is: 1 is a nuisance, 2 costs us trust, 3 makes people leave.

    Example: 3
    """
    evidence: Annotated[Ids, RefersTo(Kind.EVIDENCE)] = ()
    """The research that shows it. Without any the portal marks it as assumed.

    Example: [interviews-2026-q2]
    """


class Gain(Part):
    """What goes well and should stay."""

    text: Text
    """What goes well, and should stay as it is.

    Example: The technician rings before he comes
    """
    evidence: Annotated[Ids, RefersTo(Kind.EVIDENCE)] = ()
    """The research that shows it. Without any the portal marks it as assumed.

    Example: [interviews-2026-q2]
    """


class Quote(Part):
    """A customer's own words."""

    text: Text
    """The words themselves, without quotation marks.

    Example: I stopped believing the tracker.
    """
    persona: Annotated[Id | None, RefersTo(Kind.PERSONA)] = None
    """Whose words they are, where the map has several personas.

    Example: amira
    """
    evidence: Annotated[Ids, RefersTo(Kind.EVIDENCE)] = ()
    """The research in which they were said.

    Example: [interviews-2026-q2]
    """


class Opportunity(Part):
    """An idea of what could be better, and the recommendation that it became."""

    text: Text
    """What could be better here.

    Example: Show the slot on the order page
    """
    recommendation: Annotated[Id | None, RefersTo(Kind.RECOMMENDATION)] = None
    """The recommendation that the idea became.

    Example: live-order-tracker
    """


class NextStep(Part):
    """Where the customer may go from here, where that is not simply the next step."""

    step: Id
    """The id of a step of the same map.

    Example: technician
    """
    when: Text | None = None
    """In which case the customer goes there.

    Example: the slot is confirmed
    """


class Variant(Part):
    """One arm of an A/B test of a touchpoint."""

    id: Id
    """The variant's id, unique in its step.

    Example: a
    """
    title: Title
    """What this variant is.

    Example: Live tracker
    """
    share: Annotated[Number, Field(ge=0, le=100)] | None = None
    """How many of all people got this variant, in percent.

    Example: 50
    """
    people: Annotated[Integer, Field(ge=0)] | None = None
    """How many people got it.

    Example: 812
    """
    emotion: Level | None = None
    """How it felt for them, on the portal's emotion scale.

    Example: -0.2
    """
    metrics: Annotated[Numbers, RefersTo(Kind.METRIC)] = Field(default_factory=dict)
    """What was measured: a number for the id of each metric.

    Example: {csat-order: 4.2}
    """
    winner: Flag = False
    """Whether this variant won the test and stays.

    Example: true
    """


class Scope(Part):
    """Where a map begins and where it ends."""

    from_: Annotated[Text | None, Field(alias="from")] = None
    """Where the journey begins.

    Example: the first dropped call
    """
    to: Text | None = None
    """Where it ends.

    Example: the second bill
    """


def _emotion(value: Any) -> float | dict[str, float] | None:
    if value is None:
        return None
    if isinstance(value, dict):
        if not value:
            raise PydanticCustomError("emotion_shape", "expected a number, or one number for each persona")
        return {identifier(persona): number(level) for persona, level in value.items()}
    level: float = number(value)
    return level


Emotion = Annotated[float | dict[str, float] | None, PlainValidator(_emotion)]


def _next_steps(value: Any) -> Any:
    if value is None:
        return None
    items = value if isinstance(value, list | tuple) else (value,)
    return tuple({"step": item} if isinstance(item, str) else item for item in items)


class Moment(Part):
    """What a step can carry, and a stage too: many maps fill their lanes per stage."""

    id: Id | None = None
    """How links find it. Leave it out in a draft: `journeybook check --fix` writes it, and then it
    stays, whatever the title becomes.

    Example: wait-for-a-date
    """
    title: Title
    """What happens, in a few words from the customer's side.

    Example: Waits for a date
    """
    was: Ids = ()
    """Ids that it had before, so that old links and the history still find it.

    Example: [delivery-date]
    """
    personas: Ids = ()
    """Who takes part, where it is not everybody on the map.

    Example: [amira]
    """
    channel: Id | None = None
    """Where it happens: an id of the vocabulary's channels. With a channel, a step is a touchpoint.

    Example: e-mail
    """
    touchpoint: Text | None = None
    """What exactly the customer meets there.

    Example: Order status mail
    """
    image: Image | None = None
    """A picture of what the customer sees there: a screen, a letter, a place.

    Example: {src: images/order-status.png, alt: The order page of the app without a date.}
    """
    action: Phrases = ()
    """What the customer does.

    Example: Checks the inbox daily, calls support twice.
    """
    thought: Phrases = ()
    """What the customer thinks, in their own voice.

    Example: Nobody can tell me when they're coming.
    """
    need: Phrases = ()
    """What the customer needs in order to go on.

    Example: A firm date
    """
    emotion: Emotion = None
    """How it feels, as a number on the portal's scale (-2 to 2 unless the vocabulary says
    otherwise), or one number for each persona. Leave it out where nobody knows: a gap is drawn as a
    gap.

    Example: -1.7
    """
    emotion_end: Emotion = None
    """How it feels when it is over, where the feeling changes on the way.

    Example: -1.0
    """
    feeling: Texts = ()
    """The feeling in a word or a few: one of the vocabulary's, or your own.

    Example: frustrated
    """
    quotes: Annotated[tuple[Quote, ...], FEW, ITEMS] = ()
    """What customers said, in their own words.

    Example: [{text: I stopped believing the tracker., evidence: interviews-2026-q2}]
    """
    moment_of_truth: Flag = False
    """Whether this is where the customer decides what to think of us.

    Example: true
    """
    pains: Annotated[tuple[Pain, ...], FEW, ITEMS] = ()
    """What goes wrong for the customer.

    Example: [{text: No date for nine days, severity: 3, evidence: interviews-2026-q2}]
    """
    gains: Annotated[tuple[Gain, ...], FEW, ITEMS] = ()
    """What goes well and should stay.

    Example: [The technician rings before he comes]
    """
    risks: Texts = ()
    """What could happen to us if nothing changes.

    Example: [Cancels before the visit]
    """
    opportunities: Annotated[tuple[Opportunity, ...], FEW, ITEMS] = ()
    """What could be better, and the recommendation that came of it.

    Example: [{text: Live order tracker, recommendation: live-order-tracker}]
    """
    system_response: Phrases = ()
    """What a system answers, as the customer sees it.

    Example: Shows "in preparation"
    """
    frontstage: Phrases = ()
    """What our people and systems do in front of the customer.

    Example: Status e-mails, hotline
    """
    backstage: Phrases = ()
    """What our people do where the customer cannot see it.

    Example: {text: Field dispatch plans the route, team: field-operations}
    """
    support: Phrases = ()
    """What has to be there so that the others can work: a process, a partner, a tool.

    Example: Workforce planner
    """
    systems: Ids = ()
    """The systems that it needs: ids of the vocabulary's systems.

    Example: [workforce-planner]
    """
    physical_evidence: Phrases = ()
    """What the customer can touch or keep.

    Example: Confirmation letter
    """
    team: Id | None = None
    """The team that is responsible for it.

    Example: field-operations
    """
    duration: Text | None = None
    """How long it takes, in words.

    Example: 9 days
    """
    at: TimeOfDay | None = None
    """The time of day, on maps that show a day.

    Example: 09:30
    """
    metrics: Numbers = Field(default_factory=dict)
    """What is measured here: a number for the id of each metric.

    Example: {csat-order: 3.4}
    """
    evidence: Ids = ()
    """The research that backs all of this.

    Example: [interviews-2026-q2]
    """
    journey: IdAnywhere | None = None
    """The map that tells it in detail, where it is a journey of its own; `partner:its-id` is a map
    of another portal, which the setting `federation` names.

    Example: technician-visit
    """
    same_as: Annotated[str, Field(max_length=140)] | None = None
    """The step of another map that it is: its fields are taken from there, and what is written here
    stands on top.

    Example: moving-house#book-visit
    """
    next: Annotated[Annotated[tuple[NextStep, ...], FEW] | None, BeforeValidator(_next_steps)] = None
    """Where the customer goes from here, only where that is not simply the step that follows: ids
    of steps of the same map. An empty list says that the journey ends here.

    Example: [{step: technician, when: slot confirmed}, cancel]
    """
    links: Links = ()
    """Pages elsewhere that belong to it, such as a ticket or a dashboard.

    Example: [{title: Order API epic, url: https://tracker.example/E-12}]
    """
    lanes: Lanes = Field(default_factory=dict)
    """Texts for lanes of your own, which the vocabulary declares.

    Example: {policy: Deposit is kept after 14 days}
    """
    variants: Annotated[tuple[Variant, ...], FEW, LISTED] = ()
    """The arms of an A/B test of this touchpoint.

    Example: [{id: a, title: Daily mail, share: 50}, {id: b, title: Live tracker, share: 50, winner: true}]
    """  # noqa: W505 - an example is one line
    narrative: Note | None = None
    """Prose about it in Markdown, shown beside it. In a Markdown map it is simply the text below
    the heading.

    Example: The order is confirmed at once, and then nothing is heard for days.
    """


class Step(Moment):
    """One thing the customer goes through. A step with a channel is a touchpoint."""


class Stage(Moment):
    """A chapter of the journey: steps in order, or none, and then it is one column itself."""

    phase: Title | None = None
    """A band above the stages that share it, for long maps.

    Example: Getting it
    """
    lifecycle: Id | None = None
    """The stage of the customer lifecycle that it belongs to, by which maps are compared: an id of
    the vocabulary.

    Example: purchase
    """
    goal: Text | None = None
    """What the customer wants to have reached when the stage is over.

    Example: Have a date I can plan around.
    """
    mindset: Text | None = None
    """In which state of mind the customer is.

    Example: impatient
    """
    entered: Annotated[Integer, Field(ge=0)] | None = None
    """How many people got this far. The drop-off from stage to stage is computed from it.

    Example: 4010
    """
    steps: Annotated[tuple[Step, ...], LISTED] = ()
    """The steps of the stage, in order. Without any, the stage itself is drawn as one column.

    Example: [{title: Waits for a date, channel: e-mail, emotion: -1.7}]
    """


class Journey(FileObject):
    """A customer's way to something that they want, told in stages and steps."""

    id: Id
    """The name of the file without its ending. It is not written in the file."""
    title: Title
    """The title of the map, from the customer's point of view.

    Example: Switching to fibre
    """
    summary: Note | None = None
    """What it tells, in a sentence or two. It stands in the catalogue and below the title.

    Example: From the first dropped call to the first correct bill.
    """
    type: MapType = MapType.CURRENT_STATE
    """What the map shows, which decides how it is drawn.

    Example: service-blueprint
    """
    status: Status = Status.DRAFT
    """How far it is. All but retired maps are in the catalogue and in search, each with its mark.

    Example: published
    """
    personas: Annotated[Ids, RefersTo(Kind.PERSONA)] = ()
    """Whose journey it is. The first one is the map's actor.

    Example: [amira, tom]
    """
    account: Annotated[Id | None, RefersTo(Kind.ACCOUNT)] = None
    """The business customer with whom it was seen.

    Example: hillside-clinic
    """
    parent: Annotated[Id | None, RefersTo(Kind.JOURNEY)] = None
    """The bigger journey that this one is part of.

    Example: broadband-lifecycle
    """
    future_of: Annotated[Id | None, RefersTo(Kind.JOURNEY)] = None
    """On a future-state map, the map of today that it answers. The portal then compares the two.

    Example: switching-to-fibre
    """
    objective: Note | None = None
    """What we want to reach with it.

    Example: Cut calls about the first bill by half.
    """
    scope: Scope | None = None
    """Where the map begins and where it ends.

    Example: {from: the first dropped call, to: the second bill}
    """
    scenario: Note | None = None
    """Who is in which situation, so that everybody thinks of the same case.

    Example: Amira works from home; her copper line fails twice a week.
    """
    expectations: Texts = ()
    """What the customer expects before it begins.

    Example: [online within a week, one price]
    """
    trigger: Text | None = None
    """What triggers it.

    Example: the line drops in a client call
    """
    outcome: Text | None = None
    """How it ends when it ends well.

    Example: online, and the bill is right
    """
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=35)] = "en"
    """The language of the map's texts. Its direction follows from it.

    Example: en
    """
    translation_of: Annotated[Id | None, RefersTo(Kind.JOURNEY)] = None
    """The map that says the same in another language. Each is offered to readers of the other, and
    lists and figures of the portal count that map alone.

    Example: switching-to-fibre
    """
    areas: Annotated[Ids, RefersTo(Kind.AREA)] = ()
    """What the map is used for: ids of the vocabulary's areas.

    Example: [customer-service, onboarding]
    """
    owner: Annotated[Id | None, RefersTo(Kind.TEAM)] = None
    """The team that maintains the map.

    Example: broadband
    """
    contributors: Annotated[Ids, RefersTo(Kind.TEAM)] = ()
    """Other teams that worked on it.

    Example: [support, billing]
    """
    reviewed: Date | None = None
    """The day on which somebody last made sure that it is still true.

    Example: 2026-09-01
    """
    review_every: Span | None = None
    """How long a review holds. After that the portal calls for the next one.

    Example: 6 months
    """
    tags: Ids = ()
    """Words by which the catalogue can be filtered.

    Example: [fibre]
    """
    metrics: Annotated[Ids, RefersTo(Kind.METRIC)] = ()
    """The metrics by which the journey as a whole is judged.

    Example: [nps-broadband]
    """
    evidence: Annotated[Ids, RefersTo(Kind.EVIDENCE)] = ()
    """The research behind the map as a whole.

    Example: [interviews-2026-q2]
    """
    next: Annotated[IdsAnywhere, RefersTo(Kind.JOURNEY)] = ()
    """Journeys that may follow this one, also of another portal: `partner:its-id`.

    Example: [moving-house]
    """
    was: Ids = ()
    """Ids that the map had before, so that old links still find it.

    Example: [fibre-switch]
    """
    stages: Annotated[tuple[Stage, ...], LISTED] = ()
    """The chapters of the journey, in order.

    Example: [{title: Order, steps: [{title: Waits for a date}]}]
    """
    lanes: Lanes = Field(default_factory=dict)
    """Texts for lanes of your own that are about the map as a whole.

    Example: {policy: Deposit is kept after 14 days}
    """
    section: str = ""
    """The folders between `journeys/` and the file."""
    narrative: Note | None = None
    """Prose about the map in Markdown, shown below it. In a Markdown map it is simply the text
    above the first stage.

    Example: What Amira could not know was that the order had been lost.
    """

    @property
    def listed(self) -> bool:
        """Whether search finds the map; a retired one keeps its page only.

        The catalogue leaves translations out too, see `pages.portfolio_relations`.
        """
        return self.status is not Status.RETIRED

    def page_texts(self) -> Iterable[str | None]:
        """The texts about the map as a whole; `step_fields.texts_of` has those of steps."""
        yield from (self.summary, self.objective, self.scenario, self.trigger, self.outcome)
        yield from self.expectations

    def past_dates(self) -> Iterable[datetime.date | None]:
        """The day of the last review."""
        return (self.reviewed,)
