"""Pairs the objects of an earlier state with those of today.

First by id, then by `was` on either side, then by similarity, which is marked as a guess.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

ALIKE = 0.6
"""The least similarity of a pair, as when half of the titles and two thirds of the rest agree."""

GUESSES = 2_000
"""The most pairs that are compared; beyond it, similarity is not used."""


@dataclass(frozen=True, slots=True)
class Pair(Generic[T]):
    """The same object on both sides, with its keys; `guess` if paired by similarity."""

    before: T
    after: T
    old: str
    new: str
    guess: bool = False


@dataclass(frozen=True, slots=True)
class Paired(Generic[T]):
    """The objects of two sides: pairs in the order of today, the rest in the order of its side."""

    pairs: tuple[Pair[T], ...]
    added: tuple[tuple[str, T], ...]
    removed: tuple[tuple[str, T], ...]


def pair_up(
    before: Mapping[str, T],
    after: Mapping[str, T],
    former: Callable[[T], Sequence[str]],
    likeness: Callable[[T, T], float] | None,
) -> Paired[T]:
    """The objects of two sides, paired by key, former keys and likeness.

    `former` gives an object's former keys, `likeness` 0 to 1 for two objects; None disables
    guesses.
    """
    found = {key: (key, False) for key in after if key in before}
    left = {key: item for key, item in before.items() if key not in found}
    new = {key: item for key, item in after.items() if key not in found}
    claimed: dict[str, list[str]] = {}
    for name, other in left.items():
        for later in former(other):
            claimed.setdefault(later, []).append(name)
    for key, item in new.items():
        old = next((name for name in (*former(item), *claimed.get(key, ())) if name in left), None)
        if old is not None:
            found[key] = (old, False)
            del left[old]
    new = {key: item for key, item in new.items() if key not in found}
    for old, key in _alike(left, new, likeness) if likeness else ():
        found[key] = (old, True)
        del left[old], new[key]
    pairs = tuple(
        Pair(before[found[key][0]], item, found[key][0], key, found[key][1])
        for key, item in after.items()
        if key in found
    )
    return Paired(pairs, tuple(new.items()), tuple(left.items()))


def _alike(
    left: Mapping[str, T], new: Mapping[str, T], likeness: Callable[[T, T], float]
) -> list[tuple[str, str]]:
    """Old and new keys of similar objects, the most similar first; the result is symmetric."""
    if not left or not new or len(left) * len(new) > GUESSES:
        return []
    measured = [
        (score, old, key)
        for old, one in left.items()
        for key, other in new.items()
        if (score := likeness(one, other)) >= ALIKE
    ]
    measured.sort(key=lambda each: (-each[0], min(each[1:]), max(each[1:])))
    taken_old: set[str] = set()
    taken_new: set[str] = set()
    pairs = []
    for _, old, key in measured:
        if old not in taken_old and key not in taken_new:
            taken_old.add(old)
            taken_new.add(key)
            pairs.append((old, key))
    return pairs


def text_likeness(one: str, other: str) -> float:
    """Similarity of two texts, 0 to 1, by letters and words; case and whitespace do not count."""
    # Imported on demand: most comparisons find no renames.
    from rapidfuzz.fuzz import ratio, token_sort_ratio  # noqa: PLC0415

    left, right = " ".join(one.casefold().split()), " ".join(other.casefold().split())
    if left == right:
        return 1.0
    return float(max(ratio(left, right), token_sort_ratio(left, right))) / 100


def moved(order: Sequence[int]) -> frozenset[int]:
    """The indexes in `order` (old positions in today's order) of what was moved.

    They are all outside of one longest increasing subsequence, so that moving one object over many
    others is one move.
    """
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, value in enumerate(order):
        place = bisect_left(tails, value)
        before.append(ends[place - 1] if place else -1)
        if place == len(tails):
            tails.append(value)
            ends.append(at)
        else:
            tails[place] = value
            ends[place] = at
    kept = set()
    here = ends[-1] if ends else -1
    while here >= 0:
        kept.add(here)
        here = before[here]
    return frozenset(range(len(order))) - kept
