"""Finds pairs of similar texts among many, without comparing every pair.

Two texts are similar if they share most of their words (`SHARED_WORDS` of the text with more words)
and if their sorted words consist of mostly the same letters (`SIMILAR_LETTERS`). Candidates are
found by the first condition: two texts that share enough words also share two of their rarest ones
(prefix filtering of set-similarity joins: Bayardo, Ma and Srikant, "Scaling up all pairs similarity
search", 2007; with two words instead of one after Wang, Li and Feng, "Can we beat the prefix
filtering?", 2012).
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from rapidfuzz.distance import Indel

SHARED_WORDS = 0.6
"""Below this share of words two short sentences are only about the same topic.

`The bill is late` and `The bill is wrong` share three of four words; their letters differ enough.
"""

SIMILAR_LETTERS = 0.8
"""Below this share of letters (of the sorted words) the texts usually differ in meaning."""

STEM_LETTERS = 4
"""Words with the same first letters count as the same, such as `waits` and `waiting`."""

COMMON_PAIR = 60
"""A pair of words shared by more texts than this is a common phrase and tells none apart."""

_LONGEST = 40
"""Texts with more words than this are compared by their first ones; a pain is a sentence."""

_WORD = re.compile(r"\w+")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


class SimilarPair(NamedTuple):
    """Two similar texts by their indexes, `first` below `second`, and their similarity.

    The similarity is from `SIMILAR_LETTERS` to 1.
    """

    first: int
    second: int
    score: float


class Wording(NamedTuple):
    """A text prepared for comparison.

    `stems` are the beginnings of its words, each once; `letters` are its words in sorted order.
    """

    stems: tuple[str, ...]
    letters: str


def wording(text: str) -> Wording:
    """Prepare a text for comparison, ignoring case and punctuation.

    Scripts without spaces are split into pairs of letters.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    found: dict[str, None] = {}
    for word in _WORD.findall(text.casefold()):
        if not word.isascii() and _UNSPACED.search(word):
            found.update(dict.fromkeys(word[index : index + 2] for index in range(max(1, len(word) - 1))))
        else:
            found[word] = None
    words = sorted(tuple(found)[:_LONGEST])
    return Wording(tuple(dict.fromkeys([each[:STEM_LETTERS] for each in words])), " ".join(words))


def similarity(one: Wording, other: Wording) -> float:
    """The similarity of two texts, from 0 to 1; 0 if they share too few words.

    It is the share of letters that their sorted words have in common: twice the longest common
    subsequence over the sum of the lengths (indel similarity).
    """
    mine, theirs = set(one.stems), set(other.stems)
    if len(mine & theirs) < _needed(max(len(mine), len(theirs))):
        return 0.0
    return Indel.normalized_similarity(one.letters, other.letters)


def similar_pairs(texts: Sequence[Wording]) -> tuple[SimilarPair, ...]:
    """Every pair of similar texts, the most similar first.

    Texts without words are similar to none. The cost grows with the number of texts and of pairs
    that share rare words.
    """
    common = Counter(stem for each in texts for stem in each.stems)
    blocks: dict[tuple[str, ...], list[int]] = {}
    for index, each in enumerate(texts):
        for key in _keys(sorted(each.stems, key=lambda stem: (common[stem], stem))):
            blocks.setdefault(key, []).append(index)
    pairs: dict[tuple[int, int], None] = {}
    for block in blocks.values():
        if 1 < len(block) <= COMMON_PAIR:
            pairs.update(dict.fromkeys(combinations(block, 2)))
    found = (SimilarPair(one, two, similarity(texts[one], texts[two])) for one, two in pairs)
    return tuple(
        sorted(
            (each for each in found if each.score >= SIMILAR_LETTERS),
            key=lambda each: (-each.score, each.first, each.second),
        )
    )


def groups(count: int, pairs: Iterable[SimilarPair]) -> tuple[tuple[int, ...], ...]:
    """The connected groups of two or more of the indexes 0 to `count`, in order."""
    leader = list(range(count))

    def lead(at: int) -> int:
        while leader[at] != at:
            leader[at] = leader[leader[at]]
            at = leader[at]
        return at

    for similar_pair in pairs:
        one, two = sorted((lead(similar_pair.first), lead(similar_pair.second)))
        leader[two] = one
    found: dict[int, list[int]] = {}
    for index in range(count):
        found.setdefault(lead(index), []).append(index)
    return tuple(tuple(each) for each in found.values() if len(each) > 1)


def _needed(size: int) -> int:
    return max(1, math.ceil(SHARED_WORDS * size - 1e-9))


def _keys(rarest: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The word, or the pairs of words, of which two texts must share one to be candidates.

    `rarest` holds the words of a text from the rarest on.
    """
    size = len(rarest)
    if size < 2:
        return iter([tuple(rarest)] if rarest else [])
    # Two sets that share n of their words share two among the first size - n + 2 in a common order.
    return combinations(rarest[: size - _needed(size) + 2], 2)
