"""Maps that are read when they are first asked for, because nothing has changed in them since they were last."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from journeybook.library.objects import Source
from journeybook.model.journey import Journey
from journeybook.sources.objects import ObjectRead
from journeybook.sources.yaml.nodes import Node, NodePlaces


class Unread:
    """A map that was read without being kept, in an earlier run: `read` reads it again, once."""

    def __init__(self, file: str, text: str, read: Callable[[], ObjectRead]) -> None:
        self._read = read
        self.source = Source(file, text, NodePlaces(self._tree))

    @cached_property
    def again(self) -> ObjectRead:
        """What it is read as."""
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
    """Maps by their ids in the order of ids, some of them still unread; to look through all of them reads them all."""

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
