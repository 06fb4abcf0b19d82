"""The changes by each commit, found by comparing the files that it changed before and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from journeybook.history.change import Act, Change, Sort
from journeybook.history.commits import Commit, FileChange
from journeybook.history.difference import compare_words
from journeybook.history.file_contents import Described, Role, described, read_item, read_values, read_words
from journeybook.history.git import FETCHED, Repository
from journeybook.history.item_changes import (
    appeared,
    compare_readings,
    compare_things,
    pair_things,
    vanished,
)
from journeybook.history.map_changes import Scales
from journeybook.history.pairing import Pair
from journeybook.library.objects import Item, Kind, Ref
from journeybook.model.vocabulary import EmotionScale
from journeybook.progress import ProgressCallback, no_progress
from journeybook.sources.model_reuse import Reuse

KEPT = 1_500
"""The most objects kept in memory: the state after a commit is the one before a later commit."""


@dataclass(frozen=True, slots=True)
class Entry:
    """The changes by a commit of one object.

    `ref` has its id at that time, None for the vocabulary; `title` is "" if the file was not read.
    """

    ref: Ref | None
    title: str
    changes: tuple[Change, ...]
    was: Ref | None = None


@dataclass
class Contents:
    """File contents by blob hash, fetched in batches, and the objects read from them."""

    repository: Repository
    coming: Sequence[Sequence[str]]
    _bytes: dict[str, bytes] = field(default_factory=dict)
    _items: dict[tuple[str, Described], Item | None] = field(default_factory=dict)
    _reuse: Reuse = field(default_factory=Reuse)
    _turn: int = 0

    def content(self, blob: str) -> bytes:
        """The content of a file; contents that are needed soon are fetched together with it."""
        found = self._bytes.pop(blob, None)
        if found is not None:
            return found
        while blob not in self._bytes and self._turn < len(self.coming):
            wanted = [each for each in self.coming[self._turn] if each not in self._bytes]
            self._bytes.update(self.repository.contents(wanted))
            self._turn += 1
        if blob not in self._bytes:
            self._bytes.update(self.repository.contents([blob]))
        return self._bytes.pop(blob)

    def item(self, blob: str, of: Described) -> Item | None:
        """The object that a file describes; each content is read once."""
        key = (blob, of)
        if key not in self._items:
            if len(self._items) >= KEPT:
                del self._items[next(iter(self._items))]
            self._items[key] = read_item(self.content(blob), of, self._reuse)
        return self._items[key]


def entries_of(
    repository: Repository,
    commits: Sequence[Commit],
    scale: EmotionScale,
    on_progress: ProgressCallback = no_progress,
) -> dict[str, tuple[Entry, ...]]:
    """The changes by each of these commits (newest first), by hash.

    `scale` determines how far an emotion moved. `on_progress` receives the number of commits done.
    """
    # From the oldest on, so that the state after a commit is in memory for the next.
    rising = commits[::-1]
    contents = Contents(repository, list(_batches(rising)))
    scales = (scale, scale)
    found: dict[str, tuple[Entry, ...]] = {}
    for done, commit in enumerate(rising, 1):
        found[commit.hash] = tuple(_entries(commit, contents, scales))
        on_progress(done, len(rising))
    return found


def _batches(commits: Sequence[Commit]) -> Iterator[list[str]]:
    """The contents that will be needed, in order."""
    names: dict[str, None] = {}
    for commit in commits:
        for each in commit.files:
            if each.letter != "A" or _replaces(commit):
                blobs = (each.old_blob, *each.others, each.base, each.new_blob)
                names.update((blob, None) for blob in blobs if blob.strip("0"))
    listed = list(names)
    for start in range(0, len(listed), FETCHED):
        yield listed[start : start + FETCHED]


def _replaces(commit: Commit) -> bool:
    """Whether a commit both adds and removes files, so that one may be a renamed other."""
    return any(each.letter == "A" for each in commit.files) and any(
        each.letter == "D" for each in commit.files
    )


def _entries(commit: Commit, contents: Contents, scales: Scales) -> Iterator[Entry]:
    gone: dict[Ref, tuple[FileChange, Described]] = {}
    come: dict[Ref, tuple[FileChange, Described]] = {}
    found: list[Entry] = []
    for each in commit.files:
        before, after = described(each.old_path), described(each.new_path)
        role = (after or before or Described(Role.PHOTO, None)).role
        if role is Role.THING and each.letter == "A":
            if after and after.ref:
                come[after.ref] = (each, after)
        elif role is Role.THING and each.letter == "D":
            if before and before.ref:
                known = next(blob for blob in (each.old_blob, *each.others) if blob.strip("0"))
                gone[before.ref] = (replace(each, old_blob=known), before)
        elif each.others and each.letter == "M":
            found += _settled(each, contents, scales)
        else:
            found += _of_file(each, contents, scales)
    found += _came_and_went(gone, come, contents, scales)
    yield from sorted(found, key=_order)


def _of_file(file: FileChange, contents: Contents, scales: Scales) -> Iterator[Entry]:
    """The changes of an object whose file exists before and after."""
    before, after = described(file.old_path), described(file.new_path)
    role = (after or before or Described(Role.PHOTO, None)).role
    if role is Role.WORDS:
        yield from _words(file, contents)
    elif role is Role.VALUES and after:
        yield from _values(file, after, contents)
    elif role is Role.PHOTO:
        if after and after.ref:
            yield Entry(after.ref, "", (Change(Sort.DETAIL, Act.CHANGED, after.ref, "photo"),))
    elif before and after:
        yield from _changed(file, (before, after), contents, scales)


def _settled(file: FileChange, contents: Contents, scales: Scales) -> Iterator[Entry]:
    """The changes that a merge itself made: new contents, and changes of one side that it reverted.

    New contents are compared with the first parent that has the file, reverted changes with the
    side that lost them. If two branches changed different parts of a file, every part equals that
    of the parent that changed it, and there is no change.
    """
    sides = [blob for blob in (file.old_blob, *file.others) if blob.strip("0")]

    def between(old: str, new: str) -> list[Entry]:
        return list(_of_file(FileChange("M", old, new, file.old_path, file.new_path), contents, scales))

    found = [between(blob, file.new_blob) for blob in sides]
    told = [_topics(each) for each in found]
    for at, entries in enumerate(found):
        # New is what differs from all sides; reverted is what this side had changed since the base.
        new = set.intersection(*told)
        lost = _topics(between(file.base, sides[at])) - new if file.base and len(sides) > 1 else set()
        wanted = (new if at == 0 else set()) | lost
        for entry in entries:
            own = tuple(each for each in entry.changes if (entry.ref, _what(each)) in wanted)
            if own:
                yield replace(entry, changes=own)


Topic: TypeAlias = tuple[Ref | None, tuple[Ref, str, str]]


def _topics(entries: Sequence[Entry]) -> set[Topic]:
    """The topics of all changes of these entries."""
    return {(entry.ref, _what(change)) for entry in entries for change in entry.changes}


def _what(change: Change) -> tuple[Ref, str, str]:
    """What a change is about, without its values."""
    return change.ref, change.field, change.about


def _order(entry: Entry) -> tuple[int, str, str]:
    ref = entry.ref
    return (list(Kind).index(ref.kind), ref.id, str(entry.was)) if ref else (len(Kind), "", "")


def _changed(
    file: FileChange, sides: tuple[Described, Described], contents: Contents, scales: Scales
) -> Iterator[Entry]:
    before, after = contents.item(file.old_blob, sides[0]), contents.item(file.new_blob, sides[1])
    if before is None or after is None or sides[1].ref is None or type(before) is not type(after):
        return
    yield from _compared(Pair(before, after, before.id, after.id), sides[1].ref.kind, scales)


def _compared(pair: Pair[Item], kind: Kind, scales: Scales) -> Iterator[Entry]:
    changes = compare_things(pair, kind, scales, curved=False).changes
    if changes:
        was = Ref(kind, pair.old) if pair.old != pair.new else None
        yield Entry(Ref(kind, pair.new), pair.after.title, changes, was)


def _came_and_went(
    gone: Mapping[Ref, tuple[FileChange, Described]],
    come: Mapping[Ref, tuple[FileChange, Described]],
    contents: Contents,
    scales: Scales,
) -> Iterator[Entry]:
    if not gone:
        # The title of a new object is taken from today's state; reading each would be slow.
        for ref in come:
            yield Entry(ref, "", (Change(Sort.ADDITION, Act.ADDED, ref),))
        return
    old = {ref: contents.item(file.old_blob, of) for ref, (file, of) in gone.items()}
    new = {ref: contents.item(file.new_blob, of) for ref, (file, of) in come.items()}
    for kind in Kind:
        before = {ref.id: item for ref, item in old.items() if item and ref.kind is kind}
        after = {ref.id: item for ref, item in new.items() if item and ref.kind is kind}
        paired = pair_things(before, after)
        for pair in paired.pairs:
            yield from _compared(pair, kind, scales)
        for _, item in paired.added:
            yield Entry(Ref(kind, item.id), item.title, (appeared(item, kind),))
        for _, item in paired.removed:
            yield Entry(Ref(kind, item.id), item.title, (vanished(item, kind),))


def _words(file: FileChange, contents: Contents) -> Iterator[Entry]:
    if file.letter == "A":
        return
    sides = [
        read_words(contents.content(each) if each.strip("0") else b"")
        for each in (file.old_blob, file.new_blob)
    ]
    for thing in compare_words(*sides):
        yield Entry(thing.ref, thing.title, thing.changes)


def _values(file: FileChange, of: Described, contents: Contents) -> Iterator[Entry]:
    if of.ref is None or file.letter not in "MR":
        return
    before, after = (read_values(contents.content(each)) for each in (file.old_blob, file.new_blob))
    changes = tuple(compare_readings(before, after, of.ref))
    if changes:
        yield Entry(of.ref, "", changes)
