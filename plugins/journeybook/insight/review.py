"""When a map or a persona is due for a review, by its own dates and a day that is handed in, never the clock's."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from journeybook.kinds import FILE_KINDS, Kind
from journeybook.library.objects import Library, Ref
from journeybook.model.journey import Journey, Status
from journeybook.model.persona import Persona


class ReviewState(StrEnum):
    """Where the review of something stands; the worst first."""

    OVERDUE = "overdue"
    NEVER = "never"
    DUE = "due"
    OPEN_ENDED = "open-ended"


@dataclass(frozen=True, slots=True)
class Review:
    """The review of one map or persona.

    `due` is the day by which somebody must look at it again, None where no rhythm was agreed or it was never
    reviewed. `days_late` counts the days past `due` on the given day, 0 where it is not late or no day was given.
    """

    ref: Ref
    title: str
    owner: str | None
    reviewed: datetime.date | None
    due: datetime.date | None
    state: ReviewState
    days_late: int = 0


def review_of(item: Journey | Persona, today: datetime.date | None = None) -> Review:
    """The review of `item`, judged on `today`; without a day nothing is called overdue."""
    kind = Kind.JOURNEY if isinstance(item, Journey) else Kind.PERSONA
    due = item.review_every.after(item.reviewed) if item.reviewed and item.review_every else None
    late = max(0, (today - due).days) if today and due else 0
    if late:
        state = ReviewState.OVERDUE
    elif item.reviewed is None:
        state = ReviewState.NEVER
    elif due:
        state = ReviewState.DUE
    else:
        state = ReviewState.OPEN_ENDED
    return Review(Ref(kind, item.id), item.title, item.owner, item.reviewed, due, state, late)


def reviews(library: Library, today: datetime.date | None = None) -> tuple[Review, ...]:
    """Every review of the maps that readers meet and of the personas: overdue first, then by the day they are due.

    Drafts are left out: they are being written, nobody waits for their review. What was never reviewed stands
    behind what is overdue, because nobody vouches for it.
    """
    items: Iterable[Journey | Persona] = (
        *(each for each in library.journeys.values() if each.listed and each.status is not Status.DRAFT),
        *library.personas.values(),
    )
    ranks = list(ReviewState)
    return tuple(
        sorted(
            (review_of(item, today) for item in items),
            key=lambda review: (
                ranks.index(review.state),
                review.due or datetime.date.max,
                review.title.casefold(),
                review.ref,
            ),
        )
    )


def newest_date(
    library: Library, of_maps: Iterable[datetime.date | None] | None = None
) -> datetime.date | None:
    """The newest date that any source states of something that has happened: reviews, evidence, metrics, observations.

    Where there is no git, age is judged on this day: the sources are known to be as new as this.
    `of_maps` are the days on which the maps were reviewed, for callers that have them at hand.
    """
    dates: list[datetime.date | None] = [*of_maps] if of_maps is not None else []
    for kind in FILE_KINDS:
        if kind is not Kind.JOURNEY or of_maps is None:
            dates += (day for item in library.shelf(kind).values() for day in item.past_dates())
    return max((day for day in dates if day), default=None)
