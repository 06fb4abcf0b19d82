"""A persona: an individual or a segment, as research found them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from journeybook.model.scalars import Date, Facts, Id, Ids, Note, Number, Part, Span, Text, Texts, Title


class PersonaKind(StrEnum):
    """Whether the persona stands for a person or for a group."""

    INDIVIDUAL = "individual"
    SEGMENT = "segment"


class Persona(Part):
    """Who goes through the journeys. `share` is percent of all customers."""

    id: Id
    title: Title
    role: Text | None = None
    kind: PersonaKind = PersonaKind.INDIVIDUAL
    photo: (
        Annotated[str, Field(max_length=100, pattern=r"^[a-z0-9][a-z0-9._-]*\.(png|jpg|jpeg|webp)$")] | None
    ) = None
    quote: Text | None = None
    summary: Note | None = None
    demographics: Facts = {}
    psychographics: Facts = {}
    goals: Texts = ()
    needs: Texts = ()
    desires: Texts = ()
    motivations: Texts = ()
    struggles: Texts = ()
    behaviours: Texts = ()
    channels: Ids = ()
    share: Annotated[Number, Field(ge=0, le=100)] | None = None
    evidence: Ids = ()
    owner: Id | None = None
    reviewed: Date | None = None
    review_every: Span | None = None
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=35)] = "en"
    tags: Ids = ()
    was: Ids = ()
    section: str = ""
    narrative: Note | None = None
