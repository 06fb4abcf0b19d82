"""When maps and personas are due for a review, judged on a given day."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from journeybook.incremental.recorded_day import Today, days_late
from journeybook.kinds import FILE_KINDS, Kind
from journeybook.library.objects import Library, Ref
from journeybook.model.journey import Journey, Status
from journeybook.model.persona import Persona


class ReviewState(StrEnum):
    """The state of a review; the worst first."""

    OVERDUE = "overdue"
    NEVER = "never"
    DUE = "due"
    OPEN_ENDED = "open-ended"


@dataclass(frozen=True, slots=True)
class Review:
    """The review of one map or persona.

    `due` is the day of the next review, None if there is no rhythm or it was never reviewed.
    """

    ref: Ref
    title: str
    owner: str | None
    reviewed: datetime.date | None
    due: datetime.date | None
    state: ReviewState

    def days_late(self, today: Today | None) -> int:
        """The days past `due`, 0 if it is not late or no day is given."""
        return days_late(self.due, today)


def review_of(item: Journey | Persona, today: Today | None = None) -> Review:
    """The review of `item`, judged on `today`; without a day nothing is overdue."""
    kind = Kind.JOURNEY if isinstance(item, Journey) else Kind.PERSONA
    due = item.review_every.after(item.reviewed) if item.reviewed and item.review_every else None
    if due and today and today > due:
        state = ReviewState.OVERDUE
    elif item.reviewed is None:
        state = ReviewState.NEVER
    elif due:
        state = ReviewState.DUE
    else:
        state = ReviewState.OPEN_ENDED
    return Review(Ref(kind, item.id), item.title, item.owner, item.reviewed, due, state)


def is_reviewed(journey: Journey) -> bool:
    """Whether a map is to be reviewed: it is listed and no draft."""
    return journey.listed and journey.status is not Status.DRAFT


def reviews(library: Library, today: Today | None = None) -> tuple[Review, ...]:
    """The reviews of all listed maps and personas: overdue first, then by due date.

    Drafts are left out, because they are still being written. Items that were never reviewed come
    after the overdue ones.
    """
    items: Iterable[Journey | Persona] = (
        *filter(is_reviewed, library.journeys.values()),
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
    """The newest date of a past event in any source: reviews, evidence, metrics, observations.

    Without git, ages are judged on this day, because the sources are at least as new as this.
    `of_maps` are the days on which the maps were reviewed, if the caller has them already.
    """
    dates: list[datetime.date | None] = [*of_maps] if of_maps is not None else []
    for kind in FILE_KINDS:
        if kind is not Kind.JOURNEY or of_maps is None:
            dates += (day for item in library.shelf(kind).values() for day in item.past_dates())
    return max((day for day in dates if day), default=None)
