"""What a rule about a single object gets: the object with its source, and the vocabulary.

Findings are cached for as long as the object and the vocabulary stay the same, so such a rule cannot look at another
object; one that has to gets a `PortalContext`.
"""

from __future__ import annotations

from dataclasses import dataclass

from journeybook.diagnostics import Place
from journeybook.library.links import Path as FieldPath
from journeybook.library.objects import KEY, Item, Ref, Source
from journeybook.model.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class ItemContext:
    """An object that is checked.

    `damaged` says that its file holds an error: something of it may be missing for that reason alone.
    `words_damaged` says the same of the vocabulary.
    """

    ref: Ref
    item: Item
    source: Source
    words: Vocabulary
    damaged: bool = False
    words_damaged: bool = False

    def place(self, path: FieldPath = ()) -> Place:
        """The place of a field."""
        return self.source.place(path)

    def key_place(self, path: FieldPath) -> Place:
        """The place of a field's name."""
        return self.source.place((*path, KEY))
