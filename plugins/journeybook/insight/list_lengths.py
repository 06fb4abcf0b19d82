"""How long the lists of findings over all maps are, without making the lists.

Pages are planned before anything is computed over all maps. How many of them a list takes is
counted here from the maps themselves, and the count ends when the lists are long enough.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import NamedTuple

from journeybook.insight.pain_ranking import same_words
from journeybook.insight.spots import places_of
from journeybook.insight.statements import BEST_LEVEL
from journeybook.model.journey import Journey, MapType, Stage, Step
from journeybook.model.vocabulary import EmotionScale


class Entry(NamedTuple):
    """An entry of one of the `LISTS`, and what it is compared by with others there."""

    list: str
    entry: Hashable


LISTS = (
    *("pains", "moments_of_truth", "unmet_needs"),
    *("opportunities", "gains", "quotes", "bright_spots"),
)


def list_lengths(entries: Iterable[Iterable[Entry]], most: int) -> Mapping[str, int]:
    """The length of each list in `LISTS`, but `most` for a longer one.

    `entries` are those of each map (`list_entries`); equal ones are one entry of the list.
    """
    found: dict[str, set[Hashable]] = {name: set() for name in LISTS}
    for of_map in entries:
        for name, entry in of_map:
            found[name].add(entry)
        if all(len(found[name]) >= most for name in LISTS):
            break
    return {name: min(len(listed), most) for name, listed in found.items()}


def list_entries(journey: Journey, scale: EmotionScale) -> tuple[Entry, ...]:
    """What stands of a map in the lists, each with the list's name.

    As in `overview`, future maps do not count, and the same words are one entry.
    """
    if journey.type is MapType.FUTURE_STATE:
        return ()
    return tuple(
        Entry(name, (journey.id, number, entry) if name in _PLACES else entry)
        for number, (_stage, moment) in enumerate(places_of(journey))
        for name, entry in _entries(moment, scale)
    )


_PLACES = frozenset({"moments_of_truth", "unmet_needs", "bright_spots"})
"""Lists of steps. The others are of words, which may stand at several steps."""


def _entries(moment: Stage | Step, scale: EmotionScale) -> Iterator[tuple[str, Hashable]]:
    for pain in moment.pains:
        yield "pains", same_words(pain.text)
    for opportunity in moment.opportunities:
        yield "opportunities", same_words(opportunity.text)
    for gain in moment.gains:
        yield "gains", same_words(gain.text)
    for quote in moment.quotes:
        yield "quotes", (same_words(quote.text), quote.persona)
    if moment.moment_of_truth:
        yield "moments_of_truth", None
    lowest = _lowest(moment)
    if lowest is None:
        return
    level = scale.level(lowest)
    if level == BEST_LEVEL:
        yield "bright_spots", None
    if level < 2 and not moment.opportunities:
        for number in range(len(moment.need)):
            yield "unmet_needs", number


def _lowest(moment: Stage | Step) -> float | None:
    """The lowest feeling of anybody at a step or stage."""
    values: list[float] = []
    for level in (moment.emotion, moment.emotion_end):
        if isinstance(level, dict):
            values += level.values()
        elif level is not None:
            values.append(level)
    return min(values, default=None)
