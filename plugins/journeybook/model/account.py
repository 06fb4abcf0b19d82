"""A business customer: its people, what was seen of them, milestones and gates."""

from __future__ import annotations

from typing import Annotated

from journeybook.model.scalars import LISTED, Date, Id, Ids, Note, Number, Part, Span, Text, Title


class Contact(Part):
    """One person at the account, and the persona that fits."""

    id: Id
    role: Text | None = None
    persona: Id | None = None
    since: Date | None = None


class Observation(Part):
    """What was seen of a contact at a step, on a day."""

    contact: Id
    journey: Id
    step: Id
    emotion: Number
    on: Date
    note: Text | None = None


class Milestone(Part):
    """Something due a span after the account's start."""

    title: Title
    after: Span
    owner: Id | None = None


class Gate(Part):
    """What must not be done while a contact's newest emotion is below `needs`."""

    title: Title
    needs: Number


class Account(Part):
    """A business customer, whose experience is the worst of its people's."""

    id: Id
    title: Title
    segment: Id | None = None
    since: Date | None = None
    summary: Note | None = None
    contacts: Annotated[tuple[Contact, ...], LISTED] = ()
    observations: Annotated[tuple[Observation, ...], LISTED] = ()
    milestones: Annotated[tuple[Milestone, ...], LISTED] = ()
    gates: Annotated[tuple[Gate, ...], LISTED] = ()
    owner: Id | None = None
    tags: Ids = ()
    was: Ids = ()
    section: str = ""
    narrative: Note | None = None
