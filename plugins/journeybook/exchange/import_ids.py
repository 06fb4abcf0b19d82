"""Ids for imported objects, made from titles and unique in their namespace.

Ids made from positions would change their meaning with the next import.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from journeybook.model.scalars import ID_LENGTH
from journeybook.sources.ids import spelled


def id_from(title: str, word: str) -> str:
    """The id for a title.

    A title without letters that can be spelled in ids gives `word` and six hexadecimal digits of
    its hash, such as `step-3fa91c`, so that equal titles give equal ids.
    """
    return spelled(title) or f"{word}-{hashlib.sha256(title.encode()).hexdigest()[:6]}"


class IdMaker:
    """Makes unique ids: the first has no number, the following ones do."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)

    def make(self, title: str, word: str) -> str:
        """A new id for `title`; it is then taken."""
        return self.free(id_from(title, word))

    def free(self, wanted: str) -> str:
        """`wanted` if it is free, else with the first free number; it is then taken."""
        found, number = wanted, 1
        while found in self._taken:
            number += 1
            found = f"{wanted[: ID_LENGTH - len(str(number)) - 1].rstrip('-')}-{number}"
        self._taken.add(found)
        return found
