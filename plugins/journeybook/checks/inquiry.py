"""What rules are asked about: a library, and how its reading went."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

from journeybook.diagnostics import Diagnostic, Place
from journeybook.library import KEY, Item, Kind, Library, Ref, Source
from journeybook.links import Path as FieldPath
from journeybook.sources.validation import Stray

WORDS = frozenset({Kind.CHANNEL, Kind.TEAM, Kind.SYSTEM, Kind.AREA, Kind.LIFECYCLE})
"""The kinds that the vocabulary defines."""


@dataclass(frozen=True)
class Inquiry:
    """A library under examination.

    `damaged` are the things whose files hold an error: something of them may be missing for that reason
    alone, so that a reference to it is no mistake of its own. `vocabulary` is the source of the portal's words,
    `docs` the folder of hand-written pages where there is one, `today` the day on which age is judged.
    """

    library: Library
    damaged: frozenset[Ref] = frozenset()
    strays: tuple[Stray, ...] = ()
    vocabulary: Source = field(default_factory=lambda: Source("vocabulary.yml"))
    words_damaged: bool = False
    docs: Path | None = None
    today: datetime.date | None = None

    def excuses(self, ref: Ref) -> bool:
        """Whether the thing may be missing only because its source cannot be read in full."""
        return Ref(ref.kind, ref.id) in self.damaged or (self.words_damaged and ref.kind in WORDS)

    @cached_property
    def known(self) -> Mapping[Kind, Mapping[str, str]]:
        """Every id by kind with its title, those included that could not be read."""
        known = {kind: dict(self.library.ids(kind)) for kind in Kind}
        for ref in self.damaged:
            known[ref.kind].setdefault(ref.id, "")
        return known

    def items(self) -> Iterator[tuple[Ref, Item, Source]]:
        """Every object with its source, kind by kind in the order of ids."""
        return iter(self._items)

    @cached_property
    def _items(self) -> tuple[tuple[Ref, Item, Source], ...]:
        # Nearly every rule goes through all of them.
        found = []
        for ref in sorted(self.library.sources):
            item = self.library.item(ref)
            if item is not None:
                found.append((ref, item, self.library.sources[ref]))
        return tuple(found)

    def place(self, ref: Ref, path: FieldPath = ()) -> Place:
        """The place of a field of an object."""
        return self.source(ref).place(path)

    def key_place(self, ref: Ref, path: FieldPath) -> Place:
        """The place of a field's name."""
        return self.source(ref).place((*path, KEY))

    def source(self, ref: Ref) -> Source:
        """Where an object came from; a source that is only its name for one made in memory."""
        return self.library.sources.get(Ref(ref.kind, ref.id)) or Source(str(ref))


Rule: TypeAlias = Callable[[Inquiry], Iterator[Diagnostic]]
