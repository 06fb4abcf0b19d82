"""A journey map: its header, its stages and their steps."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainValidator
from pydantic_core import PydanticCustomError

from journeybook.model.scalars import (
    FEW,
    ITEMS,
    LISTED,
    Address,
    Date,
    Flag,
    Id,
    Ids,
    Integer,
    Lanes,
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
    FUTURE_STATE = "future-state"
    DAY_IN_THE_LIFE = "day-in-the-life"
    SERVICE_BLUEPRINT = "service-blueprint"
    EMOTIONAL_JOURNEY = "emotional-journey"


class Status(StrEnum):
    """How far a map is on its way; a map that says nothing is a draft."""

    DRAFT = "draft"
    IN_REVIEW = "in-review"
    PUBLISHED = "published"
    RETIRED = "retired"


class Pain(Part):
    """What goes wrong for the customer. Severity runs from 1 (a nuisance) to 3 (people leave)."""

    text: Text
    severity: Annotated[Integer, Field(ge=1, le=3)] | None = None
    evidence: Ids = ()


class Gain(Part):
    """What goes well and should stay."""

    text: Text
    evidence: Ids = ()


class Quote(Part):
    """A customer's own words."""

    text: Text
    persona: Id | None = None
    evidence: Ids = ()


class Opportunity(Part):
    """An idea of what could be better, and the recommendation that it became."""

    text: Text
    recommendation: Id | None = None


class NextStep(Part):
    """Where the customer may go from here, where that is not simply the next step."""

    step: Id
    when: Text | None = None


class Link(Part):
    """A link to another system, shown in the step's details."""

    title: Title
    url: Address


class Variant(Part):
    """One arm of an A/B test of a touchpoint. `share` is percent of the people, `people` their count."""

    id: Id
    title: Title
    share: Annotated[Number, Field(ge=0, le=100)] | None = None
    people: Annotated[Integer, Field(ge=0)] | None = None
    emotion: Number | None = None
    metrics: Numbers = Field(default_factory=dict)
    winner: Flag = False


class Scope(Part):
    """Where a map begins and where it ends."""

    from_: Annotated[Text | None, Field(alias="from")] = None
    to: Text | None = None


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
    items = value if isinstance(value, list | tuple) else () if value is None else (value,)
    return tuple({"step": item} if isinstance(item, str) else item for item in items)


class Moment(Part):
    """What a step can carry, and a stage too: many maps fill their lanes per stage."""

    id: Id | None = None
    title: Title
    was: Ids = ()
    personas: Ids = ()
    channel: Id | None = None
    touchpoint: Text | None = None
    action: Phrases = ()
    thought: Phrases = ()
    need: Phrases = ()
    emotion: Emotion = None
    emotion_end: Emotion = None
    feeling: Texts = ()
    quotes: Annotated[tuple[Quote, ...], FEW, ITEMS] = ()
    moment_of_truth: Flag = False
    pains: Annotated[tuple[Pain, ...], FEW, ITEMS] = ()
    gains: Annotated[tuple[Gain, ...], FEW, ITEMS] = ()
    risks: Texts = ()
    opportunities: Annotated[tuple[Opportunity, ...], FEW, ITEMS] = ()
    system_response: Phrases = ()
    frontstage: Phrases = ()
    backstage: Phrases = ()
    support: Phrases = ()
    systems: Ids = ()
    physical_evidence: Phrases = ()
    team: Id | None = None
    duration: Text | None = None
    at: TimeOfDay | None = None
    metrics: Numbers = Field(default_factory=dict)
    evidence: Ids = ()
    journey: Id | None = None
    same_as: Annotated[str, Field(max_length=140)] | None = None
    next: Annotated[tuple[NextStep, ...], FEW, BeforeValidator(_next_steps)] = ()
    links: Annotated[tuple[Link, ...], FEW, LISTED] = ()
    lanes: Lanes = Field(default_factory=dict)
    variants: Annotated[tuple[Variant, ...], FEW, LISTED] = ()
    narrative: Note | None = None


class Step(Moment):
    """One thing the customer goes through. A step with a channel is a touchpoint."""


class Stage(Moment):
    """A chapter of the journey: steps in order, or none, and then it is one column itself."""

    phase: Title | None = None
    lifecycle: Id | None = None
    goal: Text | None = None
    mindset: Text | None = None
    entered: Annotated[Integer, Field(ge=0)] | None = None
    steps: Annotated[tuple[Step, ...], LISTED] = ()


class Journey(Part):
    """A whole journey map. `id` is the file's stem; `narrative` is the Markdown below the front matter."""

    id: Id
    title: Title
    summary: Note | None = None
    type: MapType = MapType.CURRENT_STATE
    status: Status = Status.DRAFT
    personas: Ids = ()
    account: Id | None = None
    parent: Id | None = None
    future_of: Id | None = None
    objective: Note | None = None
    scope: Scope | None = None
    scenario: Note | None = None
    expectations: Texts = ()
    trigger: Text | None = None
    outcome: Text | None = None
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=35)] = "en"
    areas: Ids = ()
    owner: Id | None = None
    contributors: Ids = ()
    reviewed: Date | None = None
    review_every: Span | None = None
    tags: Ids = ()
    metrics: Ids = ()
    evidence: Ids = ()
    next: Ids = ()
    was: Ids = ()
    stages: Annotated[tuple[Stage, ...], LISTED] = ()
    lanes: Lanes = Field(default_factory=dict)
    section: str = ""
    narrative: Note | None = None

    @property
    def listed(self) -> bool:
        """Whether readers meet the map in the catalogue and in search; a retired one keeps its page only."""
        return self.status is not Status.RETIRED
