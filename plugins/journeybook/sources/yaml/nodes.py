"""What a source says before anybody knows what it means: texts, sequences and mappings, each with its place.

YAML and the Markdown form of maps are both read into this tree. Nothing is typed here: `1.10`, `no` and
`2026-02-30` are texts, and only the field that receives them makes numbers and dates of them.
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
"""What the core schema of YAML 1.2 reads as no value, where it stands without quotes."""


# Tuples, because a thousand maps have half a million of them and they are made twice as fast.
class Scalar(NamedTuple):
    """A text as it stands; `plain` where nothing around it, such as quotes, says that it is a text."""

    text: str
    place: Place
    plain: bool = True

    @property
    def is_null(self) -> bool:
        return self.plain and self.text in NULLS


@dataclass(frozen=True, slots=True)
class Sequence:
    """Nodes in order."""

    items: tuple[Node, ...]
    place: Place


class Entry(NamedTuple):
    """One key of a mapping with its value."""

    key: Scalar
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    """Entries by the text of their key, in the order of the source."""

    entries: MappingOf[str, Entry]
    place: Place

    def get(self, key: str) -> Node | None:
        """The value of this key."""
        entry = self.entries.get(key)
        return entry.value if entry else None


Node: TypeAlias = Scalar | Sequence | Mapping


def data_of(node: Node) -> Any:
    """The tree as plain data: texts, None for what is null, lists and dictionaries."""
    match node:
        case Scalar():
            return None if node.is_null else node.text
        case Sequence():
            return [data_of(item) for item in node.items]
        case Mapping():
            return {key: data_of(entry.value) for key, entry in node.entries.items()}


def locate(node: Node, path: Path) -> tuple[Path, Node, int]:
    """As far as `path` leads: the path in the tree, the node there, and how many parts of `path` that took.

    The paths differ where an author wrote one thing in the place of a list of one.
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
    """The node at `path`, or None where the tree has none there."""
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
    """The place of each value of a tree by its path; a key's own place is at the path with `KEY` at its end.

    In the place of a tree it takes a function that makes it when it is first needed. Nobody asks for places in
    a map without mistakes, and the trees of a thousand maps fill more memory than the maps.
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
    """Every node of the tree with its path, each before what it holds."""
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
