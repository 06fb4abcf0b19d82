"""The untyped tree of a source: texts, sequences and mappings, each with its place.

YAML and the Markdown form of maps are both read into this tree. `1.10`, `no` and `2026-02-30` stay
texts; the model's fields convert them to numbers and dates.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, TypeAlias

from journeybook.diagnostics import Place
from journeybook.library.objects import KEY

Path: TypeAlias = tuple[str | int, ...]

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
"""The null values of YAML's core schema 1.2, where they stand without quotes."""


# Named tuples are made twice as fast as dataclasses; a thousand maps have half a million nodes.
class Scalar(NamedTuple):
    """A text as written; `plain` if it is not marked as a text, such as by quotes."""

    text: str
    place: Place
    plain: bool = True

    @property
    def is_null(self) -> bool:
        return self.plain and self.text in NULLS


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes."""

    items: tuple[Node, ...]
    place: Place


class Entry(NamedTuple):
    """One key of a mapping with its value."""

    key: Scalar
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    """Entries by the text of their key, in source order."""

    entries: MappingOf[str, Entry]
    place: Place

    def get(self, key: str) -> Node | None:
        """The value of this key, or None."""
        entry = self.entries.get(key)
        return entry.value if entry else None


Node: TypeAlias = Scalar | Sequence | Mapping


def data_of(node: Node) -> Any:
    """The tree as plain data: texts, None for null, lists and dictionaries."""
    match node:
        case Scalar():
            return None if node.is_null else node.text
        case Sequence():
            return [data_of(item) for item in node.items]
        case Mapping():
            return {key: data_of(entry.value) for key, entry in node.entries.items()}


def locate(node: Node, path: Path) -> tuple[Path, Node, int]:
    """The deepest node on `path`: its path in the tree, the node, and how many parts it took.

    The paths differ where an author wrote one value in the place of a list of one.
    """
    found: Path = ()
    here = node
    for taken, part in enumerate(path):
        if isinstance(here, Mapping) and part in here.entries:
            here = here.entries[str(part)].value
        elif isinstance(here, Sequence) and isinstance(part, int) and 0 <= part < len(here.items):
            here = here.items[part]
        elif part == 0 and not isinstance(here, Sequence):
            continue
        else:
            return found, here, taken
        found = (*found, part)
    return found, here, len(path)


def node_at(node: Node, path: Path) -> Node | None:
    """The node at `path`, or None."""
    _, found, taken = locate(node, path)
    return found if taken == len(path) else None


def pruned(node: Node, paths: Collection[Path]) -> Node:
    """The tree without the entries and items at `paths`."""
    if not paths:
        return node
    below: dict[str | int, list[Path]] = {}
    for path in paths:
        below.setdefault(path[0], []).append(path[1:])
    gone = {part for part, rests in below.items() if () in rests}
    match node:
        case Mapping():
            return replace(
                node,
                entries={
                    key: Entry(entry.key, pruned(entry.value, below.get(key, ())))
                    for key, entry in node.entries.items()
                    if key not in gone
                },
            )
        case Sequence():
            return replace(
                node,
                items=tuple(
                    pruned(item, below.get(at, ())) for at, item in enumerate(node.items) if at not in gone
                ),
            )
        case Scalar():
            return node


class NodePlaces(MappingOf[Path, Place]):
    """The place of each value of a tree by its path; a key's place is at the path plus `KEY`.

    `tree` can be a function, which is called when a place is first needed: places are needed only
    for findings, and the trees of a thousand maps take more memory than the maps.
    """

    def __init__(self, tree: Node | Callable[[], Node]) -> None:
        self._tree = tree

    @property
    def root(self) -> Node:
        if callable(self._tree):
            self._tree = self._tree()
        return self._tree

    def __getitem__(self, path: Path) -> Place:
        if len(path) > 1 and path[-1] == KEY:
            holder = node_at(self.root, path[:-2])
            entry = holder.entries.get(str(path[-2])) if isinstance(holder, Mapping) else None
            if entry:
                return entry.key.place
            raise KeyError(path)
        found = node_at(self.root, path)
        if found is None:
            raise KeyError(path)
        return found.place

    def __iter__(self) -> Iterator[Path]:
        return (path for path, _ in walk(self.root))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def walk(node: Node, path: Path = ()) -> Iterator[tuple[Path, Node]]:
    """Every node of the tree with its path, parents before children."""
    yield path, node
    match node:
        case Mapping():
            for key, entry in node.entries.items():
                yield from walk(entry.value, (*path, key))
        case Sequence():
            for at, item in enumerate(node.items):
                yield from walk(item, (*path, at))
        case Scalar():
            pass
