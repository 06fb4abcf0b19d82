"""The outline of a map: everything that rules about other objects may use of it.

A repeated check has the outlines of unchanged maps from its cache and does not read these maps.
Whatever a rule needs of another map must therefore be a field of the outline.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from journeybook.library.links import links_of
from journeybook.library.map_headers import MapHeader, packed_mentions
from journeybook.library.objects import Kind, Source, moments
from journeybook.model.journey import Journey, MapType, Moment, Status

WORST = 3
"""The highest severity of a pain: people leave because of it."""


class Mark(StrEnum):
    """A property of a map by which a rule over the portal decides whether to read the map."""

    LINKS = "links"
    FENCES = "fences"
    SHARED_STEPS = "shared-steps"
    GUESTS = "guests"
    WINNERS = "winners"
    UNANSWERED = "unanswered"
    RHYTHM = "rhythm"
    PICTURES = "pictures"


@dataclass(frozen=True, slots=True)
class Outline:
    """A map as the rules about other objects see it.

    `moments` holds the titles of its stages and steps by id, `former` their present ids by former
    id. `targets` are all references of its fields, as texts such as `team:care` and
    `journey:moving#visit`, `parts` the maps named in `journey:` of its steps. `mentions` says which
    step makes which reference, for the map's header. `marks` say which rules over the portal have
    to read the map.
    """

    title: str
    status: Status
    reviewed: datetime.date | None
    parent: str | None
    future_of: str | None
    translation_of: str | None
    language: str
    type: MapType
    was: tuple[str, ...]
    moments: Mapping[str, str]
    former: Mapping[str, str]
    targets: frozenset[str]
    parts: tuple[str, ...]
    marks: frozenset[Mark]
    mentions: str = ""

    @property
    def header(self) -> MapHeader:
        """What the library is told of the map instead of reading it."""
        return MapHeader(self.title, self.mentions)


def outline_of(journey: Journey, source: Source) -> Outline:
    """The outline of a map of the library, whose shared steps are filled in."""
    every = tuple(moments(journey))
    former: dict[str, str] = {}
    for moment in every:
        for key in moment.was:
            former.setdefault(key, moment.id or "")
    # Most references of a map repeat a few targets, and formatting costs more than making a tuple.
    links = tuple(links_of(journey))
    names = {ref: str(ref) for ref in {link.ref for link in links}}
    return Outline(
        journey.title,
        journey.status,
        journey.reviewed,
        journey.parent,
        journey.future_of,
        journey.translation_of,
        journey.language,
        journey.type,
        journey.was,
        {moment.id: moment.title for moment in every if moment.id},
        former,
        frozenset(names.values()),
        tuple(dict.fromkeys(moment.journey for moment in every if moment.journey)),
        frozenset(_marks(journey, every, source.text)),
        packed_mentions(links, names),
    )


def name_of(kind: Kind, key: str) -> str:
    """An object as a text among the targets of an outline, such as `team:care`."""
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
        if moment.image:
            yield Mark.PICTURES
        if moment.variants:
            yield Mark.WINNERS
        if moment.pains and not moment.opportunities and any(each.severity == WORST for each in moment.pains):
            yield Mark.UNANSWERED


def _cast(moment: Moment) -> tuple[str, ...]:
    felt = [each for each in (moment.emotion, moment.emotion_end) if isinstance(each, dict)]
    return (*moment.personas, *(persona for each in felt for persona in each))
