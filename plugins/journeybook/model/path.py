"""A reading path for new joiners."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from pydantic import Field

from journeybook.kinds import Kind
from journeybook.model.file_object import FileObject
from journeybook.model.reference_marks import NamesPage, RefersTo
from journeybook.model.scalars import LISTED, Id, Ids, Integer, Note, Part, Text, Title


class Stop(Part):
    """One thing to read on the way."""

    read: Annotated[str, Field(max_length=300), NamesPage()]
    """What to read: `persona/amira`, `journey/moving-house`, a step as in
    `journey/moving-house#book-visit`, or a page as in `docs/guide/page.md`.

    Example: journey/switching-to-fibre#wait-for-a-date
    """
    why: Text | None = None
    """Why it is worth reading.

    Example: Meet the customer you will talk to most.
    """
    ask: Text | None = None
    """A question to think about on the way.

    Example: What would you have told her?
    """
    minutes: Annotated[Integer, Field(ge=1, le=600)] | None = None
    """How long it takes. Without it the portal estimates.

    Example: 10
    """


class ReadingPath(FileObject):
    """Things to read in an order, for people who are new."""

    id: Id
    """The name of the file without its ending. It is not written in the file."""
    title: Title
    """The title of the path.

    Example: Your first week
    """
    summary: Note | None = None
    """What it leads to, in a sentence or two.

    Example: Who our customers are, and where it hurts.
    """
    for_: Annotated[Ids, Field(alias="for"), RefersTo(Kind.AREA)] = ()
    """The areas whose people should start here: ids of the vocabulary.

    Example: [customer-service]
    """
    steps: Annotated[tuple[Stop, ...], LISTED] = ()
    """The stops, in order.

    Example: [{read: persona/amira, why: Meet the customer you will talk to most.}]
    """
    owner: Annotated[Id | None, RefersTo(Kind.TEAM)] = None
    """The team that maintains the path.

    Example: digital
    """
    tags: Ids = ()
    """Words by which paths can be told apart.

    Example: [onboarding]
    """
    was: Ids = ()
    """Ids that the path had before, so that old links still find it.

    Example: [welcome]
    """
    section: str = ""
    """The folders between `paths/` and the file."""
    narrative: Note | None = None
    """Prose about the path in Markdown, shown above the stops.

    Example: Take an hour a day.
    """

    def page_texts(self) -> Iterable[str | None]:
        """The summary, and why each stop is worth it and what it asks."""
        yield self.summary
        for stop in self.steps:
            yield from (stop.why, stop.ask)
