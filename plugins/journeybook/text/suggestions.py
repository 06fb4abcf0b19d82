"""What somebody probably meant: the known word nearest to one that is not known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

# Below this share of equal letters two short words are merely both short: `web` and `ward` share a half.
_ALIKE = 0.6
# In a word of two or three letters one wrong letter is a third or a half of it.
_ALIKE_SHORT, _SHORT = 0.5, 3
_PREFIX = 3


def nearest(word: str, known: Mapping[str, str] | Iterable[str]) -> str | None:
    """The id of `known` that `word` was most likely meant to be, or None where nothing comes near.

    `known` maps ids to titles, or names ids alone. Slips of the keyboard are found in ids and titles, and so
    are the beginnings of ids and whole words of them.
    """
    # Imported when the first mistake turns up: most readings have none.
    from rapidfuzz import process  # noqa: PLC0415
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    titles = dict(known) if isinstance(known, Mapping) else dict.fromkeys(known, "")
    # What is no letter or digit does not tell words apart: capitals, spaces, hyphens and invisible characters.
    wanted = _plain(word[:100])
    if not wanted or not titles:
        return None
    ids = {key: _plain(key) for key in titles}
    for key, plain in ids.items():
        if plain == wanted:
            return key
    alike = _ALIKE_SHORT if len(wanted) <= _SHORT else _ALIKE
    close = process.extractOne(wanted, ids, scorer=OSA.normalized_similarity, score_cutoff=alike)
    by_title = process.extractOne(
        wanted,
        {key: _plain(title) for key, title in titles.items() if title},
        scorer=OSA.normalized_similarity,
        score_cutoff=max(alike, close[1] if close else 0),
    )
    best = by_title if by_title and (not close or by_title[1] > close[1]) else close
    if best and best[1] > 0.8:
        return str(best[2])
    if len(wanted) >= _PREFIX:
        for key, plain in ids.items():
            if plain.startswith(wanted) or wanted in key.split("-"):
                return key
        for key, title in titles.items():
            if wanted in (_plain(part) for part in title.split()):
                return key
    return str(best[2]) if best else None


def _plain(word: str) -> str:
    return "".join(letter for letter in word.casefold() if letter.isalnum())


_CLEAR, _AHEAD = 0.7, 0.15
"""One wrong letter in four is a slip; whatever else comes within a sixth of it leaves a doubt."""


def clearly_meant(word: str, known: Iterable[str]) -> str | None:
    """The one of `known` that `word` is a slip of, or None where there is none or more than one comes into question."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    wanted = _plain(word[:100])
    if not wanted:
        return None
    ranked = sorted(((OSA.normalized_similarity(wanted, _plain(key)), key) for key in known), reverse=True)
    if not ranked or ranked[0][0] < _CLEAR:
        return None
    if len(ranked) > 1 and ranked[1][0] > ranked[0][0] - _AHEAD:
        return None
    return ranked[0][1]
