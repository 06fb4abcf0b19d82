"""Maps that tell nearly the same story, and pains that several maps put in other words: each is better kept once.

They are suggestions for people to look at. Nothing is counted together because of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from journeybook.insight.near_duplicates import COMMON_PAIR, Wording, groups, similar_pairs, wording
from journeybook.insight.pain_ranking import RankedPain
from journeybook.insight.summary import Summary
from journeybook.model.journey import Journey

HALF = 0.5
"""From half of the steps of the longer map on, two maps tell one story; variants of it differ in the other half."""

FEWEST = 3
"""Two or three steps alike ("Orders", "Pays") are found in any two maps of a business; a story has more."""


@dataclass(frozen=True, slots=True)
class TwinMaps:
    """Two maps that tell nearly the same: how many of their steps are alike, and their share of the longer map's."""

    first: Summary
    second: Summary
    steps: int
    share: float


def twin_maps(summaries: Iterable[Summary]) -> tuple[TwinMaps, ...]:
    """Every pair of maps of which at least half of the steps have titles that are alike, the most alike first.

    Steps that say `same_as` are shared on purpose and do not count, and a map of the future is meant to be like the
    map of today.
    """
    found = tuple(summaries)
    titles: dict[Wording, dict[tuple[int, int], None]] = {}
    for at, summary in enumerate(found):
        for spot in summary.columns:
            if not spot.moment.same_as:
                titles.setdefault(wording(spot.moment.title), {})[at, spot.order] = None
    matched: dict[tuple[int, int], tuple[set[int], set[int]]] = {}
    for (one, step), (other, its) in _pairs(titles):
        mine, theirs = matched.setdefault((one, other), (set(), set()))
        mine.add(step)
        theirs.add(its)
    twins = (
        _twins(found[one], found[other], min(len(mine), len(theirs)))
        for (one, other), (mine, theirs) in matched.items()
        if not _answers(found[one].journey, found[other].journey)
    )
    return tuple(
        sorted(
            (each for each in twins if each.steps >= FEWEST and each.share >= HALF),
            key=lambda each: (-each.share, -each.steps, each.first.journey.id, each.second.journey.id),
        )
    )


def twin_pains(pains: Sequence[RankedPain]) -> tuple[tuple[RankedPain, ...], ...]:
    """Groups of pains that say the same in nearly the same words, in the order given and each group in that order."""
    pairs = similar_pairs([wording(each.pain.text) for each in pains])
    return tuple(tuple(pains[at] for at in group) for group in groups(len(pains), pairs))


def _pairs(
    titles: dict[Wording, dict[tuple[int, int], None]],
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Steps of two maps whose titles are the same or alike; the map that stands first comes first."""
    keys = list(titles)
    for places in titles.values():
        # A title that every other map uses says what they all do, and not that they are the same.
        if 1 < len(places) <= COMMON_PAIR:
            yield from (pair for pair in combinations(places, 2) if pair[0][0] != pair[1][0])
    for each in similar_pairs(keys):
        one, other = titles[keys[each.first]], titles[keys[each.second]]
        if len(one) + len(other) <= COMMON_PAIR:
            yield from ((min(pair), max(pair)) for pair in product(one, other) if pair[0][0] != pair[1][0])


def _twins(one: Summary, other: Summary, steps: int) -> TwinMaps:
    return TwinMaps(one, other, steps, steps / max(len(one.columns), len(other.columns), 1))


def _answers(one: Journey, other: Journey) -> bool:
    both = {one.id, other.id}
    return (
        one.future_of in both
        or other.future_of in both
        or (one.future_of is not None and one.future_of == other.future_of)
    )
