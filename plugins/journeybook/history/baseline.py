"""The earlier state of the files that changed since a revision; other files are not read."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from journeybook.history.file_contents import Described, Role, described, read_sound, read_values
from journeybook.history.git import GitError
from journeybook.history.maps_repository import MapsRepository
from journeybook.kinds import Kind
from journeybook.library.objects import Item, Ref
from journeybook.model.metric import Reading
from journeybook.sources.yaml.reader import FILE_BYTES
from journeybook.text.characters import visible


@dataclass(frozen=True)
class Baseline:
    """The changed files, by their names relative to the portal's root, and their former objects.

    `unread` are objects that existed but could not be read without a mistake.
    """

    files: frozenset[str]
    things: Mapping[Kind, Mapping[str, Item]]
    unread: frozenset[Ref] = field(default_factory=frozenset)


def read_past(kept: MapsRepository, commit: str, maps: str, changed: Collection[str]) -> Baseline | None:
    """The earlier state of the `changed` files in a commit of the maps; None if the clone lacks it.

    `changed` are names of sources; `maps` is the folder of maps as the portal writes it.
    """
    blobs: dict[str, str] = {}
    contents: dict[str, bytes] = {}
    try:
        for entry, below in kept.files(commit):
            name = visible(f"{maps}/{below.decode('utf-8', 'surrogateescape')}")
            if name not in changed or _described(name, maps) is None:
                continue
            if entry.size > FILE_BYTES:
                contents[name] = b""  # too large to be read, so an empty file has the same effect
            else:
                blobs[name] = entry.blob
        found = dict(kept.repository.contents(blobs.values()))
    except GitError:
        return None
    return past_of(maps, changed, contents | {name: found[blob] for name, blob in blobs.items()})


def _described(name: str, maps: str) -> Described | None:
    return described(name.removeprefix(f"{visible(maps)}/"))


def past_of(maps: str, changed: Collection[str], contents: Mapping[str, bytes]) -> Baseline:
    """The earlier state, from the contents of those files that existed."""
    found = {name: what for name in sorted(contents) if (what := _described(name, maps)) is not None}
    readings: dict[Ref, tuple[Reading, ...]] = {
        what.ref: read_values(contents[name])
        for name, what in found.items()
        if what.ref and what.role is Role.VALUES
    }
    things: dict[Kind, dict[str, Item]] = {}
    unread = set()
    for name, what in found.items():
        if what.role is Role.THING and what.ref:
            item = read_sound(contents[name], what, readings.get(what.ref, ()))
            if item is None:
                unread.add(what.ref)
            else:
                things.setdefault(what.ref.kind, {})[what.ref.id] = item
    return Baseline(frozenset(changed), things, frozenset(unread))
