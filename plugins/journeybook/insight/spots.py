"""Spots: every stage and step of a map in its place, with the emotions recorded there.

An emotion without a persona applies to everybody who takes part in the step: the personas named by
the step, else by its stage, else by the map. A missing emotion stays missing; it is never read as
neutral.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from journeybook.library.objects import Kind, Ref
from journeybook.model.journey import Gain, Journey, Moment, Pain, Quote, Stage, Step
from journeybook.model.vocabulary import EmotionScale


class SpotEmotion(NamedTuple):
    """One emotion at a spot.

    `value` is on the portal's scale, `level` 0 (worst) to 4 (best), `word` the scale's word for it.
    `persona` is None for a value that applies to everybody who takes part. `end` marks the second
    value of a step during which the emotion changes.
    """

    persona: str | None
    value: float
    level: int
    word: str
    end: bool = False


@dataclass(frozen=True)
class Spot:
    """A stage or a step in its map.

    `order` counts the map's spots from 0, in the order of the story. `moment` is the step, or the
    stage itself if the stage has content of its own. `emotions` holds every emotion recorded here,
    in the order of the map's personas. Properties that many pages read are cached.
    """

    journey: Journey
    stage: Stage
    moment: Stage | Step
    order: int
    emotions: tuple[SpotEmotion, ...]

    @cached_property
    def ref(self) -> Ref:
        """The reference to the step or stage in its map."""
        return Ref(Kind.JOURNEY, self.journey.id, self.moment.id)

    @property
    def is_stage(self) -> bool:
        """Whether this is a stage rather than a step of one."""
        return self.moment is self.stage

    @cached_property
    def lowest(self) -> SpotEmotion | None:
        """The lowest emotion of anybody here; the first of equals."""
        return min(self.emotions, key=lambda emotion: emotion.value, default=None)

    def lowest_for(self, persona: str | None) -> SpotEmotion | None:
        """The lowest emotion of this persona here; of anybody for None."""
        felt = self.emotions_of(persona) if persona else self.emotions
        if felt is self.emotions:
            return self.lowest
        return min(felt, key=lambda each: each.value, default=None)

    @property
    def highest(self) -> SpotEmotion | None:
        """The highest emotion of anybody here; the first of equals."""
        return max(self.emotions, key=lambda each: each.value, default=None)

    @cached_property
    def personas(self) -> tuple[str, ...]:
        """Who takes part: the personas named by the step, else by its stage, else by the map."""
        return self.moment.personas or self.stage.personas or self.journey.personas

    @cached_property
    def evidence(self) -> tuple[str, ...]:
        """The sources of the step itself and of its stage."""
        return tuple(dict.fromkeys((*self.moment.evidence, *self.stage.evidence)))

    def emotions_of(self, persona: str | None) -> tuple[SpotEmotion, ...]:
        """The emotions of this persona here, at the start and the end of the step; all for None."""
        taking_part = persona is None or not self.personas or persona in self.personas
        # Most steps have at most one emotion, and then all of them are returned.
        found = [
            emotion
            for emotion in self.emotions
            if emotion.persona == persona or (emotion.persona is None and taking_part)
        ]
        return self.emotions if len(found) == len(self.emotions) else tuple(found)


def spots(journey: Journey, scale: EmotionScale) -> tuple[Spot, ...]:
    """Every column of the map, and every stage with content of its own before its steps."""
    found: list[Spot] = []
    for stage, moment in places_of(journey):
        felt = tuple(_felt(journey, moment, scale))
        found.append(Spot(journey, stage, moment, len(found), felt))
    return tuple(found)


def places_of(journey: Journey) -> Iterator[tuple[Stage, Stage | Step]]:
    """What the spots of a map stand for, each with its stage, in the order of the story."""
    for stage in journey.stages:
        if not stage.steps or _says_something(stage):
            yield stage, stage
        for step in stage.steps:
            yield stage, step


def columns_of(found: Iterable[Spot]) -> tuple[Spot, ...]:
    """The spots of a map that are columns: its steps, and its stages without steps."""
    return tuple(spot for spot in found if not (spot.is_stage and spot.stage.steps))


def spots_with_emotions(found: Sequence[Spot], tells: Callable[[Spot], bool]) -> tuple[Spot, ...]:
    """For each column of a map the spot whose emotion stands there.

    That is the column's own spot, or its stage's if no step of the stage has an emotion. `tells`
    says whether a spot has an emotion to show.
    """
    result: list[Spot] = []
    for _, group in groupby(found, key=lambda spot: id(spot.stage)):
        spots_of = list(group)
        steps = [spot for spot in spots_of if not spot.is_stage]
        stage = spots_of[0] if spots_of[0].is_stage else None
        if stage and not any(tells(step) for step in steps):
            result += [stage] * (len(steps) or 1)
        else:
            result += steps
    return tuple(result)


def step_count(journey: Journey) -> int:
    """The number of steps of a map; a stage without steps counts as one."""
    return sum(len(stage.steps) or 1 for stage in journey.stages)


def shown_places(columns: Sequence[Spot], shown: Sequence[str | None]) -> list[int | None]:
    """For each column of a map its index among the `shown` ids, None if it is not among them.

    `shown` are ids of steps and stages. A stage stands for its steps if none of them is shown.
    """
    known = {each: index for index, each in enumerate(shown) if each}
    stages_with_shown_steps = {id(spot.stage) for spot in columns if spot.moment.id in known}
    return [
        known.get((spot.moment.id if id(spot.stage) in stages_with_shown_steps else spot.stage.id) or "")
        for spot in columns
    ]


def claims_of(moment: Moment) -> tuple[Pain | Gain | Quote, ...]:
    """The pains, gains and quotes of a step or stage, which can name evidence."""
    return (*moment.pains, *moment.gains, *moment.quotes)


def _says_something(stage: Stage) -> bool:
    return bool(
        stage.emotion is not None
        or stage.channel
        or stage.team
        or stage.systems
        or stage.pains
        or stage.gains
        or stage.quotes
        or stage.opportunities
        or stage.moment_of_truth
        or stage.evidence
        or any(phrase.team for phrase in (*stage.frontstage, *stage.backstage, *stage.support))
    )


def _felt(journey: Journey, moment: Moment, scale: EmotionScale) -> Iterator[SpotEmotion]:
    ranks = {persona: index for index, persona in enumerate(journey.personas)}
    for level, end in ((moment.emotion, False), (moment.emotion_end, True)):
        if level is None:
            continue
        values: dict[str | None, float] = dict(level.items()) if isinstance(level, dict) else {None: level}
        for persona in sorted(values, key=lambda each: (ranks.get(each or "", len(ranks)), each or "")):
            value = values[persona]
            yield SpotEmotion(persona, value, scale.level(value), scale.word(value), end)
