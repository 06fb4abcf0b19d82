"""What `map.json` holds, version 1. Its JSON Schema is made from these types; they change only by growing.

Numbers stay numbers, days are `YYYY-MM-DD`, ids are those of the sources, and addresses start at the portal's root.
What cannot be said is null: nothing is read as zero because nobody wrote it down.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field, WithJsonSchema

from journeybook.pages.exports.comparison_types import PersonasCompared
from journeybook.pages.exports.place_types import CurvePoint, Feeling, FeltPlace, HeatCell, Place, Way

VERSION = 1


@dataclass(frozen=True, slots=True)
class Fall:
    """The steepest drop of the actor's feeling within a step, or from one to a step that may follow it.

    `drop` is positive, in units of the scale.
    """

    start: FeltPlace
    end: FeltPlace
    drop: float


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the order of the story, with what is felt there; `backed` of its `claims` rest on evidence.

    `stage_number` counts stages from 1, `personas` are those who take part, `lifecycle` is the stage's. `way` is null for
    a stage that has steps: they are on the way, it is not.
    """

    place: Place
    stage_number: int
    lifecycle: str | None
    personas: tuple[str, ...]
    moment_of_truth: bool
    feelings: tuple[Feeling, ...]
    claims: int
    backed: int
    way: Way | None


@dataclass(frozen=True, slots=True)
class Transition:
    """From one column of the map (a step, or a stage without steps) to one that may follow it, by their ids.

    `when` is the case in which people go there. `loop` says that it leads back.
    """

    start: str | None
    end: str | None
    when: str | None
    loop: bool


@dataclass(frozen=True, slots=True)
class Pain:
    """A pain in its place, in inline Markdown; `severity` runs from 1 (a nuisance) to 3 (people leave)."""

    place: Place
    text: str
    severity: int | None
    backed: bool
    lowest: Feeling | None


@dataclass(frozen=True, slots=True)
class Foundation:
    """What the map rests on.

    `backed` of its `claims` (pains, gains, quotes and feelings) rest on research, `outdated` of these on research that
    is too old alone; `assumed` counts the others by kind. `strength` is the word for `share`.
    """

    claims: int
    backed: int
    outdated: int
    assumed: dict[str, int]
    share: float | None
    strength: str
    sources: tuple[str, ...]
    too_old: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dimension:
    """One side of a map's health: `share` from 0 to 1, what would raise it, and by how many points the score would rise.

    `advice` is a sentence as the map's page prints it, in the language of the site.
    """

    name: str
    share: float
    advice: str | None
    gain: float


@dataclass(frozen=True, slots=True)
class Health:
    """Whether readers may rely on the map, 0 to 100; how people feel does not enter."""

    score: int
    word: str
    dimensions: tuple[Dimension, ...]


@dataclass(frozen=True, slots=True)
class CountedStage:
    """A stage that people were counted in, and the share of the first such stage's people who entered it."""

    stage: str | None
    title: str
    entered: int
    share: float | None


@dataclass(frozen=True, slots=True)
class Loss:
    """How many people are lost from counted stages to those that may follow, and of those who entered the former.

    `start` and `end` are the first of `starts` and the last of `ends`. There are several ends where ways part, and
    several starts where they meet.
    """

    start: str | None
    end: str | None
    lost: int
    share: float | None
    starts: tuple[str | None, ...]
    ends: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class DropOff:
    """Where people drop off; `largest` is the loss of most people, `kept` the share that reaches the last counted stage."""

    stages: tuple[CountedStage, ...]
    losses: tuple[Loss, ...]
    largest: Loss | None
    kept: float | None


@dataclass(frozen=True, slots=True)
class Review:
    """When somebody looked at it and must again: `overdue`, `never`, `due` or `open-ended`, judged on the portal's day."""

    state: str
    reviewed: str | None
    due: str | None
    days_late: int


@dataclass(frozen=True, slots=True)
class Finding:
    """Two variants compared by one metric: `p` and the 95 % interval where they can be computed, and what can be said."""

    metric: str
    first: str
    second: str
    change: float
    p: float | None
    low: float | None
    high: float | None
    verdict: str
    better: str | None


@dataclass(frozen=True, slots=True)
class Trial:
    """An A/B test: the variant that its authors call the winner, and the one that the figures bear."""

    place: Place
    winner: str | None
    borne: str | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class UnmetNeed:
    """A need where people are below the middle of the scale and nobody has an idea what to do; in inline Markdown."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that the portal computes of one map. `curve` is the actor's feelings in order; `pains` stand worst first.

    Feelings that stand side by side in `curve` are neighbours only where `transitions` lead from one to the other.

    `health` is null for a retired map. `unowned` are the touchpoints for which no team is named, `silent` the stages
    without a channel, `answered_by` the recommendations that answer something on the map.
    """

    stages: int
    steps: int
    touchpoints: int
    lifecycle: tuple[str, ...]
    channels: tuple[str, ...]
    spots: tuple[Spot, ...]
    transitions: tuple[Transition, ...]
    curve: tuple[CurvePoint, ...]
    lowest: FeltPlace | None
    highest: FeltPlace | None
    fall: Fall | None
    moments_of_truth: tuple[Place, ...]
    pains: tuple[Pain, ...]
    foundation: Foundation
    health: Health | None
    drop_off: DropOff | None
    review: Review
    trials: tuple[Trial, ...]
    heat: tuple[HeatCell, ...]
    personas: tuple[PersonasCompared, ...]
    unmet_needs: tuple[UnmetNeed, ...]
    unowned: tuple[Place, ...]
    silent: tuple[str | None, ...]
    answered_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that the map names by its id; `address` is null for what has no page."""

    kind: str
    id: str
    title: str
    address: str | None


@dataclass(frozen=True, slots=True)
class Portal:
    """The portal: its name, where it is published if that is known, and the day on which ages are judged."""

    title: str
    address: str | None
    judged_on: str | None


@dataclass(frozen=True, slots=True)
class Files:
    """The same map in other forms."""

    page: str
    json: str
    csv: str
    picture: str
    dark_picture: str


@dataclass(frozen=True, slots=True)
class MapExport:
    """One map: as its authors wrote it (`map`, the source format in JSON), what it names, and what the portal computes of it.

    `id` and `section` come from the name and the folder of its source.
    """

    schema: Annotated[str, Field(serialization_alias="$schema")]
    version: Annotated[int, WithJsonSchema({"const": VERSION})]
    portal: Portal
    id: str
    section: str
    files: Files
    source: str | None
    map: dict[str, Any]
    things: tuple[Thing, ...]
    figures: Figures
