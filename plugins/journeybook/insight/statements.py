"""Statements over all maps: opportunities, gains and quotes, each once, with every place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from journeybook.insight.claims import ClaimKind, claims_in
from journeybook.insight.pain_ranking import Reach, reach_of, same_words
from journeybook.insight.spots import Spot
from journeybook.insight.summary import Summary
from journeybook.library.objects import Library
from journeybook.model.recommendation import RecommendationStatus

BEST_LEVEL = 4
"""The level of the best of the scale's five, as in `SpotEmotion.level`."""


class StatementPlace(NamedTuple):
    """A place of a statement; `evidence` are its sources there, its own or the step's."""

    spot: Spot
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """An opportunity, a gain or a quote in the author's words, with inline Markdown.

    `places` are all places where it is said. `persona` is the speaker of a quote. `recommendations`
    are the ids of those that an opportunity links to, without dropped and unknown ones.
    """

    text: str
    places: tuple[StatementPlace, ...]
    reach: Reach
    persona: str | None = None
    recommendations: tuple[str, ...] = ()

    @property
    def evidence(self) -> tuple[str, ...]:
        """The sources of the statement at all of its places."""
        return tuple(dict.fromkeys(key for place in self.places for key in place.evidence))

    @property
    def backed(self) -> bool:
        """Whether the statement rests on evidence at any of its places."""
        return any(place.evidence for place in self.places)


def opportunities(summaries: Iterable[Summary], library: Library) -> tuple[Statement, ...]:
    """Every opportunity: those without a recommendation first, then by lowest emotion."""
    found: dict[str, list[tuple[StatementPlace, str, str | None]]] = {}
    for summary in summaries:
        for spot in summary.spots:
            for opportunity in spot.moment.opportunities:
                place = StatementPlace(spot, spot.evidence)
                found.setdefault(same_words(opportunity.text), []).append(
                    (place, opportunity.text, opportunity.recommendation)
                )
    made = []
    for entries in found.values():
        taken = (key for _, _, key in entries if key and _is_live(key, library))
        made.append(_statement([(place, text) for place, text, _ in entries], library, taken=taken))
    return tuple(sorted(made, key=lambda each: (bool(each.recommendations), *_lowest_first(each))))


def gains(summaries: Iterable[Summary], library: Library) -> tuple[Statement, ...]:
    """Every gain of these maps: those with evidence first, then by reach.

    Reach is the share of customers, then the number of maps and of personas.
    """
    found = _claimed(summaries, library, ClaimKind.GAIN)
    return tuple(sorted(found, key=lambda each: (not each.backed, *_widest_first(each))))


def quotes(summaries: Iterable[Summary], library: Library) -> tuple[Statement, ...]:
    """Every quote of these maps, ordered by the speaker's title, then by lowest emotion.

    Quotes without a speaker come last. The same words of two speakers are two quotes.
    """
    found = _claimed(summaries, library, ClaimKind.QUOTE)
    titles = {key: each.title.casefold() for key, each in library.personas.items()}

    def order(each: Statement) -> tuple[bool, str, str, float, str, int]:
        who = each.persona or ""
        return (not who, titles.get(who, who), who, *_place_order(each.places[0], each.persona))

    return tuple(sorted(found, key=order))


def bright_spots(summaries: Iterable[Summary]) -> tuple[Spot, ...]:
    """The steps at which even the lowest emotion is at the best of the five levels.

    The highest emotion comes first. A step counts on each map on which it stands.
    """
    found = (
        (spot.lowest.value, spot)
        for summary in summaries
        for spot in summary.spots
        if spot.lowest and spot.lowest.level == BEST_LEVEL
    )
    return tuple(
        spot for _, spot in sorted(found, key=lambda pair: (-pair[0], pair[1].journey.id, pair[1].order))
    )


def _claimed(summaries: Iterable[Summary], library: Library, kind: ClaimKind) -> list[Statement]:
    found: dict[tuple[str, str | None], list[tuple[StatementPlace, str]]] = {}
    for summary in summaries:
        for claim in claims_in(summary):
            if claim.kind is kind and claim.text is not None:
                key = (same_words(claim.text), claim.persona)
                found.setdefault(key, []).append((StatementPlace(claim.spot, claim.evidence), claim.text))
    return [_statement(entries, library, persona=persona) for (_, persona), entries in found.items()]


def _statement(
    entries: list[tuple[StatementPlace, str]],
    library: Library,
    *,
    persona: str | None = None,
    taken: Iterable[str] = (),
) -> Statement:
    ordered = sorted(entries, key=lambda pair: _place_order(pair[0], persona))
    places = tuple(place for place, _ in ordered)
    return Statement(
        text=ordered[0][1],
        places=places,
        reach=reach_of([place.spot for place in places], library),
        persona=persona,
        recommendations=tuple(dict.fromkeys(taken)),
    )


def _place_order(place: StatementPlace, persona: str | None = None) -> tuple[float, str, int]:
    lowest = place.spot.lowest_for(persona)
    return (lowest.value if lowest else float("inf"), place.spot.journey.id, place.spot.order)


def _lowest_first(each: Statement) -> tuple[float, str, int]:
    return _place_order(each.places[0])


def _widest_first(each: Statement) -> tuple[float, int, int, str, int]:
    reach, first = each.reach, each.places[0].spot
    return (
        -(reach.customers or 0),
        -len(reach.maps),
        -len(reach.personas),
        first.journey.id,
        first.order,
    )


def _is_live(key: str, library: Library) -> bool:
    found = library.recommendations.get(key)
    return found is not None and found.status is not RecommendationStatus.DROPPED
