"""What `diff --format json` prints, type by type. Within a version keys are only added."""

from __future__ import annotations

from typing import Literal, TypeAlias

from typing_extensions import TypedDict  # pydantic brings it, and takes no other before Python 3.12

Act: TypeAlias = Literal["added", "removed", "moved", "renamed", "changed"]
Sort: TypeAlias = Literal[
    "regression", "review", "improvement", "addition", "removal", "move", "detail", "text"
]


class SideWritten(TypedDict):
    """One of the two revisions that are compared."""

    name: str
    """The name of the revision."""
    missing: bool
    """Whether it holds no maps."""
    mistakes: dict[str, int]
    """The number of errors in each file that could not be read correctly."""


class LowWritten(TypedDict):
    """The lowest emotion of a map."""

    value: float
    """The value of the emotion."""
    step: str | None
    """The id of the step or stage."""
    title: str
    """Its title."""
    persona: str | None
    """The persona, null if the emotion applies to everybody."""


class MeanWritten(TypedDict):
    """A mean before and after, null without emotions."""

    before: float | None
    after: float | None


class LowestWritten(TypedDict):
    """The lowest emotion before and after."""

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
    """The lowest emotion there before, null if none is recorded."""
    after: float | None
    """The lowest emotion there after."""
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
    """One change of an object."""

    fingerprint: str
    """12 hexadecimal digits, independent of the place of the change."""
    sort: Sort
    """The meaning of the change for a reviewer."""
    act: Act
    """What was done."""
    step: str | None
    """The id of the step or stage that it is about."""
    trail: list[str]
    """The titles of its stage and step."""
    field: str
    """The field; empty if the change is about the whole object or step."""
    about: str
    """The item of the field."""
    before: str | float | bool | None
    """The value before, null if there was none."""
    after: str | float | bool | None
    """The value after, null if there is none."""
    guess: bool
    """Whether the change is a guess: both objects are probably the same."""
    says: str
    """The change in a sentence."""
    filename: str | None
    """The newer file of the change."""
    line: int | None
    """The line in that file, from 1."""
    link: str | None
    """The address in the preview."""


class AffectedWritten(TypedDict):
    """Another object that refers to what changed."""

    kind: str
    id: str
    step: str | None
    field: str


class ThingWritten(TypedDict):
    """A changed object, with all of its changes."""

    kind: str
    """The kind of the object; `vocabulary` for the vocabulary itself."""
    id: str | None
    """Its id, null for the vocabulary."""
    was: str | None
    """Its former id, null if it is unchanged."""
    guess: bool
    """Whether the match with its former id is a guess."""
    title: str
    act: Act
    sort: Sort
    """The most important sort among its changes."""
    link: str | None
    """The address in the preview."""
    ask: list[str]
    """The ids of the teams that should review it."""
    curve: CurveWritten | None
    """The curve of a map, null for everything else."""
    changes: list[ChangeWritten]
    affected: list[AffectedWritten]


class DiffOutput(TypedDict):
    """What `journeybook diff --format json` prints."""

    format: Literal["journeybook-diff"]
    version: Literal[1]
    base: SideWritten
    """The older revision."""
    head: SideWritten
    """The newer revision."""
    headline: str
    """The whole in a line."""
    things: list[ThingWritten]
    """The changed objects, the most important first."""
