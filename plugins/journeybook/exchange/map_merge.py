"""What was imported laid over a map of the portal, so that nothing that it lacks is lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from journeybook.model.journey import Journey, Moment, Stage, Step

_Item = TypeVar("_Item", Journey, Stage, Step)

_NOT_TAKEN = frozenset({"id", "was", "section", "stages", "steps"})


def merged(written: Journey, resolved: Journey, imported: Journey, *, whole: bool) -> Journey:
    """The map that is there with every field that `imported` has; fields that it lacks stay.

    `written` is the map as its file says it, `resolved` with the fields of shared steps: a value
    that is the same there is no change. Stages and steps are matched by id, then by title, and
    stand in the order of `imported`; those that it lacks stay at the end. With `whole` the import
    holds all fields, and only the id, the section and former ids are those of the map there.
    """
    if whole:
        return imported.model_copy(update={"id": written.id, "section": written.section, "was": written.was})
    return _Merge(written, _by_id(resolved), frozenset(written.evidence)).map(imported)


def _by_id(journey: Journey) -> dict[str, Moment]:
    moments = (moment for stage in journey.stages for moment in (stage, *stage.steps))
    return {moment.id: moment for moment in moments if moment.id}


@dataclass(slots=True)
class _Merge:
    written: Journey
    resolved: dict[str, Moment]
    evidence: frozenset[str]
    """The evidence of the map as a whole, which exports repeat at each step."""
    steps: dict[str, Step] = field(default_factory=dict)

    def map(self, imported: Journey) -> Journey:
        self.steps = {step.id: step for stage in self.written.stages for step in stage.steps if step.id}
        named = {step.id for stage in imported.stages for step in stage.steps}
        stages: list[Stage] = []
        for old, new in _aligned(self.written.stages, imported.stages):
            if new is None:
                stages.extend([old] if old else [])
                continue
            own = {step.id for step in new.steps}
            there = [step for step in old.steps if step.id in own or step.id not in named] if old else []
            steps: list[Step] = []
            for before, after in _aligned(there, new.steps):
                if after is not None:
                    steps.append(self._laid(before or self.steps.get(after.id or ""), after))
                elif before is not None:
                    steps.append(before)
            stages.append(self._laid(old, new).model_copy(update={"steps": tuple(steps)}))
        return self._laid(self.written, imported).model_copy(update={"stages": tuple(stages)})

    def _laid(self, old: _Item | None, new: _Item) -> _Item:
        if old is None:
            return new
        shown = self.resolved.get(old.id or "", old) if isinstance(old, Moment) else old
        changes: dict[str, object] = {}
        for name in new.model_fields_set - _NOT_TAKEN:
            before: Any = getattr(shown, name)
            value = _with_fields(before, getattr(new, name))
            if value in (None, (), {}, "") or value == before:
                continue
            if name == "evidence" and isinstance(old, Moment) and set(value) <= {*before, *self.evidence}:
                continue
            changes[name] = {**before, **value} if name == "lanes" else value
        return old.model_copy(update=changes)


def _aligned(there: Iterable[_Item], imported: Iterable[_Item]) -> list[tuple[_Item | None, _Item | None]]:
    rest = list(there)
    pairs: list[tuple[_Item | None, _Item | None]] = []
    for new in imported:
        old = next((each for each in rest if each.id == new.id), None)
        old = old or next((each for each in rest if each.title == new.title), None)
        if old is not None:
            rest.remove(old)
        pairs.append((old, new))
    pairs.extend((each, None) for each in rest)
    return pairs


def _with_fields(old: object, new: Any) -> Any:
    """The items of `new`, those with the text of an old item with the other fields of that."""
    if not isinstance(old, tuple) or not isinstance(new, tuple):
        return new
    by_text = {each.text: each for each in old if hasattr(each, "text")}

    def item(each: Any) -> Any:
        there = by_text.get(getattr(each, "text", ""))
        if there is None:
            return each
        return there.model_copy(update={name: getattr(each, name) for name in each.model_fields_set})

    return tuple(map(item, new))
