"""Hand-written pages, as targets of reading paths and as sources of mentions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from journeybook.library.objects import Ref


@dataclass(frozen=True, slots=True)
class Mention:
    """An object that a hand-written page links to or draws."""

    ref: Ref
    drawn: bool


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """A hand-written page.

    `address` is such as `/guide/reading-a-map/`, `text` its Markdown for the reading time.
    """

    address: str
    title: str
    text: str = ""
    mentions: tuple[Mention, ...] = ()


def find_written(
    file: str, written: Mapping[str, WrittenPage], guides: Mapping[str, str]
) -> WrittenPage | None:
    """The page of `file` (its path below the folder of hand-written pages), None if there is none.

    If the host did not list the file, a guide of the same name is used, with a title made of that
    name.
    """
    found = written.get(file)
    if found:
        return found
    name = PurePosixPath(file).stem
    address = guides.get(name)
    return WrittenPage(address, name.replace("-", " ").capitalize()) if address is not None else None
