"""Near-duplicates: maps with mostly the same steps, and pains in nearly the same words.

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
"""The share of the longer map's steps that must be alike; variants of a map share less."""

FEWEST = 3
"""Two or three similar steps ("Orders", "Pays") occur in most pairs of maps."""


@dataclass(frozen=True, slots=True)
class TwinMaps:
    """Two maps with similar steps: their number, and their share of the longer map's steps."""

    first: Summary
    second: Summary
    steps: int
    share: float


def twin_maps(summaries: Iterable[Summary]) -> tuple[TwinMaps, ...]:
    """Every pair of maps of which at least half of the steps have similar titles.

    The most similar pairs come first. Steps with `same_as` are shared on purpose and do not count;
    a future map is not compared with its current one.
    """
    found = tuple(summaries)
    titles: dict[Wording, dict[tuple[int, int], None]] = {}
    for index, summary in enumerate(found):
        for spot in summary.columns:
            if not spot.moment.same_as:
                titles.setdefault(wording(spot.moment.title), {})[index, spot.order] = None
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
    """Groups of pains in nearly the same words, in the given order."""
    pairs = similar_pairs([wording(ranked_pain.pain.text) for ranked_pain in pains])
    return tuple(tuple(pains[at] for at in group) for group in groups(len(pains), pairs))


def _pairs(
    titles: dict[Wording, dict[tuple[int, int], None]],
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Pairs of steps of two maps with the same or similar titles, the earlier map's step first."""
    keys = list(titles)
    for places in titles.values():
        # A title that many maps use describes what they have in common, not that they are the same.
        if 1 < len(places) <= COMMON_PAIR:
            yield from (pair for pair in combinations(places, 2) if pair[0][0] != pair[1][0])
    for similar_pair in similar_pairs(keys):
        one, other = titles[keys[similar_pair.first]], titles[keys[similar_pair.second]]
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
