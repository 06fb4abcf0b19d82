"""Which thing of the past is which thing of today.

First by id, then by `was`, which either side may state, then by likeness. The last is a guess and is called one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

ALIKE = 0.6
"""Where half of the titles and two thirds of all else agree, people say it is the same thing; below it is a coin's toss."""

GUESSES = 2_000
"""The most pairs that are measured. A change that adds and removes more than forty things each is no renaming."""


@dataclass(frozen=True, slots=True)
class Pair(Generic[T]):
    """The same thing on both sides, under the keys of each; `guess` where only likeness says so."""

    before: T
    after: T
    old: str
    new: str
    guess: bool = False


@dataclass(frozen=True, slots=True)
class Paired(Generic[T]):
    """All things of two sides: those on both in the order of today, those of one side in its order."""

    pairs: tuple[Pair[T], ...]
    added: tuple[tuple[str, T], ...]
    removed: tuple[tuple[str, T], ...]


def pair_up(
    before: Mapping[str, T],
    after: Mapping[str, T],
    former: Callable[[T], Sequence[str]],
    likeness: Callable[[T, T], float] | None,
) -> Paired[T]:
    """The things of two sides by their keys.

    `former` gives a thing's former keys, `likeness` 0 to 1 for two of them; without it nothing is guessed.
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
    """Old and new keys of what is alike, the likest first; the order of the sides makes no difference."""
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
    """How much two texts agree, letter by letter and word by word, 0 to 1; capitals and spaces do not count."""
    # Imported when something was renamed: most comparisons find none.
    from rapidfuzz.fuzz import ratio, token_sort_ratio  # noqa: PLC0415

    left, right = " ".join(one.casefold().split()), " ".join(other.casefold().split())
    if left == right:
        return 1.0
    return float(max(ratio(left, right), token_sort_ratio(left, right))) / 100


def moved(order: Sequence[int]) -> frozenset[int]:
    """The places in `order` (old positions in today's order) of what must be lifted out to make the rest ascend.

    They are all that is not in a longest increasing run, so that one thing carried over many is one move.
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
