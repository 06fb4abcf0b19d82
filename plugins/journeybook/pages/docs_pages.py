"""Hand-written pages as the portal knows them: what reading paths lead to, and what programs are told of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath


@dataclass(frozen=True, slots=True)
class DocsPage:
    """A page written by hand: its address (`/guide/reading-a-map/`), its title, and its Markdown for the reading time."""

    address: str
    title: str
    text: str = ""


def find_written(file: str, written: Mapping[str, DocsPage], guides: Mapping[str, str]) -> DocsPage | None:
    """The page of the file `file` (its path below the folder of such pages), None where there is none.

    Where the host told nothing of the file, a guide of the same name is taken, with a title made of that name.
    """
    found = written.get(file)
    if found:
        return found
    name = PurePosixPath(file).stem
    address = guides.get(name)
    return DocsPage(address, name.replace("-", " ").capitalize()) if address is not None else None
