"""A map as its author labelled it: stages, steps and labelled texts, labels without meaning."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from journeybook.diagnostics import Place


@dataclass(slots=True)
class Entry:
    """Texts below a label. `field` is what they are where the source itself says so."""

    label: str
    texts: list[str]
    place: Place
    field: str | None = None


@dataclass(slots=True)
class OutlineMoment:
    """A stage or step; only a stage has steps."""

    title: str
    place: Place
    entries: list[Entry] = field(default_factory=list)
    steps: list[OutlineMoment] = field(default_factory=list)


@dataclass(slots=True)
class Outline:
    """A map. `title` is None where the source has none.

    `form` says what the source is, such as `a spreadsheet`. With `markdown` texts are inline
    Markdown, else they are literal. `guesses` are sentences on how it was read that may be wrong.
    `shape` are the labels by which its parts were found, each with the part, their number, and
    whether that is sure.
    """

    title: str | None
    place: Place
    form: str
    markdown: bool = False
    entries: list[Entry] = field(default_factory=list)
    stages: list[OutlineMoment] = field(default_factory=list)
    guesses: list[str] = field(default_factory=list)
    shape: list[tuple[str, str, int, bool]] = field(default_factory=list)

    def moments(self) -> Iterator[OutlineMoment]:
        """All stages and steps in order."""
        for stage in self.stages:
            yield stage
            yield from stage.steps
