"""Evidence: a piece of research that claims rest on."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from journeybook.model.scalars import Address, Date, Id, Ids, Integer, Note, Part, Span, Text, Texts, Title


class EvidenceKind(StrEnum):
    """How the evidence was won."""

    SURVEY = "survey"
    INTERVIEWS = "interviews"
    FOCUS_GROUP = "focus-group"
    ANALYTICS = "analytics"
    SOCIAL_MEDIA = "social-media"
    SUPPORT_DATA = "support-data"
    OBSERVATION = "observation"
    USABILITY_TEST = "usability-test"
    DESK_RESEARCH = "desk-research"


class Evidence(Part):
    """One research source. `people` counts who took part, `valid_for` says when it is too old."""

    id: Id
    title: Title
    kind: EvidenceKind | None = None
    date: Date | None = None
    people: Annotated[Integer, Field(ge=0)] | None = None
    method: Text | None = None
    summary: Note | None = None
    findings: Texts = ()
    link: Address | None = None
    owner: Id | None = None
    valid_for: Span | None = None
    tags: Ids = ()
    was: Ids = ()
    section: str = ""
    narrative: Note | None = None
