"""The view model of a map: its content by lane and column, independent of how it is drawn.

Both drawings, the page's grid and the standalone SVG, are functions of a `MapView`, so they cannot
disagree. It holds plain text (with inline Markdown where the format allows it), never markup, and
refers to other objects by `Ref`, never by address. `journeybook.drawing.view.compose` makes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from journeybook.library.objects import Ref
from journeybook.model.journey import MapType, Status
from journeybook.step_fields import Zone


class ItemKind(StrEnum):
    """The kind of an item in a cell, which decides how it is drawn."""

    TEXT = "text"
    THOUGHT = "thought"
    QUOTE = "quote"
    NEED = "need"
    FEELING = "feeling"
    PAIN = "pain"
    GAIN = "gain"
    RISK = "risk"
    OPPORTUNITY = "opportunity"
    CHANNEL = "channel"
    SYSTEM = "system"
    TEAM = "team"
    METRIC = "metric"
    JOURNEY = "journey"
    TIME = "time"
    PERSONA = "persona"
    VARIANT = "variant"
    LINK = "link"
    NEXT = "next"
    LIFECYCLE = "lifecycle"
    IMAGE = "image"


class RuleKind(StrEnum):
    """The three lines of a service blueprint."""

    INTERACTION = "interaction"
    VISIBILITY = "visibility"
    INTERNAL = "internal"


class Picture(NamedTuple):
    """A picture that can be shown: its path below the sources, and its sizes on a page.

    `small` and `large` are width and height in CSS pixels.
    """

    path: str
    small: tuple[int, int]
    large: tuple[int, int]


class Item(NamedTuple):
    """One item in a cell.

    `text` may hold inline Markdown where the format allows it. `note` is a short second text: the
    team of a backstage action (`ref` is then the team), the speaker of a quote, a metric's name,
    the touchpoint of a channel, the condition of a branch, the recommendation for an opportunity,
    the caption of a picture. `detail` is a third one: a metric's newest value and target, a
    variant's figures, a recommendation's status, whose a picture is. The `text` of a picture
    describes it; `picture` is None if its file cannot be shown. `severity` is 1 to 3 for pains.
    `assumed` is True for a claim without evidence of its own, its step's or its stage's, False for
    one with evidence, None for anything else. `evidence` are its sources. `ours` says that `note`
    is a message of the catalogue, not its author's text.
    """

    kind: ItemKind
    text: str
    ref: Ref | None = None
    note: str | None = None
    icon: str | None = None
    severity: int | None = None
    assumed: bool | None = None
    evidence: tuple[Ref, ...] = ()
    url: str | None = None
    detail: str | None = None
    ours: bool = False
    picture: Picture | None = None


class Cell(NamedTuple):
    """The items of a lane over `span` columns from column `first` (0 is the first).

    `anchor` is that of the step or stage, or the map's id for items of the whole map.
    """

    first: int
    span: int
    anchor: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """One row of cells, in column order and without overlap.

    `key` is the field or the custom lane's id. If a stage and its steps fill the same field, the
    stage's cells are in a second lane with the same key and `part` 1 (those of the whole map in a
    third), so that cells never overlap.
    """

    key: str
    title: str
    icon: str
    cells: tuple[Cell, ...]
    zone: Zone | None = None
    part: int = 0
    custom: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across a blueprint."""

    kind: RuleKind
    title: str


class Point(NamedTuple):
    """An emotion on a curve.

    `x` is the share of the map's width (0 to 1), `y` the share of the scale (0 lowest, 1 highest),
    `level` 0 to 4, `word` the scale's word, `figure` the value as shown. `assumed` is as for an
    `Item`. `end` marks the second value of a step during which the emotion changes. A stage's own
    point is in the middle of its `span` columns.
    """

    column: int
    x: float
    y: float
    value: float
    level: int
    word: str
    feeling: str | None
    assumed: bool
    moment_of_truth: bool
    anchor: str
    end: bool = False
    span: int = 1
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Curve:
    """One persona's emotions: `points` in column order, `runs` the lines through them.

    A missing emotion is a gap between runs. At a branch, a run begins at a point of another one; at
    a join, it ends at one. `series` counts from 0, the map's actor; `persona` is None if the map
    names nobody.
    """

    series: int
    persona: Ref | None
    title: str
    points: tuple[Point, ...]
    runs: tuple[tuple[Point, ...], ...]


@dataclass(frozen=True, slots=True)
class CurveRow:
    """The emotion lane: the curves of the map, the scale's levels, and a descriptive sentence."""

    title: str
    icon: str
    curves: tuple[Curve, ...]
    levels: tuple[tuple[float, int, str], ...]  # (y, level, word), highest first
    zero: float | None  # y of the value 0 if it is inside the scale
    sentence: str
    tall: bool = False  # an emotional journey shows its curve large


class BranchStart(NamedTuple):
    """How an alternative begins.

    `word` is "either", "or", "otherwise" or "when", which precedes `case`.
    """

    word: str
    case: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """One step, or one stage without steps.

    `at` is its time of day, `duration` how long it takes. `branch_start` labels an alternative that
    begins here; `after` are the titles of the steps that lead here, unless that is only the column
    before. `former` are the anchors of its former ids, for old links.
    """

    index: int
    stage: int
    id: str
    anchor: str
    title: str
    moment_of_truth: bool
    is_stage: bool
    journey: Ref | None = None
    at: str | None = None
    duration: str | None = None
    personas: tuple[Ref, ...] = ()
    branch_start: BranchStart | None = None
    after: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()  # (title, url)
    narrative: str | None = None
    same_as: Ref | None = None
    evidence: tuple[Ref, ...] = ()
    former: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StageBand:
    """One stage over its columns.

    `number` counts from 1; `goal` and `mindset` are also lanes of their own. `former` are the
    anchors of its former ids.
    """

    number: int
    id: str
    anchor: str
    title: str
    first: int
    span: int
    goal: str | None = None
    mindset: str | None = None
    lifecycle: Ref | None = None
    entered: int | None = None
    narrative: str | None = None
    moment_of_truth: bool = False
    evidence: tuple[Ref, ...] = ()
    former: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PhaseBand:
    """A band above stages that share a phase."""

    title: str
    first: int
    span: int


@dataclass(frozen=True, slots=True)
class Person:
    """A persona on the map, with initials for the avatar, and its series if it has a curve."""

    ref: Ref
    title: str
    role: str | None
    initials: str
    series: int | None
    photo: str | None = None


@dataclass(frozen=True, slots=True)
class MapView:
    """All content of a map for its drawings. `rows` are in reading order below the step titles."""

    id: str
    title: str
    type: MapType
    status: Status
    language: str
    rtl: bool
    summary: str | None
    objective: str | None
    people: tuple[Person, ...]
    phases: tuple[PhaseBand, ...]
    stages: tuple[StageBand, ...]
    columns: tuple[Column, ...]
    rows: tuple[Lane | Rule | CurveRow, ...]

    @property
    def pictures(self) -> Mapping[str, Item]:
        """The picture of each stage and step that has one, by its anchor."""
        lanes = (row for row in self.rows if isinstance(row, Lane) and not row.custom)
        cells = (cell for lane in lanes for cell in lane.cells)
        return {cell.anchor: cell.items[0] for cell in cells if cell.items[0].kind is ItemKind.IMAGE}

    @property
    def curve_row(self) -> CurveRow | None:
        """The emotion lane, None without emotions."""
        return next((row for row in self.rows if isinstance(row, CurveRow)), None)
