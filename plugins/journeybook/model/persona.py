"""A persona: an individual or a segment, as research found them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from journeybook.kinds import Kind
from journeybook.model.file_object import FileObject
from journeybook.model.image import Image
from journeybook.model.reference_marks import RefersTo
from journeybook.model.scalars import Date, Facts, Id, Ids, Note, Number, Span, Text, Texts, Title


class PersonaKind(StrEnum):
    """Whether the persona stands for a person or for a group."""

    INDIVIDUAL = "individual"
    """One typical person."""
    SEGMENT = "segment"
    """A group of customers."""


class Persona(FileObject):
    """Somebody who goes through the journeys, as research found them."""

    id: Id
    """The name of the file without its ending. It is not written in the file."""
    title: Title
    """The persona's name, or the segment's.

    Example: Amira Haddad
    """
    role: Text | None = None
    """What they are, in a few words.

    Example: Remote designer
    """
    kind: PersonaKind = PersonaKind.INDIVIDUAL
    """Whether it stands for a person or for a group.

    Example: individual
    """
    photo: (
        Annotated[str, Field(max_length=100, pattern=r"^[a-z0-9][a-z0-9._-]*\.(png|jpg|jpeg|webp)$")] | None
    ) = None
    """A picture that lies beside the file: png, jpg, jpeg or webp. Initials are drawn where there
    is none.

    Example: amira.webp
    """
    image: Image | None = None
    """A portrait with a description. Where there is one, `photo` is not needed.

    Example: {src: images/amira.png, alt: Drawing of a woman with short dark hair at a desk.}
    """
    quote: Text | None = None
    """A sentence that is typical of them.

    Example: If the line drops, I lose a client.
    """
    summary: Note | None = None
    """Who they are, in a sentence or two.

    Example: Works from home and cannot afford a dead line.
    """
    demographics: Facts = {}
    """Facts about their life: a name and a text for each.

    Example: {age: 34, home: Flat in a shared building}
    """
    psychographics: Facts = {}
    """What they value and how they think: a name and a text for each.

    Example: {values: independence}
    """
    goals: Texts = ()
    """What they want to reach.

    Example: [A line that holds]
    """
    needs: Texts = ()
    """What they need for it.

    Example: [A date to plan around]
    """
    desires: Texts = ()
    """What they would love to have.

    Example: [One person to call]
    """
    motivations: Texts = ()
    """What drives them.

    Example: [Being her own boss]
    """
    struggles: Texts = ()
    """What makes it hard.

    Example: [No time for hotlines]
    """
    behaviours: Texts = ()
    """What they usually do.

    Example: [Reads reviews first]
    """
    channels: Annotated[Ids, RefersTo(Kind.CHANNEL)] = ()
    """The channels that they like: ids of the vocabulary.

    Example: [e-mail, website]
    """
    share: Annotated[Number, Field(ge=0, le=100)] | None = None
    """How many of all customers they are, in percent.

    Example: 18
    """
    evidence: Annotated[Ids, RefersTo(Kind.EVIDENCE)] = ()
    """The research behind the persona.

    Example: [interviews-2026-q2]
    """
    owner: Annotated[Id | None, RefersTo(Kind.TEAM)] = None
    """The team that maintains the persona.

    Example: research
    """
    reviewed: Date | None = None
    """The day on which somebody last made sure that it is still true.

    Example: 2026-05-01
    """
    review_every: Span | None = None
    """How long a review holds. After that the portal calls for the next one.

    Example: 12 months
    """
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=35)] = "en"
    """The language of the persona's texts. Its direction follows from it.

    Example: en
    """
    tags: Ids = ()
    """Words by which personas can be told apart.

    Example: [fibre]
    """
    was: Ids = ()
    """Ids that the persona had before, so that old links still find it.

    Example: [remote-designer]
    """
    section: str = ""
    """The folders between `personas/` and the file."""
    narrative: Note | None = None
    """Prose about the persona in Markdown, shown on its page.

    Example: Amira moved here three years ago.
    """

    def page_texts(self) -> Iterable[str | None]:
        """What the persona says, who they are, and the lists of what moves them."""
        yield from (self.role, self.quote, self.summary)
        for facts in (self.demographics, self.psychographics):
            for name, value in facts.items():
                yield from (name, value)
        for texts in (
            self.goals,
            self.needs,
            self.desires,
            self.motivations,
            self.struggles,
            self.behaviours,
        ):
            yield from texts

    def past_dates(self) -> Iterable[datetime.date | None]:
        """The day of the last review."""
        return (self.reviewed,)
