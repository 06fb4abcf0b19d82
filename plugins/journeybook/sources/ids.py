"""Ids from titles: lower-case words joined by hyphens, unique in their map.

Latin, Cyrillic and Greek are spelled out. No other script is: the same sign is read in several ways, and a reading that
is wrong is worse than none. A title that would lose most of itself so has no spelling at all, because what is left of
it, such as the `otp` of a log-in with an OTP, names something else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

from journeybook.model.scalars import ID_LENGTH

_MADE_LENGTH = 48
"""Ids that we make stay well below the limit, so that a number still fits behind them."""

# Letters that do not come apart into a base letter and a mark, and two alphabets that spell out letter by letter.
_LATIN = "ßss æae œoe øo đd ðd þth łl ħh ıi ŋn ĸk ſs ŧt ƒf"
_CYRILLIC = (
    "аa бb вv гg дd еe ёe жzh зz иi йi кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch ъ ыy ь эe юyu яya "
    "іi їi єye ґg ўu ђdj јj љlj њnj ћc џdz ѓg ќk ѕdz"
)
_GREEK = "αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs ςs τt υy φf χch ψps ωo"
_LETTERS = {ord(pair[0]): pair[1:] for table in (_LATIN, _CYRILLIC, _GREEK) for pair in table.split(" ")}
# From kana on, through ideographs and Hangul, a sign is a syllable or a word.
_FIRST_SIGN = "\u3040"
_LETTERS_OF_A_SIGN = 3
_OTHERS = re.compile(r"[^a-z0-9]+")
_WORD = re.compile(r"[a-z0-9]")


def spelled(title: str) -> str:
    """`title` as the words of an id; empty where most of it has no spelling here, such as Chinese or Arabic."""
    return "" if title and not title.isascii() and _loses_most(title) else what_is_left(title)


def _loses_most(title: str) -> bool:
    """Whether more of a title's letters have no spelling than have one; a sign that is a syllable or word counts for three."""
    kept = lost = 0
    for letter in unicodedata.normalize("NFKC", title):
        if not letter.isalnum():
            continue
        if _WORD.search(_plain(letter)):
            kept += 1
        else:
            lost += (
                _LETTERS_OF_A_SIGN if unicodedata.category(letter) == "Lo" and letter >= _FIRST_SIGN else 1
            )
    return lost > kept


def what_is_left(title: str) -> str:
    """The words that can be made of those letters of `title` that have a spelling, however few they are."""
    words = _OTHERS.sub("-", _plain(title).replace("'", "").replace("’", "")).strip("-")
    if len(words) > _MADE_LENGTH:
        whole = words[: _MADE_LENGTH + 1].rpartition("-")[0]
        words = (whole or words[:_MADE_LENGTH]).strip("-")
    return words


def _plain(title: str) -> str:
    # Casefold before and after coming apart: some capitals only then find their letter in the tables.
    folded = unicodedata.normalize("NFKD", title.casefold()).casefold().translate(_LETTERS)
    return "".join(character for character in folded if not unicodedata.combining(character))


def make_id(title: str, fallback: str, taken: Container[str]) -> str:
    """An id for `title` that is not `taken`: its words, else `fallback`, with a number from 2 where needed."""
    base = spelled(title) or fallback
    if base not in taken:
        return base
    number = 2
    while f"{base}-{number}" in taken:
        number += 1
    made = f"{base}-{number}"
    assert len(made) <= ID_LENGTH
    return made
