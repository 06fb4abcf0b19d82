"""Ids from titles: lower-case words joined by hyphens, unique in their map."""

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
_OTHERS = re.compile(r"[^a-z0-9]+")


def spelled(title: str) -> str:
    """`title` as the words of an id; empty where its script has no spelling here, such as Chinese or Arabic."""
    # Casefold before and after coming apart: some capitals only then find their letter in the tables.
    folded = unicodedata.normalize("NFKD", title.casefold()).casefold().translate(_LETTERS)
    plain = "".join(character for character in folded if not unicodedata.combining(character))
    words = _OTHERS.sub("-", plain.replace("'", "").replace("’", "")).strip("-")
    if len(words) > _MADE_LENGTH:
        whole = words[: _MADE_LENGTH + 1].rpartition("-")[0]
        words = (whole or words[:_MADE_LENGTH]).strip("-")
    return words


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
