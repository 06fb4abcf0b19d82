"""Ids made from titles: lower-case words joined by hyphens, unique in their map.

Latin, Cyrillic and Greek letters are transliterated. Other scripts are not, because their readings
are ambiguous and a wrong one is worse than none. A title that would lose most of its letters has no
spelling either: what is left, such as `otp` of a Chinese title about logging in with an OTP, would
name something else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

from journeybook.model.scalars import ID_LENGTH

_MADE_LENGTH = 48
"""The longest id that is made; it is far below the limit, to leave space for a number."""

# Letters that do not decompose into a base letter and a mark, and two alphabets letter by letter.
_LATIN = "ßss æae œoe øo đd ðd þth łl ħh ıi ŋn ĸk ſs ŧt ƒf"
_CYRILLIC = (
    "аa бb вv гg дd еe ёe жzh зz иi йi кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch ъ ыy ь эe юyu яya "
    "іi їi єye ґg ўu ђdj јj љlj њnj ћc џdz ѓg ќk ѕdz"
)
_GREEK = "αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs ςs τt υy φf χch ψps ωo"
_LETTERS = {ord(pair[0]): pair[1:] for table in (_LATIN, _CYRILLIC, _GREEK) for pair in table.split(" ")}
# From kana on (then ideographs and Hangul), a character is a syllable or a word.
_FIRST_SIGN = "\u3040"
_LETTERS_OF_A_SIGN = 3
_OTHERS = re.compile(r"[^a-z0-9]+")
_WORD = re.compile(r"[a-z0-9]")


def spelled(title: str) -> str:
    """The words of `title` for an id; "" if most letters have no spelling (Chinese, Arabic)."""
    return "" if title and not title.isascii() and _loses_most(title) else what_is_left(title)


def _loses_most(title: str) -> bool:
    """Whether more letters of a title lack a spelling than have one.

    A character that is a syllable or a word counts as three letters.
    """
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
    """The words made from those letters of `title` that have a spelling, however few."""
    words = _OTHERS.sub("-", _plain(title).replace("'", "").replace("’", "")).strip("-")
    if len(words) > _MADE_LENGTH:
        whole = words[: _MADE_LENGTH + 1].rpartition("-")[0]
        words = (whole or words[:_MADE_LENGTH]).strip("-")
    return words


def _plain(title: str) -> str:
    # Casefold before and after decomposing: some capitals match the tables only then.
    folded = unicodedata.normalize("NFKD", title.casefold()).casefold().translate(_LETTERS)
    return "".join(character for character in folded if not unicodedata.combining(character))


def make_id(title: str, fallback: str, taken: Container[str]) -> str:
    """An id for `title` that is not in `taken`.

    It is the title's words, else `fallback`, with a number from 2 on where needed.
    """
    base = spelled(title) or fallback
    if base not in taken:
        return base
    number = 2
    while f"{base}-{number}" in taken:
        number += 1
    made = f"{base}-{number}"
    assert len(made) <= ID_LENGTH
    return made
