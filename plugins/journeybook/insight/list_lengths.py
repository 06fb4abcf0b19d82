"""How long the lists of findings over all maps are, without making the lists.

Pages are planned before anything is computed over all maps. How many of them a list takes is
counted here from the maps themselves, and the count ends when the lists are long enough.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping

from journeybook.insight.pain_ranking import same_words
from journeybook.insight.spots import places_of
from journeybook.insight.statements import BEST_LEVEL
from journeybook.model.journey import Journey, MapType, Stage, Step
from journeybook.model.vocabulary import EmotionScale

LISTS = (
    *("pains", "moments_of_truth", "unmet_needs"),
    *("opportunities", "gains", "quotes", "bright_spots"),
)


def list_lengths(journeys: Iterable[Journey], scale: EmotionScale, most: int) -> Mapping[str, int]:
    """The length of each list in `LISTS` over these maps, but `most` for a longer one.

    As in `overview`, future maps do not count, and the same words are one entry.
    """
    found: dict[str, set[Hashable]] = {name: set() for name in LISTS}
    for journey in journeys:
        if journey.type is MapType.FUTURE_STATE:
            continue
        for number, (_stage, moment) in enumerate(places_of(journey)):
            for name, entry in _entries(moment, scale):
                found[name].add((journey.id, number, entry) if name in _PLACES else entry)
        if all(len(entries) >= most for entries in found.values()):
            break
    return {name: min(len(entries), most) for name, entries in found.items()}


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
