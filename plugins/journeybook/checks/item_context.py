"""The argument of a rule about a single object: the object, its source and the vocabulary.

Findings are cached until the object or the vocabulary changes, so such a rule must not look at
other objects; a rule that has to takes a `PortalContext`.
"""

from __future__ import annotations

from dataclasses import dataclass

from journeybook.diagnostics import Place
from journeybook.library.links import Path as FieldPath
from journeybook.library.objects import KEY, Item, Ref, Source
from journeybook.model.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class ItemContext:
    """The object that is checked.

    `damaged` says that its file has an error, so that parts of the object may be missing.
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
