"""The outline of a map: all that rules may ask about a map while they are about something else.

A portal that is checked again knows the outlines of the maps that did not change, and reads none of them. So whatever
a rule wants to know of another map has to stand here.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from journeybook.library.links import links_of
from journeybook.library.objects import Kind, Ref, Source, moments
from journeybook.model.journey import Journey, Moment, Status

WORST = 3
"""The severity of a pain over which people leave."""


class Mark(StrEnum):
    """Something in a map that only the rest of the portal can judge."""

    LINKS = "links"
    FENCES = "fences"
    SHARED_STEPS = "shared-steps"
    GUESTS = "guests"
    WINNERS = "winners"
    UNANSWERED = "unanswered"
    RHYTHM = "rhythm"


@dataclass(frozen=True, slots=True)
class Outline:
    """What a map is to the rest of the portal.

    `moments` holds the titles of its stages and steps by their ids, `former` their present ids by former ones,
    `targets` everything that its fields refer to, as texts such as `team:care` and `journey:moving#visit`, and
    `parts` the maps that its steps are. `marks` say what has to be asked about it.
    """

    title: str
    status: Status
    reviewed: datetime.date | None
    parent: str | None
    future_of: str | None
    was: tuple[str, ...]
    moments: Mapping[str, str]
    former: Mapping[str, str]
    targets: frozenset[str]
    parts: tuple[str, ...]
    marks: frozenset[Mark]


def outline_of(journey: Journey, source: Source) -> Outline:
    """The outline of a map as it stands in the library, with the steps that it shares filled in."""
    every = tuple(moments(journey))
    former: dict[str, str] = {}
    for moment in every:
        for key in moment.was:
            former.setdefault(key, moment.id or "")
    # Most links of a map are to the same few things, and a text takes longer to make than a tuple.
    linked = {(link.ref.kind, link.ref.id, link.ref.step) for link in links_of(journey)}
    return Outline(
        journey.title,
        journey.status,
        journey.reviewed,
        journey.parent,
        journey.future_of,
        journey.was,
        {moment.id: moment.title for moment in every if moment.id},
        former,
        frozenset(str(Ref(*each)) for each in linked),
        tuple(dict.fromkeys(moment.journey for moment in every if moment.journey)),
        frozenset(_marks(journey, every, source.text)),
    )


def name_of(kind: Kind, key: str) -> str:
    """How a thing is called among the targets of an outline."""
    return f"{kind.value}:{key}"


def _marks(journey: Journey, every: tuple[Moment, ...], text: str) -> Iterator[Mark]:
    if "[[" in text:
        yield Mark.LINKS
    if "```" in text or "~~~" in text:
        yield Mark.FENCES
    if journey.review_every:
        yield Mark.RHYTHM
    for moment in every:
        if moment.same_as:
            yield Mark.SHARED_STEPS
        elif any(guest not in journey.personas for guest in _cast(moment)):
            yield Mark.GUESTS
        if moment.variants:
            yield Mark.WINNERS
        if moment.pains and not moment.opportunities and any(each.severity == WORST for each in moment.pains):
            yield Mark.UNANSWERED


def _cast(moment: Moment) -> tuple[str, ...]:
    felt = [each for each in (moment.emotion, moment.emotion_end) if isinstance(each, dict)]
    return (*moment.personas, *(persona for each in felt for persona in each))
