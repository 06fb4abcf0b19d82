"""Maps that are unchanged since an earlier run, and read only when they are first used."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from journeybook.library.objects import Source
from journeybook.model.journey import Journey
from journeybook.sources.objects import ObjectRead
from journeybook.sources.yaml.nodes import Node, NodePlaces


class Unread:
    """A map that an earlier run has read; `read` reads it again, at most once."""

    def __init__(self, file: str, text: str, read: Callable[[], ObjectRead]) -> None:
        self._read = read
        self.source = Source(file, text, NodePlaces(self._tree))

    @cached_property
    def again(self) -> ObjectRead:
        """The map as it is read now."""
        return self._read()

    @property
    def journey(self) -> Journey:
        """The map."""
        item = self.again.item
        assert isinstance(item, Journey), "it was one when it was read before"
        return item

    def _tree(self) -> Node:
        places = self.again.source.places
        assert isinstance(places, NodePlaces), "what became a map had a tree"
        return places.root


class Shelf(Mapping[str, Journey]):
    """Maps by id, in the order of ids; unread ones are read when they are accessed."""

    def __init__(self, read: Mapping[str, Journey], unread: Mapping[str, Unread]) -> None:
        self._read = read
        self._unread = unread
        self._order = sorted({*read, *unread})

    def __getitem__(self, key: str) -> Journey:
        return self._read[key] if key in self._read else self._unread[key].journey

    def __contains__(self, key: object) -> bool:
        return key in self._read or key in self._unread

    def __iter__(self) -> Iterator[str]:
        return iter(self._order)

    def __len__(self) -> int:
        return len(self._order)
