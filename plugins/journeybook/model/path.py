"""A reading path for new joiners."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from journeybook.model.scalars import LISTED, Id, Ids, Integer, Note, Part, Text, Title


class Stop(Part):
    """One stop: what to read (`persona/amira`, `journey/x#step`, `docs/page.md`), why, and how long it takes."""

    read: Annotated[str, Field(max_length=300)]
    why: Text | None = None
    ask: Text | None = None
    minutes: Annotated[Integer, Field(ge=1, le=600)] | None = None


class ReadingPath(Part):
    """Stops in order. `for_` names the areas whose people should start here."""

    id: Id
    title: Title
    summary: Note | None = None
    for_: Annotated[Ids, Field(alias="for")] = ()
    steps: Annotated[tuple[Stop, ...], LISTED] = ()
    owner: Id | None = None
    tags: Ids = ()
    was: Ids = ()
    section: str = ""
    narrative: Note | None = None
