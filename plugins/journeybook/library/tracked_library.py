"""A library that records what is read of it, so that only what an edit concerns is made again.

Names of what is read: `journeys:moving-in` (the object), `journeys?moving-in` (whether there is
one), `journeys.ids` (every id), `journeys.all` (every object), `title:journey:moving-in`,
`titles:journey`, `uses:persona:amira`, `named:...`, `has:...`, `source:...` and `file:...`,
`image:journeys/join/order.png` (the size of a picture) and `picture:...` (its content). The
vocabulary and other portals are not recorded: where they change, everything is made again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from journeybook.incremental.dependency_graph import digest, record_read
from journeybook.kinds import FILE_KINDS, VOCABULARY_KINDS, Kind
from journeybook.library.images import ImageFile
from journeybook.library.objects import Item, Library, Ref, Source, Use
from journeybook.model.journey import Stage, Step

SHARED = "same_as"
"""The field that takes over a step of another map: such a map depends on more than its text."""


class TrackedShelf(Mapping[str, Any]):
    """The objects of one kind; each reading is recorded under the name of the shelf."""

    def __init__(self, name: str, items: Mapping[str, Any]) -> None:
        self._name = name
        self._items = items

    def __getitem__(self, key: str) -> Any:
        record_read(f"{self._name}:{key}")
        return self._items[key]

    def __contains__(self, key: object) -> bool:
        record_read(f"{self._name}?{key}")
        return key in self._items

    def __iter__(self) -> Iterator[str]:
        record_read(f"{self._name}.ids")
        return iter(self._items)

    def __len__(self) -> int:
        record_read(f"{self._name}.ids")
        return len(self._items)

    def values(self) -> Any:
        """Every object."""
        record_read(f"{self._name}.all")
        return self._items.values()

    def items(self) -> Any:
        """Every object with its id."""
        record_read(f"{self._name}.all")
        return self._items.items()


class TrackedTitles(Mapping[str, str]):
    """The titles of one kind by id; each reading is recorded."""

    def __init__(self, kind: Kind, titles: Mapping[str, str]) -> None:
        self._kind = kind
        self._titles = titles

    def __getitem__(self, key: str) -> str:
        record_read(f"title:{self._kind}:{key}")
        return self._titles[key]

    def __contains__(self, key: object) -> bool:
        record_read(f"title:{self._kind}:{key}")
        return key in self._titles

    def __iter__(self) -> Iterator[str]:
        record_read(f"titles:{self._kind}")
        return iter(self._titles)

    def __len__(self) -> int:
        record_read(f"titles:{self._kind}")
        return len(self._titles)

    def items(self) -> Any:
        """Every id with its title."""
        record_read(f"titles:{self._kind}")
        return self._titles.items()

    def values(self) -> Any:
        """Every title."""
        record_read(f"titles:{self._kind}")
        return self._titles.values()


class _TrackedSources(Mapping[Ref, Source]):
    def __init__(self, sources: Mapping[Ref, Source]) -> None:
        self._sources = sources

    def __getitem__(self, ref: Ref) -> Source:
        record_read(f"source:{ref}")
        return self._sources[ref]

    def __contains__(self, ref: object) -> bool:
        record_read(f"source:{ref}")
        return ref in self._sources

    def __iter__(self) -> Iterator[Ref]:
        record_read("sources")
        return iter(self._sources)

    def __len__(self) -> int:
        record_read("sources")
        return len(self._sources)


class _TrackedImages(Mapping[str, ImageFile]):
    """The pictures by path; what is recorded of one is its size, which is all that pages show."""

    def __init__(self, images: Mapping[str, ImageFile]) -> None:
        self._images = images

    def __getitem__(self, path: str) -> ImageFile:
        record_read(f"image:{path}")
        return self._images[path]

    def __iter__(self) -> Iterator[str]:
        record_read("images")
        return iter(self._images)

    def __len__(self) -> int:
        record_read("images")
        return len(self._images)


class TrackedLibrary(Library):
    """A library whose readings are recorded; it answers as the library that it tracks.

    Objects whose contents are those of an `earlier` one are the same objects as there.
    """

    whole: Library
    contents: LibraryContents

    def __init__(self, library: Library, earlier: TrackedLibrary | None = None) -> None:
        contents = LibraryContents(library, earlier.contents if earlier else None)
        whole = with_kept_objects(library, contents, earlier)
        shelves = {shelf: TrackedShelf(shelf, whole.shelf(kind)) for kind, shelf in FILE_KINDS.items()}
        super().__init__(
            vocabulary=whole.vocabulary,
            sources=_TrackedSources(whole.sources),
            vocabulary_file=whole.vocabulary_file,
            headers=whole.headers,
            federation=whole.federation,
            images=_TrackedImages(whole.images),
            **shelves,
        )
        object.__setattr__(self, "whole", whole)
        object.__setattr__(self, "_known_titles", {})
        object.__setattr__(self, "contents", contents)
        tracked = {
            kind: whole.ids(kind) if kind in VOCABULARY_KINDS else TrackedTitles(kind, whole.ids(kind))
            for kind in Kind
        }
        object.__setattr__(self, "_tracked_titles", tracked)

    def ids(self, kind: Kind) -> Mapping[str, str]:
        """Every id of a kind with its title."""
        return self._tracked_titles[kind]  # type: ignore[attr-defined, no-any-return]

    def title(self, ref: Ref) -> str:
        """The title of the object or step that `ref` names; its id if it is unknown."""
        known: dict[Ref, tuple[str, str | None]] = self._known_titles  # type: ignore[attr-defined]
        found = known.get(ref)
        if found is None:
            name = None if ref.kind in VOCABULARY_KINDS else f"title:{ref}"
            found = known[ref] = self.whole.title(ref), name
        title, name = found
        if name is not None:
            record_read(name)
        return title

    def has(self, ref: Ref) -> bool:
        """Whether `ref` points to something that exists, the step included."""
        if ref.kind not in VOCABULARY_KINDS:
            record_read(f"has:{ref}")
        return self.whole.has(ref)

    def moment(self, ref: Ref) -> Stage | Step | None:
        """The step or stage that `ref` names, by its id or a former one."""
        record_read(f"journeys:{ref.id}")
        return self.whole.moment(ref)

    def named(self, ref: Ref) -> tuple[Ref, ...]:
        """The objects that one names in its fields, existing or not, each once and in order."""
        record_read(f"named:{ref}")
        return self.whole.named(ref)

    def uses(self, ref: Ref) -> tuple[Use, ...]:
        """Every mention of `ref` in the library, ordered by who mentions it and where it stands."""
        record_read(f"uses:{ref}")
        return self.whole.uses(ref)

    def picture(self, path: str) -> ImageFile:
        """A picture of which the content is read, and not its size alone."""
        record_read(f"picture:{path}")
        return self.whole.images[path]

    def source_file(self, ref: Ref) -> str | None:
        """The file of an object; None for one that was made in memory."""
        record_read(f"file:{ref}")
        return self.whole.source_file(ref)


class _KeptShelf(Mapping[str, Any]):
    """A shelf in which some objects are those of an earlier one; it keeps what is taken from it."""

    def __init__(self, items: Mapping[str, Any], kept: dict[str, Any]) -> None:
        self._items = items
        self.kept = kept

    def __getitem__(self, key: str) -> Any:
        found = self.kept.get(key)
        if found is None:
            found = self.kept[key] = self._items[key]
        return found

    def __contains__(self, key: object) -> bool:
        return key in self._items

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)


def with_kept_objects(
    library: Library, contents: LibraryContents, earlier: TrackedLibrary | None = None
) -> Library:
    """The same library with the very objects of an earlier one where their contents are the same.

    Values that were computed from the earlier one can then be used beside the new one's objects:
    steps are compared by identity. Objects that nobody took from the earlier one are not kept.
    """
    shelves: dict[str, Any] = {}
    for kind, shelf in FILE_KINDS.items():
        kept: dict[str, Any] = {}
        if earlier is not None:
            kept = {
                key: item
                # Another thread may take objects from the earlier library meanwhile.
                for key, item in [*earlier.whole.shelf(kind).kept.items()]  # type: ignore[attr-defined]
                if contents.object_content(shelf, key) == earlier.contents.object_content(shelf, key)
            }
        shelves[shelf] = _KeptShelf(library.shelf(kind), kept)
    return replace(library, **shelves)


class LibraryContents:
    """The contents of what a tracked library records, by the names under which it does.

    Digests of maps whose sources are the very ones of an `earlier` library are taken from there.
    """

    def __init__(self, library: Library, earlier: LibraryContents | None = None) -> None:
        self._library = library
        self.of_sources: dict[str, tuple[Source, str]] = {}
        """The sources of maps that were digested, each with its digest, by the map's id."""
        self._earlier: Mapping[str, tuple[Source, str]] = earlier.of_sources if earlier else {}
        self._shelves = {shelf: kind for kind, shelf in FILE_KINDS.items()}
        self._objects: dict[tuple[str, str], str] = {}
        self._contents: dict[str, str] = {}
        self._named: Mapping[str, Callable[[str], str]] = {
            "title": lambda rest: library.title(ref_named(rest)) if library.has(ref_named(rest)) else "",
            "titles": lambda rest: digest(repr(sorted(library.ids(Kind(rest)).items()))),
            "has": lambda rest: str(library.has(ref_named(rest))),
            "uses": lambda rest: digest(repr(library.uses(ref_named(rest)))),
            "named": lambda rest: digest(repr(library.named(ref_named(rest)))),
            "source": self._source,
            "file": lambda rest: library.source_file(ref_named(rest)) or "",
            "image": self._image_size,
            "picture": lambda rest: library.images[rest].digest if rest in library.images else "",
        }

    def content(self, name: str) -> str:
        """What has this name, or a digest of it; "" for what does not exist."""
        shelf, mark, key = name.partition("?")
        if mark and shelf in self._shelves:  # the key may be of another portal, with a colon
            return str(key in self._library.shelf(self._shelves[shelf]))
        found = self._contents.get(name)
        if found is None:
            first, colon, rest = name.partition(":")
            if not colon:
                found = self._whole(name)
            elif first in self._named:
                found = self._named[first](rest)
            else:
                return self.object_content(first, rest)
            self._contents[name] = found
        return found

    def _whole(self, name: str) -> str:
        if name == "images":
            return digest("\n".join(self._library.images))
        if name == "sources":
            return digest("\n".join(map(str, self._library.sources)))
        shelf, _, what = name.partition(".")
        keys = tuple(self._library.shelf(self._shelves[shelf]))
        if what == "ids":
            return digest("\n".join(keys))
        return digest("\n".join(f"{key} {self.object_content(shelf, key)}" for key in keys))

    def object_content(self, shelf: str, key: str) -> str:
        """A digest of an object; "" if there is none."""
        found = self._objects.get((shelf, key))
        if found is None:
            found = self._objects[shelf, key] = self._read(shelf, key)
        return found

    def _read(self, shelf: str, key: str) -> str:
        kind = self._shelves[shelf]
        items = self._library.shelf(kind)
        if key not in items:
            return ""
        source = self._library.sources.get(Ref(kind, key))
        if source is not None and kind is Kind.JOURNEY:
            known = self._earlier.get(key)
            if known is not None and known[0] is source:
                self.of_sources[key] = known
                return known[1]
            if SHARED not in source.text:  # then the map need not be read
                found = digest(f"{source.file}\0{source.text}")
                self.of_sources[key] = source, found
                return found
        item: Item = items[key]
        return digest(f"{source.file if source else ''}\0{item.model_dump_json()}")

    def _image_size(self, path: str) -> str:
        image = self._library.images.get(path)
        return f"{image.width} {image.height}" if image else ""

    def _source(self, rest: str) -> str:
        source = self._library.sources.get(ref_named(rest))
        return digest(f"{source.file}\0{source.text}") if source else ""


def ref_named(text: str) -> Ref:
    """The reference that is written so: `journey:moving-in#pack`."""
    kind, _, rest = text.partition(":")
    key, _, step = rest.partition("#")
    return Ref(Kind(kind), key, step or None)
