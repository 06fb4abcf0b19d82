"""What `diff --format json` prints, type by type. Within a version keys are only added."""

from __future__ import annotations

from typing import Literal, TypeAlias

from typing_extensions import TypedDict  # pydantic brings it, and takes no other before Python 3.12

Act: TypeAlias = Literal["added", "removed", "moved", "renamed", "changed"]
Sort: TypeAlias = Literal[
    "regression", "review", "improvement", "addition", "removal", "move", "detail", "text"
]


class SideWritten(TypedDict):
    """One of the two moments that are compared."""

    name: str
    """Which moment it is, in words."""
    missing: bool
    """Whether it holds no maps."""
    mistakes: dict[str, int]
    """How many errors each file has that could not be read as it was meant."""


class LowWritten(TypedDict):
    """The lowest moment of a map."""

    value: float
    """The feeling."""
    step: str | None
    """The id of the step or stage."""
    title: str
    """Its title."""
    persona: str | None
    """Whose feeling it is, null where it counts for everybody."""


class MeanWritten(TypedDict):
    """A mean before and after, null where there are no feelings."""

    before: float | None
    after: float | None


class LowestWritten(TypedDict):
    """The lowest moment before and after."""

    before: LowWritten | None
    after: LowWritten | None


class ColumnWritten(TypedDict):
    """One step of both curves."""

    step: str | None
    """The id of the step or stage."""
    stage: str
    """The title of its stage."""
    title: str
    """Its title."""
    before: float | None
    """The lowest feeling there before, null where nobody wrote one down."""
    after: float | None
    """The same after."""
    added: bool
    """Whether the step is new."""
    removed: bool
    """Whether it is gone."""


class CurveWritten(TypedDict):
    """A map's curve before and after."""

    mean: MeanWritten
    lowest: LowestWritten
    columns: list[ColumnWritten]


class ChangeWritten(TypedDict):
    """One change of a thing."""

    fingerprint: str
    """12 hexadecimal digits, the same wherever the change stands."""
    sort: Sort
    """What it means to a reviewer."""
    act: Act
    """What was done."""
    step: str | None
    """The id of the step or stage that it is about."""
    trail: list[str]
    """The titles of the stage and the step."""
    field: str
    """The field; empty where it is about the whole."""
    about: str
    """Which item of the field."""
    before: str | float | bool | None
    """The value before, null where there was none."""
    after: str | float | bool | None
    """The value after, null where there is none."""
    guess: bool
    """Whether it is only likely that both are the same thing."""
    says: str
    """The change in a sentence."""
    filename: str | None
    """Where it can be seen today."""
    line: int | None
    """The line there, from 1."""
    link: str | None
    """Where the preview shows it."""


class AffectedWritten(TypedDict):
    """Something else that refers to what changed."""

    kind: str
    id: str
    step: str | None
    field: str


class ThingWritten(TypedDict):
    """Something that changed, with all that changed about it."""

    kind: str
    """What it is; `vocabulary` for the portal's own words."""
    id: str | None
    """Its id, null for the portal's own words."""
    was: str | None
    """Its former id, null where it kept it."""
    guess: bool
    """Whether it is only likely that both are the same thing."""
    title: str
    act: Act
    sort: Sort
    """The sort of its most telling change."""
    link: str | None
    """Where the preview shows it."""
    ask: list[str]
    """The ids of the teams who should look at it."""
    curve: CurveWritten | None
    """The curve of a map, null for everything else."""
    changes: list[ChangeWritten]
    affected: list[AffectedWritten]


class DiffOutput(TypedDict):
    """What `journeybook diff --format json` prints."""

    format: Literal["journeybook-diff"]
    version: Literal[1]
    base: SideWritten
    """The older moment."""
    head: SideWritten
    """The newer one."""
    headline: str
    """The whole in a line."""
    things: list[ThingWritten]
    """What changed, what matters most first."""
