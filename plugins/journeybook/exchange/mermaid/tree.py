"""What a Mermaid `journey` says, with places: the tree between the text and a map."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.diagnostics import Place


@dataclass(frozen=True, slots=True)
class Remark:
    """Text that Mermaid passes over, and where it stands."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class MermaidTask:
    """One task: its score as it is written (None where there is none), its actors without doubles, and the rest of its line."""

    name: str
    score: str | None
    actors: tuple[str, ...]
    place: Place
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class MermaidSection:
    """Tasks under a heading; `title` is None for those before the first heading."""

    title: str | None
    tasks: tuple[MermaidTask, ...]
    place: Place
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class MermaidJourney:
    """A whole diagram. `titles` holds every title in the order of writing: Mermaid shows the last."""

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
        """Every task in order."""
        for section in self.sections:
            yield from section.tasks
