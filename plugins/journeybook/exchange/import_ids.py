"""Ids for what is imported: made of titles and never of position, and free in their namespace.

An id that counted steps would mean another step after the next import; one made of the title stays.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from journeybook.model.scalars import ID_LENGTH
from journeybook.sources.ids import spelled


def id_from(title: str, word: str) -> str:
    """The id that `title` suggests.

    A title in a script that has no spelling here gives `word` and six digits made of the title, such as
    `step-3fa91c`: the same title gives the same id wherever it stands.
    """
    return spelled(title) or f"{word}-{hashlib.sha256(title.encode()).hexdigest()[:6]}"


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
