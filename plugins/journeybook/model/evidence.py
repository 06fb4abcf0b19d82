"""Evidence: a piece of research that claims rest on."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from journeybook.kinds import Kind
from journeybook.model.file_object import FileObject
from journeybook.model.link import Links
from journeybook.model.reference_marks import RefersTo
from journeybook.model.scalars import Address, Date, Id, Ids, Integer, Note, Span, Text, Texts, Title


class EvidenceKind(StrEnum):
    """How the evidence was won."""

    SURVEY = "survey"
    """Many people were asked the same questions."""
    INTERVIEWS = "interviews"
    """Some people were asked at length."""
    FOCUS_GROUP = "focus-group"
    """A group discussed it."""
    ANALYTICS = "analytics"
    """What people did was counted."""
    SOCIAL_MEDIA = "social-media"
    """What people write in public."""
    SUPPORT_DATA = "support-data"
    """What people contact us about."""
    OBSERVATION = "observation"
    """Somebody observed on site."""
    USABILITY_TEST = "usability-test"
    """People were given something to do, and watched."""
    DESK_RESEARCH = "desk-research"
    """Findings published by others."""


class Evidence(FileObject):
    """One piece of research that backs claims."""

    id: Id
    """The name of the file without its ending. It is not written in the file."""
    title: Title
    """The title of the research.

    Example: Switcher interviews, Q2 2026
    """
    kind: EvidenceKind | None = None
    """How it was collected.

    Example: interviews
    """
    date: Date | None = None
    """The day on which it was done or closed.

    Example: 2026-06-14
    """
    people: Annotated[Integer, Field(ge=0)] | None = None
    """How many people took part.

    Example: 14
    """
    method: Text | None = None
    """How it was done.

    Example: Semi-structured, 45 minutes
    """
    summary: Note | None = None
    """What it was about, in a sentence or two.

    Example: Why people leave copper, and what holds them back.
    """
    findings: Texts = ()
    """What came out of it.

    Example: [Nobody knew when the technician would come]
    """
    link: Address | None = None
    """Where the whole of it lies. It begins with `https://` or `mailto:`.

    Example: https://research.example/switchers
    """
    links: Links = ()
    """Pages elsewhere that belong to it, such as the ticket of the study.

    Example: [{title: Study request, url: https://tracker.example/R-7}]
    """
    owner: Annotated[Id | None, RefersTo(Kind.TEAM)] = None
    """The team that did it and can be asked.

    Example: research
    """
    valid_for: Span | None = None
    """How long it may be relied on. After that the portal says that it is too old.

    Example: 18 months
    """
    tags: Ids = ()
    """Words by which sources can be told apart.

    Example: [fibre]
    """
    was: Ids = ()
    """Ids that the source had before, so that old links still find it.

    Example: [interviews-q2]
    """
    section: str = ""
    """The folders between `evidence/` and the file."""
    narrative: Note | None = None
    """Prose about the research in Markdown, shown on its page.

    Example: We asked people in their homes.
    """

    def page_texts(self) -> Iterable[str | None]:
        """The summary, the method and the findings."""
        return (self.summary, self.method, *self.findings)

    def past_dates(self) -> Iterable[datetime.date | None]:
        """The day on which the research was done."""
        return (self.date,)
