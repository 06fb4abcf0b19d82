"""Hand-written pages as the portal knows them: what reading paths lead to, and what programs are told of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from journeybook.library.objects import Ref


@dataclass(frozen=True, slots=True)
class Mention:
    """A thing that a hand-written page links to, or that it draws."""

    ref: Ref
    drawn: bool


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """A page written by hand: its address (`/guide/reading-a-map/`), its title, its Markdown for the reading time, and what it mentions."""

    address: str
    title: str
    text: str = ""
    mentions: tuple[Mention, ...] = ()


def find_written(
    file: str, written: Mapping[str, WrittenPage], guides: Mapping[str, str]
) -> WrittenPage | None:
    """The page of the file `file` (its path below the folder of such pages), None where there is none.

    Where the host told nothing of the file, a guide of the same name is taken, with a title made of that name.
    """
    found = written.get(file)
    if found:
        return found
    name = PurePosixPath(file).stem
    address = guides.get(name)
    return WrittenPage(address, name.replace("-", " ").capitalize()) if address is not None else None
