"""Probable renames without `was`: ids that disappeared while something similar appeared."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from journeybook.history.baseline import Baseline
from journeybook.history.item_changes import pair_things
from journeybook.history.map_changes import pair_moments
from journeybook.kinds import FILE_KINDS, Kind
from journeybook.library.objects import Item, Library, Ref
from journeybook.model.journey import Journey
from journeybook.sources.same_as import resolve_shared


class Rename(NamedTuple):
    """An object, stage or step by its present id, and its probable former id."""

    now: Ref
    old: str


def likely_renames(past: Baseline, library: Library, damaged: Collection[Ref] = ()) -> Iterator[Rename]:
    """The probable renames since `past`, kind by kind; every one is a guess.

    A stage or step is looked up in its own map only. Objects that are `damaged` today, or could not
    be read then, count neither as added nor as removed.
    """
    today = _today(past, library)
    for kind in FILE_KINDS:
        before = {
            key: each for key, each in past.things.get(kind, {}).items() if Ref(kind, key) not in damaged
        }
        after = {
            key: each
            for key, each in today.get(kind, {}).items()
            if Ref(kind, key) not in damaged and Ref(kind, key) not in past.unread
        }
        if kind is Kind.JOURNEY:
            before |= _shared(before, library)
        for pair in pair_things(before, after).pairs:
            now = Ref(kind, pair.new)
            if pair.guess:
                yield Rename(now, pair.old)
            if isinstance(pair.before, Journey) and isinstance(pair.after, Journey):
                for each in pair_moments(pair.before, pair.after).pairs:
                    if each.guess:
                        yield Rename(Ref(kind, pair.new, each.new), each.old)


def _today(past: Baseline, library: Library) -> Mapping[Kind, Mapping[str, Item]]:
    """The objects of the changed files."""
    found: dict[Kind, dict[str, Item]] = {}
    for ref, source in library.sources.items():
        item = library.item(ref) if source.file in past.files else None
        if item is not None:
            found.setdefault(ref.kind, {})[ref.id] = item
    return found


def _shared(before: Mapping[str, Item], library: Library) -> Mapping[str, Item]:
    """The earlier maps with shared steps filled in, from today's maps if these did not change."""
    maps = {key: each for key, each in before.items() if isinstance(each, Journey)}
    # Unread maps stay unread unless they are needed; `ChainMap` only reads.
    among: Mapping[str, Journey] = ChainMap(maps, library.journeys)  # type: ignore[arg-type]
    return resolve_shared(maps, {}, among)[0]
