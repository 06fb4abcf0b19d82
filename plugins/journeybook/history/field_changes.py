"""Compares two objects of the model field by field, and list items one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel

from journeybook.history.change import Act, Change, Sort, Value
from journeybook.history.list_items import by_key, key_of, pair_items
from journeybook.history.pairing import moved
from journeybook.library.links import REFERENCES
from journeybook.library.objects import Kind, Ref
from journeybook.model.journey import Moment
from journeybook.step_fields import Shape, fields_of

_STEP_PROSE = frozenset(fields_of(Shape.PHRASES, Shape.CLAIMS, Shape.TEXTS, Shape.TEXT, Shape.PROSE)) - {
    "duration"
}

PROSE = _STEP_PROSE | {
    "ask",
    "behaviours",
    "contact",
    "demographics",
    "desires",
    "expectations",
    "feelings",
    "findings",
    "from",
    "goals",
    "lanes",
    "links",
    "method",
    "motivations",
    "needs",
    "note",
    "objective",
    "outcome",
    "psychographics",
    "quote",
    "role",
    "scenario",
    "specific",
    "struggles",
    "summary",
    "text",
    "to",
    "trigger",
    "when",
    "why",
}
"""Fields that hold sentences. New wording there is a change of sort TEXT."""

REVIEWED = frozenset({"owner", "personas", "persona", "moment_of_truth", "status", "emotion_scale"})
"""Fields whose changes concern other people too, and so are of sort REVIEW."""

_PLACED = frozenset(
    {"id", "was", "stages", "steps", "emotion", "emotion_end", "section", "readings", "lowest"}
)
"""Fields that are compared elsewhere, together with their context."""

_IDS_IN_TEXT = frozenset({"relevant"})
"""Lists of references that are not plain ids."""


@dataclass(frozen=True, slots=True)
class _Spot:
    """The position of a field: object or step, field name, list item."""

    ref: Ref
    trail: tuple[str, ...]
    field: str
    about: str = ""

    @property
    def name(self) -> str:
        return self.field.rpartition(".")[2]

    @property
    def whole(self) -> str:
        return self.field.partition(".")[0]

    def change(self, sort: Sort, act: Act, **values: Any) -> Change:
        return Change(
            sort, act, self.ref, self.field, values.pop("about", self.about), trail=self.trail, **values
        )


def field_changes(
    before: BaseModel, after: BaseModel, ref: Ref, trail: tuple[str, ...] = ()
) -> Iterator[Change]:
    """Every change of a field, in the order of the model; `ref` has the id of today."""
    kind: type[BaseModel] = type(before) if type(before) is type(after) else Moment
    for name, info in kind.model_fields.items():
        if name in _PLACED:
            continue
        one, other = getattr(before, name), getattr(after, name)
        if one != other:
            yield from _compare(one, other, _Spot(ref, trail, info.alias or name))


def _compare(one: Any, other: Any, spot: _Spot) -> Iterator[Change]:
    if isinstance(one, Mapping) or isinstance(other, Mapping):
        yield from _entries(one or {}, other or {}, spot)
    elif isinstance(one, tuple | list) or isinstance(other, tuple | list):
        yield from _items(one or (), other or (), spot)
    elif isinstance(one, BaseModel) or isinstance(other, BaseModel):
        yield from _parts(one, other, spot)
    elif one != other:
        yield _single(one, other, spot)


def _parts(one: BaseModel | None, other: BaseModel | None, spot: _Spot) -> Iterator[Change]:
    """Compare field by field; the parts of an item's name are compared with the item."""
    there = one if one is not None else other
    for name, info in type(there).model_fields.items() if there is not None else ():
        before, after = getattr(one, name, None), getattr(other, name, None)
        if before != after:
            yield from _compare(before, after, replace(spot, field=f"{spot.field}.{info.alias or name}"))


def _entries(one: Mapping[Any, Any], other: Mapping[Any, Any], spot: _Spot) -> Iterator[Change]:
    """Compare a field such as `lanes`, `metrics` or `demographics` entry by entry."""
    for key in dict.fromkeys([*one, *other]):
        before, after = one.get(key), other.get(key)
        if before != after:
            yield from _compare(before, after, replace(spot, about=str(key)))


def _items(one: Sequence[Any], other: Sequence[Any], spot: _Spot) -> Iterator[Change]:
    ids = spot.name in REFERENCES and not any(isinstance(each, BaseModel) for each in (*one, *other))
    exact = ids or spot.name in _IDS_IN_TEXT or spot.name in ("tags", "was")
    before, after = by_key(one), by_key(other)
    paired = pair_items(before, after, prose=not exact)
    inner = isinstance(spot.about, str) and spot.about
    for pair in paired.pairs:
        if isinstance(pair.after, BaseModel):
            place = replace(spot, about=key_of(pair.after)) if not inner else spot
            yield from _parts(pair.before, pair.after, place)
        elif pair.before != pair.after:
            yield spot.change(_worded(spot), Act.CHANGED, before=pair.before, after=pair.after)
    for _, item in paired.removed:
        yield spot.change(_gone(spot, ids=ids), Act.REMOVED, before=_said(item))
    for _, item in paired.added:
        yield spot.change(_come(spot, ids=ids), Act.ADDED, after=_said(item))
    places = {key: at for at, key in enumerate(before)}
    lifted = moved([places[pair.old] for pair in paired.pairs])
    if lifted:
        sort = Sort.DETAIL if spot.field == "personas" else Sort.TEXT
        for at in sorted(lifted):
            follows = paired.pairs[at - 1].new if at else None
            yield spot.change(sort, Act.MOVED, before=_said(paired.pairs[at].after), after=follows)


def _single(one: Any, other: Any, spot: _Spot) -> Change:
    before, after = _value(one), _value(other)
    if before is None or before is False:
        act = Act.ADDED
    else:
        act = Act.REMOVED if after is None or after is False else Act.CHANGED
    if spot.name in REVIEWED:
        sort = Sort.REVIEW
    elif spot.name == "title":
        sort = Sort.MOVE if spot.field == "title" else Sort.TEXT
    elif spot.name in PROSE:
        sort = Sort.TEXT
    else:
        sort = Sort.DETAIL
    return spot.change(sort, act, before=before, after=after)


def _worded(spot: _Spot) -> Sort:
    return Sort.TEXT if spot.whole in PROSE else Sort.DETAIL


def _gone(spot: _Spot, *, ids: bool) -> Sort:
    if spot.name == "evidence" or spot.name in REVIEWED:
        return Sort.REVIEW
    if spot.name == "pains":
        return Sort.IMPROVEMENT
    return Sort.DETAIL if ids else Sort.REMOVAL


def _come(spot: _Spot, *, ids: bool) -> Sort:
    if spot.name in REVIEWED:
        return Sort.REVIEW
    return Sort.DETAIL if ids and spot.name != "evidence" else Sort.ADDITION


def _said(item: Any) -> str:
    """The text that represents an item."""
    if isinstance(item, BaseModel):
        for name in ("text", "title", "read", "step"):
            if getattr(item, name, None):
                return str(getattr(item, name))
        return key_of(item)
    return str(item)


def _value(value: Any) -> Value:
    """A value for storage: numbers and flags unchanged, everything else as in the source."""
    if value is None or isinstance(value, bool | str):
        # An enum is a `str`, whose value stands in the file.
        return str(value) if isinstance(value, str) else value
    return float(value) if isinstance(value, int | float) else str(value)


def names_of(field: str) -> Kind | None:
    """The kind of object that the ids in a field refer to; None if it holds no ids."""
    name = field.rpartition(".")[2]
    return None if field in ("emotion", "emotion_end") else REFERENCES.get(name)
