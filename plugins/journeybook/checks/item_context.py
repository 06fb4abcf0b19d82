"""What rules about single things are asked about: a thing with its source, and the portal's words.

What they find is remembered for as long as the thing and the words stay as they are. So `examine` asks about one thing
at a time, and a rule cannot look at another; one that has to is asked about a `Survey`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from journeybook.diagnostics import Diagnostic, Place
from journeybook.library.links import Path as FieldPath
from journeybook.library.objects import KEY, Item, Ref, Source
from journeybook.model.journey import Journey
from journeybook.model.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A thing under examination.

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


Rule: TypeAlias = Callable[[Inquiry], Iterator[Diagnostic]]
"""A rule about a thing by itself."""

MapRule: TypeAlias = Callable[[Inquiry, Journey], Iterator[Diagnostic]]
"""A rule about a map by itself."""
