"""Spelling suggestions: the known word nearest to an unknown one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import islice, pairwise

# The least share of equal letters; below it short words such as `web` and `ward` match by chance.
_ALIKE = 0.6
# In a word of two or three letters one wrong letter is a third or a half of it.
_ALIKE_SHORT, _SHORT = 0.5, 3
_PREFIX = 3
_LONGEST = 100

_CLEAR, _AHEAD = 0.7, 0.15
"""A clear match has at least this share of equal letters, and this lead over the next one."""

COMPARED = 500
"""The most words that are compared letter by letter, those with the rarest letter pairs first."""


class KnownWords:
    """Ids with their titles, indexed for many look-ups of unknown words.

    Building the index takes linear time; a look-up compares at most `COMPARED` words.
    """

    def __init__(self, known: Mapping[str, str] | Iterable[str]) -> None:
        self.titles = dict(known) if isinstance(known, Mapping) else dict.fromkeys(known, "")
        self._keys = list(self.titles)

    def nearest(self, word: str) -> str | None:
        """The id that `word` was most likely meant to be, or None if nothing is near.

        Typing errors are found in ids and titles, as are beginnings of ids and whole words of both.
        """
        # Imported on demand: most files have no mistakes.
        from rapidfuzz import process  # noqa: PLC0415
        from rapidfuzz.distance import OSA  # noqa: PLC0415

        # Only letters and digits count, not case, spaces, hyphens and invisible characters.
        wanted = _plain(word[:_LONGEST])
        if not wanted or not self.titles:
            return None
        if wanted in self._ids.first:
            return self._keys[self._ids.first[wanted]]
        alike = _ALIKE_SHORT if len(wanted) <= _SHORT else _ALIKE
        close = process.extractOne(
            wanted, self._ids.like(wanted), scorer=OSA.normalized_similarity, score_cutoff=alike
        )
        by_title = process.extractOne(
            wanted,
            self._named.like(wanted),
            scorer=OSA.normalized_similarity,
            score_cutoff=max(alike, close[1] if close else 0),
        )
        best = by_title if by_title and (not close or by_title[1] > close[1]) else close
        if best and best[1] > 0.8:
            return self._keys[best[2]]
        if len(wanted) >= _PREFIX:
            places = [self._ids.beginning(wanted), self._parts.get(wanted)]
            found = min((at for at in places if at is not None), default=self._title_words.get(wanted))
            if found is not None:
                return self._keys[found]
        return self._keys[best[2]] if best else None

    def clearly_meant(self, word: str) -> str | None:
        """The only id that `word` is a typing error of; None if there is none or more than one."""
        from rapidfuzz import process  # noqa: PLC0415
        from rapidfuzz.distance import OSA  # noqa: PLC0415

        wanted = _plain(word[:_LONGEST])
        if not wanted:
            return None
        ranked = process.extract(
            wanted, self._ids.like(wanted), scorer=OSA.normalized_similarity, limit=2, score_cutoff=0.0
        )
        if not ranked or ranked[0][1] < _CLEAR:
            return None
        if len(ranked) > 1 and ranked[1][1] > ranked[0][1] - _AHEAD:
            return None
        return self._keys[ranked[0][2]]

    @cached_property
    def _ids(self) -> _PlainWords:
        return _PlainWords([_plain(key) for key in self._keys])

    @cached_property
    def _named(self) -> _PlainWords:
        return _PlainWords([_plain(title) for title in self.titles.values()])

    @cached_property
    def _parts(self) -> Mapping[str, int]:
        """The first id with each hyphenated part."""
        return _firsts(key.split("-") for key in self._keys)

    @cached_property
    def _title_words(self) -> Mapping[str, int]:
        return _firsts([_plain(part) for part in title.split()] for title in self.titles.values())


def nearest(word: str, known: KnownWords | Mapping[str, str] | Iterable[str]) -> str | None:
    """The id of `known` that `word` was most likely meant to be; see `KnownWords.nearest`.

    For many words, create `KnownWords` once.
    """
    return (known if isinstance(known, KnownWords) else KnownWords(known)).nearest(word)


def clearly_meant(word: str, known: KnownWords | Iterable[str]) -> str | None:
    """The one of `known` that `word` is a typing error of; see `KnownWords.clearly_meant`."""
    return (known if isinstance(known, KnownWords) else KnownWords(known)).clearly_meant(word)


class _PlainWords:
    """Normalised words by their positions; empty ones are compared with nothing."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
        self.first: dict[str, int] = {}
        for at, word in enumerate(words):
            self.first.setdefault(word, at)

    def like(self, wanted: str) -> Mapping[int, str]:
        """The words to compare `wanted` with, by their positions."""
        if len(self._words) <= COMPARED:
            return self._all
        rarest = sorted((each for each in _pairs(wanted) if each in self._by_pair), key=self._rarity)
        found: dict[int, str] = {}
        for pair in rarest:
            for at in islice(self._by_pair[pair], COMPARED - len(found)):
                found[at] = self._words[at]
            if len(found) >= COMPARED:
                break
        return found

    def beginning(self, wanted: str) -> int | None:
        """The position of the first word that begins with `wanted`, or None."""
        at = bisect_left(self._sorted, (wanted, -1))
        alike = (position for word, position in self._sorted[at : at + COMPARED] if word.startswith(wanted))
        return min(alike, default=None)

    def _rarity(self, pair: str) -> tuple[int, str]:
        return len(self._by_pair[pair]), pair

    @cached_property
    def _all(self) -> Mapping[int, str]:
        return {at: word for at, word in enumerate(self._words) if word}

    @cached_property
    def _sorted(self) -> Sequence[tuple[str, int]]:
        return sorted((word, at) for at, word in enumerate(self._words))

    @cached_property
    def _by_pair(self) -> Mapping[str, Sequence[int]]:
        found: dict[str, list[int]] = {}
        for at, word in enumerate(self._words):
            for pair in _pairs(word):
                found.setdefault(pair, []).append(at)
        return found


def _pairs(word: str) -> list[str]:
    """The distinct pairs of neighbouring letters of a word, sorted."""
    return list(dict.fromkeys(map("".join, pairwise(word)))) or [word]


def _firsts(lists: Iterable[Iterable[str]]) -> Mapping[str, int]:
    """The position of the first list that holds each word."""
    found: dict[str, int] = {}
    for at, words in enumerate(lists):
        for word in words:
            found.setdefault(word, at)
    return found


def _plain(word: str) -> str:
    return "".join(letter for letter in word.casefold() if letter.isalnum())
