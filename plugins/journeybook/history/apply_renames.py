"""An earlier state under today's ids, so that a renamed id is not reported wherever it is used."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from journeybook.kinds import FILE_KINDS, KINDS
from journeybook.library.links import LinkMade, links_of
from journeybook.library.objects import Item, Kind, Library, Ref, moments

_KEYED = frozenset({"emotion", "emotion_end", "metrics"})
"""Fields whose keys are references."""

Renamed = Mapping[Ref, Ref]


def untouched_maps(base: Library, head: Library) -> frozenset[str]:
    """The ids of maps whose files are the same on both sides, as far as no map must be read for it.

    These are maps that have a header: nothing of them comes from another file.
    """
    refs = [Ref(Kind.JOURNEY, key) for key in head.headers if key in base.headers]
    mine, theirs = base.sources, head.sources
    return frozenset(
        ref.id for ref in refs if mine[ref].file == theirs[ref].file and mine[ref].text == theirs[ref].text
    )


def with_current_ids(base: Library, head: Library, untouched: Collection[str] = ()) -> Library:
    """`base` with every reference as in `head`, by the `was` of objects, terms, stages and steps.

    The objects themselves keep the ids that they had. Nothing is guessed. `untouched` are maps that
    are the same on both sides, so that none of their steps is renamed.
    """
    renamed = {**_things(base, head), **_moments(base, head, untouched)}
    if not renamed:
        return base
    shelves: dict[str, Any] = {
        shelf: {key: _rewritten(item, renamed) for key, item in getattr(base, shelf).items()}
        for shelf in FILE_KINDS.values()
    }
    systems = {
        key: each.model_copy(update={"team": renamed[Ref(Kind.TEAM, each.team)].id})
        if each.team and Ref(Kind.TEAM, each.team) in renamed
        else each
        for key, each in base.vocabulary.systems.items()
    }
    return replace(
        base, vocabulary=base.vocabulary.model_copy(update={"systems": systems}), headers={}, **shelves
    )


def _things(base: Library, head: Library) -> dict[Ref, Ref]:
    found: dict[Ref, Ref] = {}
    for kind in KINDS:
        one, other = base.shelf(kind), head.shelf(kind)
        for key in other.keys() - one.keys():
            for former in other[key].was:
                if former in one and former not in other:
                    found[Ref(kind, former)] = Ref(kind, key)
    return found


def _moments(base: Library, head: Library, untouched: Collection[str]) -> dict[Ref, Ref]:
    found: dict[Ref, Ref] = {}
    for key in head.journeys:
        if key in untouched:
            continue
        journey = head.journeys[key]
        told = [(each.id, each.was) for each in moments(journey) if each.was]
        before = next((base.journeys[name] for name in (key, *journey.was) if name in base.journeys), None)
        if not told or before is None:
            continue
        there = {each.id for each in moments(before)}
        here = {each.id for each in moments(journey)}
        for now, former in told:
            found |= {
                Ref(Kind.JOURNEY, before.id, old): Ref(Kind.JOURNEY, key, now)
                for old in former
                if old in there and old not in here and now not in there
            }
    return found


def _rewritten(item: Item, renamed: Renamed) -> Item:
    for link in [*links_of(item)]:
        after = _after(link.ref, renamed)
        if after != link.ref:
            item = _with(item, link, after)
    return item


def _after(ref: Ref, renamed: Renamed) -> Ref:
    if ref.step and ref in renamed:
        return renamed[ref]
    whole = renamed.get(Ref(ref.kind, ref.id))
    return Ref(ref.kind, whole.id, ref.step) if whole else ref


def _with(item: Item, link: LinkMade, after: Ref) -> Item:
    path, before = link.path, link.ref
    if len(path) > 1 and path[-2] in _KEYED and path[-1] == before.id:
        old: Mapping[str, Any] = _at(item, path[:-1])
        made: Any = _put(
            item, path[:-1], {after.id if key == before.id else key: each for key, each in old.items()}
        )
    elif path[0] == "observations":
        made = _put(_put(item, path, after.step), (*path[:-1], "journey"), after.id)
    else:
        value = _at(item, path)
        step = getattr(value, "step", None)
        made = (
            _put(item, (*path, "step"), after.step) if step else _put(item, path, _text(value, before, after))
        )
    kept: Item = made
    return kept


def _text(text: str, before: Ref, after: Ref) -> str:
    """The reference in the notation of its field: `x`, `x#step`, `journey/x#step`."""
    front = f"{before.kind}/" if text.startswith(f"{before.kind}/{before.id}") else ""
    return f"{front}{after.id}" + (f"#{after.step}" if after.step else "")


def _field(model: BaseModel, name: str) -> str:
    """The name in the model of the field that authors write as `name`."""
    fields: Iterator[str] = (key for key, each in type(model).model_fields.items() if each.alias == name)
    return next(fields, name)


def _at(value: Any, path: tuple[str | int, ...]) -> Any:
    for part in path:
        value = getattr(value, _field(value, str(part))) if isinstance(value, BaseModel) else value[part]
    return value


def _put(value: Any, path: tuple[str | int, ...], new: Any) -> Any:
    if not path:
        return new
    part, rest = path[0], path[1:]
    if isinstance(value, BaseModel):
        name = _field(value, str(part))
        return value.model_copy(update={name: _put(getattr(value, name), rest, new)})
    if isinstance(value, tuple) and isinstance(part, int):
        return (*value[:part], _put(value[part], rest, new), *value[part + 1 :])
    return {**value, part: _put(value[part], rest, new)}
