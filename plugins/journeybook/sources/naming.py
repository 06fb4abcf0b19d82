"""Ids made from titles, for what comes without: readable where the script allows it, and never from position.

An id that counted steps would mean another step after the next import; one made of the title stays.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

from journeybook.model.scalars import ID_LENGTH

# Long enough for a handful of words; an id is part of an address and is read aloud.
_READABLE = 48

# Letters of Latin scripts that do not come apart into a letter and a mark.
_LATIN = "ß=ss æ=ae œ=oe ø=o ł=l đ=d ð=d þ=th ı=i ħ=h ŋ=n"
# Cyrillic in the spelling of passports (ICAO Doc 9303, part 3, section 6 B).
_CYRILLIC = (
    "а=a б=b в=v г=g д=d е=e ё=e ж=zh з=z и=i й=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch"
    " ш=sh щ=shch ъ=ie ы=y ь= э=e ю=iu я=ia і=i ї=i є=ie ґ=g ў=u"
)
# Greek letter by letter (ISO 843, without its marks).
_GREEK = (
    "α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f χ=ch ψ=ps ω=o"
)
_SPELLED = str.maketrans(
    {pair[0]: pair[2:] for letters in (_LATIN, _CYRILLIC, _GREEK) for pair in letters.split()}
)


def id_from(title: str, word: str) -> str:
    """The id that `title` suggests: its letters in lower-case ASCII, joined by hyphens.

    A title in a script that this cannot spell gives `word` and six digits made of the title, such as
    `step-3fa91c`: the same title gives the same id wherever it stands.
    """
    # Spelled before taken apart: й and ї are letters of their own, not и and і with a mark.
    spelled = unicodedata.normalize("NFKC", title).lower().translate(_SPELLED)
    apart = unicodedata.normalize("NFKD", spelled).translate(_SPELLED)
    plain = "".join(character for character in apart if not unicodedata.combining(character))
    words = re.findall(r"[a-z0-9]+", re.sub(r"(?<=\w)['’](?=\w)", "", plain))
    kept = sum(map(len, words))
    # A few Latin letters among many others say little, and two titles that share them would look alike.
    if kept * 2 < sum(character.isalnum() for character in plain):
        return f"{word}-{hashlib.sha256(title.encode()).hexdigest()[:6]}"
    while len(words) > 1 and len("-".join(words)) > _READABLE:
        words.pop()
    return "-".join(words)[:ID_LENGTH] or f"{word}-{hashlib.sha256(title.encode()).hexdigest()[:6]}"


class IdMaker:
    """Ids of one namespace: the first of a kind gets the plain id, the next the same with a number."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)

    def make(self, title: str, word: str) -> str:
        """A new id for `title`, which is taken from now on."""
        return self.free(id_from(title, word))

    def free(self, wanted: str) -> str:
        """`wanted` where it is free, else with the first free number; it is taken from now on."""
        found, number = wanted, 1
        while found in self._taken:
            number += 1
            found = f"{wanted[: ID_LENGTH - len(str(number)) - 1].rstrip('-')}-{number}"
        self._taken.add(found)
        return found
