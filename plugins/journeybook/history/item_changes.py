"""Compares two states of an object: a map with its steps, other kinds field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from journeybook.history.change import Act, Change, CurveChange, Sort
from journeybook.history.field_changes import field_changes
from journeybook.history.map_changes import Scales, compare_maps, ids_of
from journeybook.history.pairing import Pair, Paired, pair_up, text_likeness
from journeybook.library.objects import Item, Kind, Ref
from journeybook.model.journey import Journey
from journeybook.model.metric import Metric, Reading


@dataclass(frozen=True, slots=True)
class Compared:
    """The changes of one object, with its curves if it is a map."""

    changes: tuple[Change, ...]
    curve: CurveChange | None = None


def pair_things(before: Mapping[str, Item], after: Mapping[str, Item]) -> Paired[Item]:
    """The objects of one kind on both sides, paired by id."""
    return pair_up(before, after, lambda each: each.was, thing_likeness)


def thing_likeness(one: Item, other: Item) -> float:
    """Similarity of two objects, 0 to 1: the mean of that of their titles and that of the rest.

    The rest is the share of steps with the same id, or of equal fields for kinds without steps.
    """
    titles = text_likeness(one.title, other.title)
    if isinstance(one, Journey) and isinstance(other, Journey):
        mine, theirs = ids_of(one), ids_of(other)
        return 0.5 * titles + 0.5 * (len(mine & theirs) / len(mine | theirs) if mine | theirs else 0)
    names = [name for name in type(one).model_fields if name not in ("id", "title", "was", "section")]
    filled = [name for name in names if getattr(one, name, None) or getattr(other, name, None)]
    equal = sum(1 for name in filled if getattr(one, name, None) == getattr(other, name, None))
    return 0.5 * titles + 0.5 * (equal / len(filled) if filled else titles)


def compare_things(pair: Pair[Item], kind: Kind, scales: Scales, *, curved: bool = True) -> Compared:
    """The changes between the sides of a pair; without `curved`, emotion curves are left out."""
    before, after = pair.before, pair.after
    ref = Ref(kind, after.id)
    found: list[Change] = []
    if pair.old != pair.new:
        found.append(
            Change(Sort.MOVE, Act.RENAMED, ref, "id", before=pair.old, after=pair.new, guess=pair.guess)
        )
    if before.section != after.section:
        found.append(Change(Sort.MOVE, Act.MOVED, ref, "section", before=before.section, after=after.section))
    if isinstance(before, Journey) and isinstance(after, Journey):
        compared = compare_maps(before, after, scales, curved=curved)
        return Compared((*found, *compared.changes), compared.curve)
    found += field_changes(before, after, ref)
    if isinstance(before, Metric) and isinstance(after, Metric):
        found += compare_readings(before.readings, after.readings, ref)
    return Compared(tuple(found))


def appeared(item: Item, kind: Kind) -> Change:
    """The change that an object was added."""
    return Change(Sort.ADDITION, Act.ADDED, Ref(kind, item.id), after=item.title)


def vanished(item: Item, kind: Kind) -> Change:
    """The change that an object was removed."""
    return Change(Sort.REMOVAL, Act.REMOVED, Ref(kind, item.id), before=item.title)


def compare_readings(before: Sequence[Reading], after: Sequence[Reading], ref: Ref) -> Iterator[Change]:
    """New and corrected values; `about` is the date, with the segment."""
    one = {_day(each.date, each.segment): each.value for each in before}
    other = {_day(each.date, each.segment): each.value for each in after}
    for day in sorted({*one, *other}):
        was, now = one.get(day), other.get(day)
        if was == now:
            continue
        act = Act.ADDED if was is None else Act.REMOVED if now is None else Act.CHANGED
        sort = {Act.ADDED: Sort.ADDITION, Act.REMOVED: Sort.REMOVAL}.get(act, Sort.DETAIL)
        yield Change(sort, act, ref, "readings", day, was, now)


def _day(date: str, segment: str | None) -> str:
    return f"{date}, {segment}" if segment else date
