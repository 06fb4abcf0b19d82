"""The seven dimensions of a map's health; `insight.health` adds them up and explains them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.catalog import ngettext
from journeybook.i18n.markers import ngettext_noop
from journeybook.incremental.recorded_day import Today, days_before
from journeybook.insight.evidence_validity import ValidityState, validity
from journeybook.insight.review import ReviewState, review_of
from journeybook.insight.spots import Spot, claims_of
from journeybook.insight.summary import Summary
from journeybook.library.objects import Kind, Library, Ref
from journeybook.model.journey import Journey
from journeybook.model.recommendation import RecommendationStatus
from journeybook.model.scalars import Duration
from journeybook.text.quotation import quoted

ENOUGH_FOUNDED = 8
"""The number of places with evidence that gives full marks.

That is four in five of a usual map of ten steps; four in five is also what
`insight.evidence_strength` calls strong. It is a count and not a share, because a share rises when
steps without evidence are deleted.
"""

FRESH = ValidityState.FRESH

ENOUGH_ANSWERS = 2
"""The number of recommendations for a map that gives full marks.

It is a count, and independent of severity, because a share of the pains would rise when pains are
deleted or rated lower.
"""

AHEAD = datetime.timedelta(days=31)
"""How far a review date may lie after the day of judging.

The review may be newer than the newest commit, or from another time zone. A later date is a
mistake, and does not count as a review.
"""

LONGEST_RHYTHM = Duration(2, "year")
"""A review is due after this time at the latest, even if the map's own rhythm is longer."""


_NAME_SOURCES = ngettext_noop(
    "Name the source for %(num)s more step.",
    "Name the source for %(num)s more steps.",
)
_FIND_FEELINGS = ngettext_noop(
    "Find out what people feel at %(num)s more step, and name the source.",
    "Find out what people feel at %(num)s more steps, and name the source.",
)


class HealthSide(StrEnum):
    """The dimensions of a map's health, in the order in which they are listed."""

    OWNER = "owner"
    REVIEW = "review"
    EVIDENCE = "evidence"
    EMOTIONS = "emotions"
    METRICS = "metrics"
    RECOMMENDATIONS = "recommendations"
    LINKS = "links"


@dataclass(frozen=True, slots=True)
class Dimension:
    """One dimension of a map's health: its `share` from 0 to 1, and `advice` on how to raise it.

    The advice is a sentence with inline Markdown, in the language of the site; None if nothing is
    missing.
    """

    name: HealthSide
    share: float
    advice: str | None

    @property
    def gain(self) -> float:
        """By how many points the map's score would rise if this dimension were complete."""
        return 100 * (1 - self.share) / len(HealthSide)


def dimensions(
    summary: Summary,
    library: Library,
    today: Today | None,
    answered: Mapping[Ref, tuple[str, ...]],
) -> tuple[Dimension, ...]:
    """Every dimension of a map's health, in the order of `HealthSide`."""
    return (
        _owner(summary, library),
        _review(summary.journey, today),
        _evidence(summary.spots, library, today),
        _emotions(summary.spots, library),
        _metrics(summary, library),
        _recommendations(summary, library, answered),
        _links(summary, library),
    )


def _owner(summary: Summary, library: Library) -> Dimension:
    known = summary.journey.owner in library.vocabulary.teams
    return Dimension(HealthSide.OWNER, float(known), None if known else _("Name the team that owns the map."))


def _review(journey: Journey, today: Today | None) -> Dimension:
    """Whether the last review is within the map's own rhythm; without a rhythm it never is."""
    rhythm = journey.review_every
    if (
        rhythm
        and journey.reviewed
        and rhythm.after(journey.reviewed) > LONGEST_RHYTHM.after(journey.reviewed)
    ):
        journey = journey.model_copy(update={"review_every": LONGEST_RHYTHM})
    state = review_of(journey, today).state
    if today and journey.reviewed and today < days_before(journey.reviewed, AHEAD):
        state = ReviewState.NEVER
    advice = {
        ReviewState.OVERDUE: _("Review the map again and write the day into `reviewed`."),
        ReviewState.NEVER: _("Review the map and write the day into `reviewed`."),
        ReviewState.OPEN_ENDED: _("Say in `review_every` when to review it again."),
    }.get(state)
    return Dimension(HealthSide.REVIEW, float(advice is None), advice)


def _evidence(spots: tuple[Spot, ...], library: Library, today: Today | None) -> Dimension:
    """The number of places with a statement that rests on a source that is still valid.

    A source is valid until the day given by its date and its validity. A source without an end
    counts for nothing here; otherwise deleting that line would raise the score. A stage's own
    statements are one place.
    """
    # Only the sources that the map names are checked: a portal has many sources and many maps.
    named = tuple(tuple(key for key in _named(spot) if key in library.evidence) for spot in spots)
    ages = {key: validity(library.evidence[key], today) for keys in named for key in keys}
    founded = sum(1 for keys in named if any(ages[key].state is FRESH for key in keys))
    expired = next((key for key, age in ages.items() if age.too_old), None)
    endless = next((key for key, age in ages.items() if age.state is not FRESH), None)
    if expired:
        advice = _(
            "Renew the research %(source)s: it is outdated.", source=quoted(library.evidence[expired].title)
        )
    elif endless:
        advice = _(
            "Say in `date` and `valid_for` until when the research %(source)s is valid.",
            source=quoted(library.evidence[endless].title),
        )
    else:
        advice = _more(founded, len(spots), _NAME_SOURCES, _("Name the source for every step."))
    return _counted(HealthSide.EVIDENCE, founded, advice)


def _emotions(spots: tuple[Spot, ...], library: Library) -> Dimension:
    """The number of places with an emotion that rests on a source."""
    felt = sum(1 for spot in spots if spot.emotions and any(key in library.evidence for key in spot.evidence))
    every = _("Find out what people feel at every step, and name the source.")
    return _counted(HealthSide.EMOTIONS, felt, _more(felt, len(spots), _FIND_FEELINGS, every))


def _counted(side: HealthSide, count: int, advice: str) -> Dimension:
    share = min(1.0, count / ENOUGH_FOUNDED)
    return Dimension(side, share, advice if share < 1 else None)


def _more(count: int, places: int, some: tuple[str, str], every: str) -> str:
    """What to do for full marks: at `count` more steps, at every step, or nothing."""
    missing, left = ENOUGH_FOUNDED - count, places - count
    if left >= missing:
        return ngettext(*some, missing)
    if left or not places:
        return f"{every} {_('Full marks from %(count)s such steps.', count=ENOUGH_FOUNDED)}"
    return _(
        "Full marks: every described step is backed by research, and there are at least %(count)s of them.",
        count=ENOUGH_FOUNDED,
    )


def _metrics(summary: Summary, library: Library) -> Dimension:
    keys = [*summary.journey.metrics]
    for stage in summary.journey.stages:
        keys += [key for moment in (stage, *stage.steps) for key in moment.metrics]
    named = [library.metrics[key] for key in keys if key in library.metrics]
    measured = any(each.readings for each in named)
    share = 1.0 if measured else 0.5 if named else 0.0
    missing = _("Give its metric values.") if named else _("Name a metric that would show a change.")
    return Dimension(HealthSide.METRICS, share, None if measured else missing)


def _recommendations(
    summary: Summary, library: Library, answered: Mapping[Ref, tuple[str, ...]]
) -> Dimension:
    """How many owned, undropped recommendations answer something on the map.

    For a future map, recommendations that answer the current map count too.
    """
    journey = summary.journey
    maps = (journey.id, journey.future_of or journey.id)
    live = {key for each in maps for key in answered.get(Ref(Kind.JOURNEY, each), ()) if _live(key, library)}
    if len(live) >= ENOUGH_ANSWERS:
        return Dimension(HealthSide.RECOMMENDATIONS, 1.0, None)
    idle = next(
        (key for each in maps for key in answered.get(Ref(Kind.JOURNEY, each), ()) if key not in live), None
    )
    open_ = next((pain for pain in summary.pains if live.isdisjoint(answered.get(pain.spot.ref, ()))), None)
    waiting = library.recommendations.get(idle or "")
    if waiting and waiting.status is not RecommendationStatus.DROPPED:
        advice = _("Find a team that owns the recommendation %(title)s.", title=quoted(waiting.title))
    elif open_:
        advice = _("Recommend something against %(pain)s.", pain=quoted(open_.pain.text))
    else:
        advice = _("Say what hurts, and what to do about it.")
    return Dimension(HealthSide.RECOMMENDATIONS, len(live) / ENOUGH_ANSWERS, advice)


def _live(key: str, library: Library) -> bool:
    found = library.recommendations.get(key)
    return (
        found is not None
        and found.owner in library.vocabulary.teams
        and found.status is not RecommendationStatus.DROPPED
    )


def _links(summary: Summary, library: Library) -> Dimension:
    journey = summary.journey
    shelf = library.journeys
    near = (
        *journey.next,
        journey.parent,
        journey.future_of,
        *(spot.moment.journey for spot in summary.spots),
    )
    sides = {
        _("Name the personas."): any(key in library.personas for key in journey.personas),
        _("Say which lifecycle stages the map touches."): any(
            key in library.vocabulary.lifecycle for key in summary.lifecycle
        ),
        _("Link the journey before, after or around it."): any(key in shelf for key in near)
        or any(
            use.by.kind is Kind.JOURNEY and use.by.id != journey.id
            for use in library.uses(Ref(Kind.JOURNEY, journey.id))
        ),
    }
    missing = [advice for advice, there in sides.items() if not there]
    return Dimension(HealthSide.LINKS, 1 - len(missing) / len(sides), missing[0] if missing else None)


def _named(spot: Spot) -> Iterator[str]:
    """The sources of the spot's claims and, if it has claims, the spot's own."""
    claims = claims_of(spot.moment)
    for claim in claims:
        yield from claim.evidence
    if claims or spot.emotions:
        yield from spot.evidence
