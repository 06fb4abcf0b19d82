"""Ids that went while something much like it came: renamings that nobody wrote down, as far as likeness can tell."""

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
    """A thing, stage or step by its present id, and the id that it probably had."""

    now: Ref
    old: str


def likely_renames(past: Baseline, library: Library, damaged: Collection[Ref] = ()) -> Iterator[Rename]:
    """What changed its id since `past` and does not say so, kind by kind; every one is a guess.

    A stage or step is looked for in its own map only. What is `damaged` today or could not be read then neither came
    nor went.
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
    """The things of those files that changed."""
    found: dict[Kind, dict[str, Item]] = {}
    for ref, source in library.sources.items():
        item = library.item(ref) if source.file in past.files else None
        if item is not None:
            found.setdefault(ref.kind, {})[ref.id] = item
    return found


def _shared(before: Mapping[str, Item], library: Library) -> Mapping[str, Item]:
    """The maps of then with the steps that they shared filled in, from maps of now where these did not change."""
    maps = {key: each for key, each in before.items() if isinstance(each, Journey)}
    # Maps that are on the shelf unread stay so, unless they are asked for; a chain is only read.
    among: Mapping[str, Journey] = ChainMap(maps, library.journeys)  # type: ignore[arg-type]
    return resolve_shared(maps, {}, among)[0]
