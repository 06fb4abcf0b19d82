"""The portal's own words: channels, teams, systems, areas, lanes, lifecycle and emotion scale.

What a portal does not say itself, the words of the scale and the stages of the lifecycle, is in the
language of the site at the time when the vocabulary is made.
"""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from journeybook.i18n.catalog import gettext
from journeybook.i18n.markers import N_
from journeybook.kinds import Kind
from journeybook.model.reference_marks import RefersTo
from journeybook.model.scalars import (
    ADDRESS_LENGTH,
    FEW,
    LISTED,
    Facts,
    Handle,
    Id,
    Ids,
    Note,
    Number,
    Part,
    Text,
    Texts,
    Title,
)

_STAGE_TITLES = {
    "awareness": N_("Awareness"),
    "consideration": N_("Consideration"),
    "decision": N_("Decision"),
    "purchase": N_("Purchase"),
    "onboarding": N_("Onboarding"),
    "use": N_("Use"),
    "retention": N_("Retention"),
    "renewal": N_("Renewal"),
    "loyalty": N_("Loyalty"),
    "advocacy": N_("Advocacy"),
}
"""The stages of the default lifecycle with their titles, which are messages."""

DEFAULT_LIFECYCLE = tuple(_STAGE_TITLES)
"""The lifecycle of a portal that declares none."""

_DEFAULT_WORDS = {
    -2.0: N_("very frustrated"),
    -1.0: N_("frustrated"),
    0.0: N_("neutral"),
    1.0: N_("pleased"),
    2.0: N_("delighted"),
}
"""The words of the emotion scale of a portal that declares none, which are messages."""


def _default_words() -> dict[float, str]:
    return {value: gettext(word) for value, word in _DEFAULT_WORDS.items()}


class EmotionScale(Part):
    """The range of emotions, and a word for each of its levels."""

    min: Annotated[Number, Field(ge=-1_000, le=1_000)] = -2.0
    """The lowest emotion that can be written.

    Example: -2
    """
    max: Annotated[Number, Field(ge=-1_000, le=1_000)] = 2.0
    """The highest one.

    Example: 2
    """
    words: dict[Number, Text] = Field(default_factory=_default_words)
    """A word for each level.

    Example: {-2: very frustrated, 0: neutral, 2: delighted}
    """

    @model_validator(mode="after")
    def _has_room(self) -> Self:
        if self.min >= self.max:
            raise PydanticCustomError("scale_flat", "the scale has no room: `min` must be below `max`")
        return self

    def share(self, value: float) -> float:
        """Where `value` lies between the ends: 0 at the lowest, 1 at the highest, held inside."""
        return min(1.0, max(0.0, (value - self.min) / (self.max - self.min)))

    def level(self, value: float) -> int:
        """The fifth of the scale that holds `value`, from 0 (worst) to 4 (best).

        Each is centred on a level of the default scale. Between two, it is the one further from the
        middle, as for `word`, so that face and word agree.
        """
        away = (self.share(value) - 0.5) * 4
        steps = int(abs(away) + 0.5)
        return 2 + (steps if away > 0 else -steps)

    def word(self, value: float) -> str:
        """The scale's word nearest to `value`; between two, the one further from the middle."""
        found = self._words_found.get(value)
        if found is None:
            found = self._words_found[value] = self._word(value)
        return found

    @cached_property
    def _words_found(self) -> dict[float, str]:
        # Every feeling of a portal is put into words many times, and there are but a few values.
        return {}

    def _word(self, value: float) -> str:
        middle = (self.min + self.max) / 2
        key = min(self.words, key=lambda at: (abs(at - value), -abs(at - middle), at), default=None)
        return "" if key is None else self.words[key]


ChatAddress = Annotated[
    str,
    Field(max_length=ADDRESS_LENGTH, pattern=r"^https://[^\s/@\\?#{}]+[/?#][^\s\\{}]*\{name\}[^\s\\{}]*$"),
]
"""The host is fixed, so that no name leads elsewhere."""


def _titled(key: Any, value: Any) -> Any:
    if value is None:
        return {"title": str(key).replace("-", " ").capitalize()}
    return {"title": value} if isinstance(value, str) else value


def _titled_map(value: Any) -> Any:
    """Words by id in full, from `{web: Website}` or from a list of ids, which become titles."""
    if value is None:
        return {}
    if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
        return {item: _titled(item, None) for item in value}
    if isinstance(value, dict):
        return {key: _titled(key, item) for key, item in value.items()}
    return value


def _lifecycle(value: Any) -> Any:
    """As for other words; the titles of the default are looked up in the language of the site."""
    if value is DEFAULT_LIFECYCLE:
        return {key: {"title": gettext(title)} for key, title in _STAGE_TITLES.items()}
    return _titled_map(value)


class Term(Part):
    """A word of the vocabulary."""

    title: Title
    """What the portal prints.

    Example: Website
    """
    summary: Note | None = None
    """What is meant by it, in a sentence or two.

    Example: Everything under our own address.
    """


class Subject(Term):
    """A word with a page of its own; `was` holds its former ids, whose addresses lead to it."""

    was: Ids = ()
    """Former ids; links to them still arrive.

    Example: [web]
    """


class Channel(Subject):
    """Where a touchpoint happens. `icon` names one of the icons that the portal ships."""

    icon: Id | None = None
    """The name of an icon that the portal ships.

    Example: email-outline
    """


class Team(Subject):
    """Who owns maps and does the work of a step; `handles` are its names where proposals are
    reviewed.
    """

    contact: Text | None = None
    """How to reach the team. A mail address, an address with `https://`, and where `chat` of the
    vocabulary says how, a channel such as `#broadband` become a link.

    Example: "#broadband"
    """
    handles: Annotated[tuple[Handle, ...], LISTED, FEW] = ()
    """Its names where proposals are reviewed, for CODEOWNERS.

    Example: ["@fennel/broadband"]
    """


class System(Subject):
    """A system that a step needs, and the team that runs it."""

    team: Annotated[Id | None, RefersTo(Kind.TEAM)] = None
    """The team that runs it.

    Example: field-operations
    """


class Area(Subject):
    """What maps are used for: customer service, onboarding, product design ..."""


class LifecycleStage(Subject):
    """A stage of the customer lifecycle, by which maps are compared."""


class Lane(Term):
    """A lane that a company adds; it is drawn after the lane named in `after`."""

    after: Id | None = None
    """The lane below which it is drawn: a lane that every map has, or another one of these.

    Example: frontstage
    """


class Vocabulary(Part):
    """The words that all maps of a portal share. It is `vocabulary.yml`, and every part of it may
    be left out.
    """

    emotion_scale: EmotionScale = Field(default_factory=EmotionScale)
    """The range of emotions, and a word for each level.

    Example: {min: -2, max: 2, words: {-2: very frustrated, 0: neutral, 2: delighted}}
    """
    feelings: Texts = ()
    """Words for feelings that maps should use, so that they can be compared.

    Example: [frustrated, relieved]
    """
    lifecycle: Annotated[
        dict[Id, LifecycleStage], BeforeValidator(_lifecycle), Field(validate_default=True)
    ] = DEFAULT_LIFECYCLE  # type: ignore[assignment]
    """The stages of the customer lifecycle, in order.

    Example: [purchase, onboarding, use]
    """
    channels: Annotated[dict[Id, Channel], BeforeValidator(_titled_map)] = {}
    """Where touchpoints happen.

    Example: {website: Website, e-mail: {title: E-mail, icon: email-outline}}
    """
    teams: Annotated[dict[Id, Team], BeforeValidator(_titled_map)] = {}
    """Who owns things and does the work of a step.

    Example: {broadband: {title: Broadband, contact: "#broadband"}}
    """
    chat: ChatAddress | None = None
    """The address of a channel of your chat, with `{name}` for its name, so that a team's contact
    `#broadband` leads there.

    Example: "https://chat.example/channel/{name}"
    """
    systems: Annotated[dict[Id, System], BeforeValidator(_titled_map)] = {}
    """The systems that steps need.

    Example: {workforce-planner: {title: Workforce planner, team: field-operations}}
    """
    areas: Annotated[dict[Id, Area], BeforeValidator(_titled_map)] = {}
    """What maps are used for.

    Example: {customer-service: Customer service}
    """
    lanes: Annotated[dict[Id, Lane], BeforeValidator(_titled_map), Field(max_length=30)] = {}
    """Lanes that your maps have beside those of the format.

    Example: {policy: {title: Policy, after: frontstage}}
    """
    synonyms: Facts = {}
    """Words that search takes for each other: one word, and the others behind it, separated by
    commas. In a portal with several languages, each group may hold words of all of them.

    Example: {engineer: "technician, fitter, installer"}
    """
    tags: Annotated[dict[Id, Term], BeforeValidator(_titled_map)] = {}
    """The tags that things may bear, with titles. Where none is declared, tags are free.

    Example: {fibre: Fibre}
    """
