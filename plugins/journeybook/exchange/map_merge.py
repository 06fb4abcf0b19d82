"""What was imported laid over a map of the portal, so that nothing that it lacks is lost."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from journeybook.model.journey import Journey, Moment, Stage, Step

_Item = TypeVar("_Item", Journey, Stage, Step)

_NOT_TAKEN = frozenset({"id", "was", "section", "stages", "steps"})


def merged(there: Journey, imported: Journey, *, whole: bool) -> Journey:
    """The map `there` with every field that `imported` has; fields that it lacks stay.

    Stages and steps are matched by id, then by title, and stand in the order of `imported`; those
    that it lacks stay at their end. With `whole` the import holds all fields, and only the id, the
    section and former ids are those of the map that is there.
    """
    if whole:
        return imported.model_copy(update={"id": there.id, "section": there.section, "was": there.was})
    known = {step.id: step for stage in there.stages for step in stage.steps if step.id}
    stages = _aligned(there.stages, imported.stages)
    laid: list[Stage] = []
    moved = {step.id for stage in imported.stages for step in stage.steps}
    for old, new in stages:
        if new is None:
            if old is not None:
                laid.append(old)
            continue
        pairs = _aligned(
            tuple(step for step in old.steps if step.id not in moved or step.id in {s.id for s in new.steps})
            if old
            else (),
            new.steps,
        )
        steps = tuple(
            _laid(before or known.get(after.id or ""), after) if after else before for before, after in pairs
        )
        laid.append(
            _laid(old, new).model_copy(update={"steps": tuple(step for step in steps if step is not None)})
        )
    return _laid(there, imported).model_copy(update={"stages": tuple(laid)})


def _aligned(there: Iterable[_Item], imported: Iterable[_Item]) -> list[tuple[_Item | None, _Item | None]]:
    rest = list(there)
    pairs: list[tuple[_Item | None, _Item | None]] = []
    for new in imported:
        old = next((each for each in rest if each.id == new.id), None) or next(
            (each for each in rest if each.title == new.title), None
        )
        if old is not None:
            rest.remove(old)
        pairs.append((old, new))
    pairs.extend((each, None) for each in rest)
    return pairs


def _laid(old: _Item | None, new: _Item) -> _Item:
    if old is None:
        return new
    changes = {
        name: getattr(new, name)
        for name in new.model_fields_set
        if name not in _NOT_TAKEN and getattr(new, name) not in (None, (), {}, "")
    }
    for name, value in changes.items():
        changes[name] = _with_links(getattr(old, name), value)
    if isinstance(new, Moment) and "lanes" in changes:
        changes["lanes"] = {**old.lanes, **new.lanes}
    return old.model_copy(update=changes)


def _with_links(old: object, new: object) -> object:
    """The items of `new`, those with the text of an old one with all the fields of that."""
    if not isinstance(old, tuple) or not isinstance(new, tuple):
        return new
    by_text = {each.text: each for each in old if hasattr(each, "text")}
    return tuple(by_text.get(getattr(each, "text", None), each) for each in new)
