"""The tree of a Mermaid `journey`, with places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.diagnostics import Place


@dataclass(frozen=True, slots=True)
class Remark:
    """Text that Mermaid ignores, and its place."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class MermaidTask:
    """A task: its score as written (None without one), its distinct actors, and remarks."""

    name: str
    score: str | None
    actors: tuple[str, ...]
    place: Place
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class MermaidSection:
    """Tasks below a heading; `title` is None before the first heading."""

    title: str | None
    tasks: tuple[MermaidTask, ...]
    place: Place
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class MermaidJourney:
    """A whole diagram. `titles` are all titles in the order of the text; Mermaid shows the last."""

    titles: tuple[Remark, ...]
    accessible_title: str | None
    description: str | None
    sections: tuple[MermaidSection, ...]
    comments: tuple[Remark, ...]
    settings: tuple[Remark, ...]
    place: Place
    remarks: tuple[Remark, ...] = ()

    @property
    def title(self) -> str | None:
        """The title that Mermaid shows."""
        return self.titles[-1].text if self.titles else None

    @property
    def tasks(self) -> Iterator[MermaidTask]:
        """All tasks in order."""
        for section in self.sections:
            yield from section.tasks
