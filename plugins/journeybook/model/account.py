"""A business customer: its people, what was seen of them, milestones and gates."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Annotated

from journeybook.kinds import Kind
from journeybook.model.file_object import FileObject
from journeybook.model.reference_marks import RefersTo, StepOf
from journeybook.model.scalars import LISTED, Date, Id, Ids, Level, Note, Part, Span, Text, Title


class Contact(Part):
    """One person at the account, and the persona that fits."""

    id: Id
    """The contact's id, unique in the account.

    Example: it-manager
    """
    role: Text | None = None
    """What they do there. No names: a role is enough.

    Example: IT manager
    """
    persona: Annotated[Id | None, RefersTo(Kind.PERSONA)] = None
    """The persona that fits best.

    Example: tom
    """
    since: Date | None = None
    """Since when they have been there.

    Example: 2026-03-02
    """


class Observation(Part):
    """What was seen of a contact at a step, on a day."""

    contact: Id
    """The id of the contact who was seen.

    Example: it-manager
    """
    journey: Id
    """The journey in which it was.

    Example: switching-to-fibre
    """
    step: Annotated[Id, StepOf("journey")]
    """The id of the step or stage of that journey.

    Example: wait-for-a-date
    """
    emotion: Level
    """How it felt for them, on the portal's scale.

    Example: -1
    """
    on: Date
    """The day. The newest observation of a contact counts.

    Example: 2026-03-09
    """
    note: Text | None = None
    """What was seen or said.

    Example: Rang three times for a date
    """

    @property
    def known_as(self) -> str:
        """What tells one observation from another: who, where and when."""
        return f"{self.contact}, {self.journey}#{self.step}, {self.on}"


class Milestone(Part):
    """Something due a span after the account's start."""

    title: Title
    """What is due.

    Example: 30-day check-in
    """
    after: Span
    """How long after the account's start.

    Example: 30 days
    """
    owner: Annotated[Id | None, RefersTo(Kind.TEAM)] = None
    """The team that maintains it.

    Example: success
    """


class Gate(Part):
    """What must not be done while somebody at the account is unhappy."""

    title: Title
    """What must not be done before.

    Example: Ask for a review
    """
    needs: Level
    """Every contact's newest emotion must be at least this.

    Example: 1.0
    """


class Account(FileObject):
    """A business customer, scored by its least happy contact."""

    id: Id
    """The name of the file without its ending. It is not written in the file."""
    title: Title
    """The name of the customer.

    Example: Hillside Clinic
    """
    segment: Annotated[Id | None, RefersTo(Kind.PERSONA)] = None
    """The persona of the kind `segment` that it belongs to.

    Example: small-business
    """
    since: Date | None = None
    """Since when it has been a customer. Milestones are counted from here.

    Example: 2026-03-02
    """
    summary: Note | None = None
    """Who they are, in a sentence or two.

    Example: A clinic with two front desks.
    """
    contacts: Annotated[tuple[Contact, ...], LISTED] = ()
    """The people there whom we know.

    Example: [{id: it-manager, role: IT manager, persona: tom}]
    """
    observations: Annotated[tuple[Observation, ...], LISTED] = ()
    """What was seen of them, at which step and when.

    Example: [{contact: it-manager, journey: switching-to-fibre, step: wait-for-a-date, emotion: -1, on: 2026-03-09}]
    """  # noqa: W505 - an example is one line
    milestones: Annotated[tuple[Milestone, ...], LISTED] = ()
    """What is due at a time after the start.

    Example: [{title: 30-day check-in, after: 30 days, owner: success}]
    """
    gates: Annotated[tuple[Gate, ...], LISTED] = ()
    """What must not be done while somebody there is unhappy.

    Example: [{title: Ask for a review, needs: 1.0}]
    """
    owner: Annotated[Id | None, RefersTo(Kind.TEAM)] = None
    """The team that is responsible for the account.

    Example: success
    """
    tags: Ids = ()
    """Words by which accounts can be told apart.

    Example: [health]
    """
    was: Ids = ()
    """Ids that the account had before, so that old links still find it.

    Example: [clinic]
    """
    section: str = ""
    """The folders between `accounts/` and the file."""
    narrative: Note | None = None
    """Prose about the account in Markdown, shown on its page.

    Example: They moved to us after a week without a telephone.
    """

    def page_texts(self) -> Iterable[str | None]:
        """The summary, notes of observations, and titles of milestones and gates."""
        yield self.summary
        yield from (each.note for each in self.observations)
        yield from (each.title for each in self.milestones)
        yield from (each.title for each in self.gates)

    def past_dates(self) -> Iterable[datetime.date | None]:
        """The days on which somebody was observed."""
        return (each.on for each in self.observations)
