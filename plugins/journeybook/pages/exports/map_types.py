"""The types of `map.json`, version 1; its JSON Schema is generated from them.

They change only by additions. Numbers are plain numbers, days are `YYYY-MM-DD`, ids are those of
the sources, and addresses start at the portal's root. Unknown values are null, never zero.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, WithJsonSchema

from journeybook.pages.exports.comparison_types import PersonasCompared
from journeybook.pages.exports.place_types import CurvePoint, Feeling, FeltPlace, HeatCell, Place, Way
from journeybook.pages.exports.published_type import published_type

VERSION = 1


@published_type
class Fall:
    """The steepest drop of the actor's feeling within a step, or to a step that may follow.

    `drop` is positive, in units of the scale.
    """

    start: FeltPlace
    end: FeltPlace
    drop: float


@published_type
class Spot:
    """A stage or step in the order of the story, with its feelings.

    `backed` of its `claims` rest on evidence. `stage_number` counts stages from 1, `personas` are
    those who take part, `lifecycle` is the stage's. `way` is null for a stage that has steps.
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


@published_type
class Transition:
    """From one column of the map (a step, or a stage without steps) to one that may follow, by id.

    `when` is the condition. `loop` says that it leads back.
    """

    start: str | None
    end: str | None
    when: str | None
    loop: bool


@published_type
class Pain:
    """A pain and its place, in inline Markdown; `severity` is 1 (nuisance) to 3 (people leave)."""

    place: Place
    text: str
    severity: int | None
    backed: bool
    lowest: Feeling | None


@published_type
class Foundation:
    """The evidence behind the map.

    `backed` of its `claims` (pains, gains, quotes and feelings) rest on evidence, `outdated` of
    these only on evidence that is too old; `assumed` counts the others by kind. `strength` is the
    word for `share`.
    """

    claims: int
    backed: int
    outdated: int
    assumed: dict[str, int]
    share: float | None
    strength: str
    sources: tuple[str, ...]
    too_old: tuple[str, ...]


@published_type
class Dimension:
    """One side of a map's health.

    `share` is 0 to 1, `gain` by how many points the score would rise if nothing were missing.
    `advice` on what to do is a sentence as on the map's page, in the language of the site.
    """

    name: str
    share: float
    advice: str | None
    gain: float


@published_type
class Health:
    """Whether readers can rely on the map, 0 to 100; feelings do not count."""

    score: int
    word: str
    dimensions: tuple[Dimension, ...]


@published_type
class CountedStage:
    """A stage with a count of people, and their share of the people of the first such stage."""

    stage: str | None
    title: str
    entered: int
    share: float | None


@published_type
class Loss:
    """The people lost between counted stages and those that may follow, and their share.

    `start` and `end` are the first of `starts` and the last of `ends`. There are several ends at a
    branch, and several starts at a join.
    """

    start: str | None
    end: str | None
    lost: int
    share: float | None
    starts: tuple[str | None, ...]
    ends: tuple[str | None, ...]


@published_type
class DropOff:
    """Where people drop off.

    `largest` is the loss of most people, `kept` the share that reaches the last counted stage.
    """

    stages: tuple[CountedStage, ...]
    losses: tuple[Loss, ...]
    largest: Loss | None
    kept: float | None


@published_type
class Review:
    """The last review and the next: `overdue`, `never`, `due` or `open-ended` on a given day."""

    state: str
    reviewed: str | None
    due: str | None
    days_late: int


@published_type
class Finding:
    """Two variants compared by one metric; `p` and the 95 % interval may be null."""

    metric: str
    first: str
    second: str
    change: float
    p: float | None
    low: float | None
    high: float | None
    verdict: str
    better: str | None


@published_type
class Trial:
    """An A/B test: the variant that its authors call the winner, and the supported one."""

    place: Place
    winner: str | None
    borne: str | None
    findings: tuple[Finding, ...]


@published_type
class UnmetNeed:
    """A need without an opportunity, where feelings are below the middle; in inline Markdown."""

    place: Place
    text: str


@published_type
class Figures:
    """The computed figures of one map.

    `curve` holds the actor's feelings in order; two of them are connected only if `transitions`
    lead from one to the other. `pains` are ordered from the worst. `health` is null for a retired
    map. `unowned` are the touchpoints without a team, `silent` the stages without a channel,
    `answered_by` the recommendations that answer something on the map.
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


@published_type
class Thing:
    """An object that the map names by its id; `address` is null if it has no page."""

    kind: str
    id: str
    title: str
    address: str | None


@published_type
class Portal:
    """The portal: its name, its address if known, and the day on which ages are judged."""

    title: str
    address: str | None
    judged_on: str | None


@published_type
class Files:
    """The same map in other forms."""

    page: str
    json: str
    csv: str
    picture: str
    dark_picture: str


@published_type
class Picture:
    """A picture of a stage or step: what it shows, and its two files with their sizes in pixels.

    `path` is that of its source below the folder of sources.
    """

    place: Place
    path: str
    alt: str
    caption: str | None
    credit: str | None
    address: str
    width: int
    height: int
    small: str
    small_width: int
    small_height: int


@published_type
class MapExport:
    """One map: its source (`map`, the source format in JSON), the objects it names, its figures.

    `pictures` are those that can be shown, in the order of the story. `id` and `section` are the
    name and the folder of its source.
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
    pictures: tuple[Picture, ...]
