"""The portal's own words: channels, teams, systems, areas, lanes, lifecycle stages and the emotion scale."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from journeybook.model.scalars import FEW, LISTED, Handle, Id, Ids, Note, Number, Part, Text, Texts, Title

DEFAULT_LIFECYCLE = (
    "awareness",
    "consideration",
    "decision",
    "purchase",
    "onboarding",
    "use",
    "retention",
    "renewal",
    "loyalty",
    "advocacy",
)


class EmotionScale(Part):
    """The range of emotions and a word for each level. Levels are the whole numbers of the range."""

    min: Annotated[Number, Field(ge=-1_000, le=1_000)] = -2.0
    max: Annotated[Number, Field(ge=-1_000, le=1_000)] = 2.0
    words: dict[Number, Text] = {
        -2.0: "very frustrated",
        -1.0: "frustrated",
        0.0: "neutral",
        1.0: "pleased",
        2.0: "delighted",
    }

    @model_validator(mode="after")
    def _has_room(self) -> Self:
        if self.min >= self.max:
            raise PydanticCustomError("scale_flat", "the scale has no room: `min` must be below `max`")
        return self

    def share(self, value: float) -> float:
        """Where `value` lies between the ends: 0 at the lowest, 1 at the highest, held inside."""
        return min(1.0, max(0.0, (value - self.min) / (self.max - self.min)))

    def level(self, value: float) -> int:
        """The fifth of the scale that holds `value`: 0 (worst) to 4 (best), each centred on a level of the default scale.

        Between two, the one further from the middle, as for `word`: face and word then say the same.
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


def _titled(key: Any, value: Any) -> Any:
    if value is None:
        return {"title": str(key).replace("-", " ").capitalize()}
    return {"title": value} if isinstance(value, str) else value


def _titled_map(value: Any) -> Any:
    """`{web: Website}` stands for `{web: {title: Website}}`, a bare list of ids for titles made of the ids."""
    if value is None:
        return {}
    if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
        return {item: _titled(item, None) for item in value}
    if isinstance(value, dict):
        return {key: _titled(key, item) for key, item in value.items()}
    return value


class Term(Part):
    """A word of the vocabulary."""

    title: Title
    summary: Note | None = None


class Subject(Term):
    """A word with a page of its own; `was` holds its former ids, whose addresses lead to it."""

    was: Ids = ()


class Channel(Subject):
    """Where a touchpoint happens. `icon` names one of the icons that the portal ships."""

    icon: Id | None = None


class Team(Subject):
    """Who owns maps and does the work of a step; `handles` are its names where proposals are reviewed."""

    contact: Text | None = None
    handles: Annotated[tuple[Handle, ...], LISTED, FEW] = ()


class System(Subject):
    """A system that a step needs, and the team that runs it."""

    team: Id | None = None


class Area(Subject):
    """What maps are used for: customer service, onboarding, product design ..."""


class LifecycleStage(Subject):
    """A stage of the customer lifecycle, by which maps are compared."""


class Lane(Term):
    """A lane that a company adds; it is drawn after the lane named in `after`."""

    after: Id | None = None


class Vocabulary(Part):
    """All words of a portal."""

    emotion_scale: EmotionScale = EmotionScale()
    feelings: Texts = ()
    lifecycle: Annotated[
        dict[Id, LifecycleStage], BeforeValidator(_titled_map), Field(validate_default=True)
    ] = DEFAULT_LIFECYCLE  # type: ignore[assignment]
    channels: Annotated[dict[Id, Channel], BeforeValidator(_titled_map)] = {}
    teams: Annotated[dict[Id, Team], BeforeValidator(_titled_map)] = {}
    systems: Annotated[dict[Id, System], BeforeValidator(_titled_map)] = {}
    areas: Annotated[dict[Id, Area], BeforeValidator(_titled_map)] = {}
    lanes: Annotated[dict[Id, Lane], BeforeValidator(_titled_map), Field(max_length=30)] = {}
    tags: Annotated[dict[Id, Term], BeforeValidator(_titled_map)] = {}
