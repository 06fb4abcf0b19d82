"""Objects of files that are read only when they are first used, and kept for the next reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

from journeybook.diagnostics import Diagnostic
from journeybook.library.images import ImageFile
from journeybook.library.objects import Source
from journeybook.model.journey import Journey
from journeybook.sources.images import read_image
from journeybook.sources.known_texts import KnownTexts
from journeybook.sources.objects import ObjectRead
from journeybook.sources.yaml.nodes import Node, NodePlaces

PictureRead: TypeAlias = tuple[ImageFile | None, tuple[Diagnostic, ...]]


class Unread:
    """The object of a file, which `read` reads when it is first asked for, once until `forget`."""

    def __init__(self, file: str, text: str, read: Callable[[], ObjectRead]) -> None:
        self.file = file
        self.text = text
        self._read = read

    @cached_property
    def again(self) -> ObjectRead:
        """The object as it is read now."""
        return self._read()

    def forget(self) -> None:
        """Let go of the object; whoever asks for it again has it read again."""
        self.__dict__.pop("again", None)

    @cached_property
    def source(self) -> Source:
        """The source of a map; a place in it reads the map."""
        return Source(self.file, self.text, NodePlaces(self._tree))

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


@dataclass(slots=True)
class ReadObjects:
    """The objects of each file, for another reading in the same process.

    An object is used again while the text of its file and what is `given` beside it are the same.
    A picture is not read again while its file is the same by the times and sizes of the system.
    Those that the current reading did not use are forgotten by `start_next`. `texts` are those of
    the files.
    """

    texts: KnownTexts = field(default_factory=KnownTexts)
    _last: dict[str, tuple[dict[str, Any], Unread]] = field(default_factory=dict)
    _now: dict[str, tuple[dict[str, Any], Unread]] = field(default_factory=dict)
    _last_pictures: dict[tuple[Any, ...], PictureRead] = field(default_factory=dict)
    _pictures: dict[tuple[Any, ...], PictureRead] = field(default_factory=dict)

    def object(self, file: str, text: str, given: dict[str, Any], read: Callable[[], ObjectRead]) -> Unread:
        """The object of a file with this text: the one of the last reading, or a new one."""
        before = self._last.get(file)
        if before and before[1].text == text and before[0] == given:
            self._now[file] = before
        else:
            self._now[file] = (given, Unread(file, text, read))
        return self._now[file][1]

    def picture(self, path: Path, file: str) -> PictureRead:
        """What `read_image` says of a picture, now or when the file was last written."""
        try:
            state = path.lstat()
        except OSError:
            return read_image(path, file)
        key = (path, state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns)
        read = self._last_pictures.get(key) or read_image(path, file)
        self._pictures[key] = read
        return read

    def start_next(self) -> None:
        """Make the objects of this reading those of the last one."""
        self._last, self._now = self._now, {}
        self._last_pictures, self._pictures = self._pictures, {}
        self.texts.start_next()


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
