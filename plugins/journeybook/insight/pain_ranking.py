"""Pains over all maps: the same pain counted once, ranked by severity and by reach.

Severity comes first and is the author's own: 1 a nuisance, 2 it costs trust, 3 people leave. Reach,
the number of people affected, orders pains of the same severity, as in RICE scoring. The two are
not multiplied, because a product of two ordinal scales has no meaning.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from journeybook.insight.spots import Spot
from journeybook.insight.summary import LocatedPain, Summary
from journeybook.library.objects import Library
from journeybook.model.journey import Pain

WHOLE = 100.0
"""Percent of customers. The shares of personas may overlap, so their sum is capped here."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How many people a pain affects.

    `maps` and `personas` are ids, in order. `customers` is the sum of the personas' shares in
    percent, at most 100, None if none of them has a share. `people` is the largest number of people
    who entered a stage with the pain, None without counts: a lower bound, because several maps may
    count the same people.
    """

    maps: tuple[str, ...]
    personas: tuple[str, ...]
    customers: float | None
    people: int | None


@dataclass(frozen=True, slots=True)
class RankedPain:
    """A pain with every place where it occurs, the worst first.

    `severity` is the highest given at any place, None if it is unrated; `backed` says whether it
    rests on evidence at any of them.
    """

    places: tuple[LocatedPain, ...]
    severity: int | None
    backed: bool
    reach: Reach

    @property
    def pain(self) -> Pain:
        """The pain as worded at the worst place."""
        return self.places[0].pain

    @property
    def worst(self) -> LocatedPain:
        """The worst place of the pain."""
        return self.places[0]


def same_words(text: str) -> str:
    """The text without differences of case and spaces, so that equal texts can be found."""
    return " ".join(text.casefold().split())


def ranked_pains(summaries: Iterable[Summary], library: Library) -> tuple[RankedPain, ...]:
    """Every pain of these maps, the worst first.

    Ordered by severity, then by the share of customers, the number of maps, of personas and of
    people that it reaches, then by the lowest emotion. Pains in the same words are one pain, over
    all maps. An unrated pain ranks as a nuisance.
    """
    found: dict[str, list[LocatedPain]] = {}
    for summary in summaries:
        for pain in summary.pains:
            found.setdefault(same_words(pain.pain.text), []).append(pain)
    return tuple(sorted((_ranked(places, library) for places in found.values()), key=_order))


def reach_of(spots: Iterable[Spot], library: Library) -> Reach:
    """The reach of something that occurs at these spots."""
    places = tuple(spots)
    personas = dict.fromkeys(key for place in places for key in place.personas)
    shares = [
        share
        for key in personas
        if key in library.personas and (share := library.personas[key].share) is not None
    ]
    entered = [place.stage.entered for place in places if place.stage.entered is not None]
    return Reach(
        maps=tuple(dict.fromkeys(place.journey.id for place in places)),
        personas=tuple(personas),
        customers=min(WHOLE, sum(shares)) if shares else None,
        people=max(entered, default=None),
    )


def _ranked(located_pains: list[LocatedPain], library: Library) -> RankedPain:
    places = (
        tuple(sorted(located_pains, key=lambda located_pain: located_pain.order()))
        if len(located_pains) > 1
        else tuple(located_pains)
    )
    rated = [place.pain.severity for place in places if place.pain.severity]
    return RankedPain(
        places=places,
        severity=max(rated, default=None),
        backed=any(place.backed for place in places),
        reach=reach_of([place.spot for place in places], library),
    )


def _order(each: RankedPain) -> tuple[int, float, int, int, int, float, str, int]:
    reach, worst = each.reach, each.worst
    lowest = worst.spot.lowest
    return (
        -(each.severity or 1),
        -(reach.customers or 0),
        -len(reach.maps),
        -len(reach.personas),
        -(reach.people or 0),
        lowest.value if lowest else float("inf"),
        worst.spot.journey.id,
        worst.spot.order,
    )
