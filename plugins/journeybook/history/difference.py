"""Compares two libraries: what was added, removed, moved, renamed and changed, in reading order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from journeybook.history.apply_renames import untouched_maps, with_current_ids
from journeybook.history.change import Act, Change, Sort, ThingChange
from journeybook.history.field_changes import field_changes
from journeybook.history.impact import affected_by, still_used, teams_to_ask
from journeybook.history.item_changes import appeared, compare_things, pair_things, vanished
from journeybook.history.map_changes import Scales
from journeybook.history.pairing import pair_up
from journeybook.kinds import FILE_KINDS, KINDS, PLURALS, VOCABULARY_KINDS
from journeybook.library.objects import Item, Kind, Library, Ref
from journeybook.model.vocabulary import Subject, Vocabulary

VOCABULARY = "The portal's words"


@dataclass(frozen=True)
class Difference:
    """All changes between `base` and `head`, the most important first."""

    base: Library
    head: Library
    things: tuple[ThingChange, ...]

    def __bool__(self) -> bool:
        return bool(self.things)

    @property
    def changes(self) -> Iterator[Change]:
        """Every change of every object."""
        return (change for thing in self.things for change in thing.changes)

    def reaches(self, sort: Sort) -> bool:
        """Whether there is a change of this sort or of a more important one."""
        return any(change.sort.rank <= sort.rank for change in self.changes)


NOTHING: frozenset[Ref] = frozenset()


def compare(
    base: Library, head: Library, unread: tuple[frozenset[Ref], frozenset[Ref]] = (NOTHING, NOTHING)
) -> Difference:
    """The changes from `base` to `head`.

    `unread` are the objects on each side that exist but could not be read: they count neither as
    added nor as removed.
    """
    scales = (base.vocabulary.emotion_scale, head.vocabulary.emotion_scale)
    things: list[ThingChange] = []
    untouched = untouched_maps(base, head)
    before = with_current_ids(base, head, untouched)
    for kind in FILE_KINDS:
        one, other = before.shelf(kind), head.shelf(kind)
        if kind is Kind.JOURNEY and before is base:
            # Maps that are paired with themselves, and the same, say nothing.
            one, other = (
                {key: shelf[key] for key in shelf if key not in untouched} for shelf in (one, other)
            )
        things += _of_kind(kind, one, other, scales)
    things += compare_words(before.vocabulary, head.vocabulary)
    things = [
        each
        for each in things
        if not (each.act is Act.ADDED and each.ref in unread[0])
        and not (each.act is Act.REMOVED and each.ref in unread[1])
    ]
    told = _told(things)
    things = [each for each in (_once(thing, told, head) for thing in things) if each.changes]
    finished = (_finished(each, base, head) for each in things)
    return Difference(base, head, tuple(sorted(finished, key=lambda each: each.order)))


def compare_words(before: Vocabulary, after: Vocabulary) -> Iterator[ThingChange]:
    """Changes of the vocabulary: each term, then scale, lanes, tags, chat and feelings as one."""
    for kind in KINDS:
        if kind in VOCABULARY_KINDS:
            yield from _terms(kind, getattr(before, PLURALS[kind]), getattr(after, PLURALS[kind]))
    yield from _words(before, after)


def _of_kind(
    kind: Kind, before: Mapping[str, Item], after: Mapping[str, Item], scales: Scales
) -> Iterator[ThingChange]:
    paired = pair_things(before, after)
    for pair in paired.pairs:
        if pair.before is pair.after or pair.before == pair.after:
            continue
        compared = compare_things(pair, kind, scales)
        yield ThingChange(
            Ref(kind, pair.new),
            pair.after.title,
            Act.RENAMED if pair.old != pair.new else Act.CHANGED,
            Ref(kind, pair.old) if pair.old != pair.new else None,
            pair.guess,
            compared.changes,
            compared.curve,
        )
    for key, item in paired.added:
        yield ThingChange(Ref(kind, key), item.title, Act.ADDED, changes=(appeared(item, kind),))
    for key, item in paired.removed:
        yield ThingChange(Ref(kind, key), item.title, Act.REMOVED, changes=(vanished(item, kind),))


def _terms(kind: Kind, before: Mapping[str, Subject], after: Mapping[str, Subject]) -> Iterator[ThingChange]:
    """The changes of terms. Nothing is guessed: without `was`, another id is another term."""
    paired = pair_up(before, after, lambda each: each.was, None)
    for pair in paired.pairs:
        ref = Ref(kind, pair.new)
        changes = tuple(field_changes(pair.before, pair.after, ref))
        if pair.old != pair.new:
            renamed = Change(Sort.MOVE, Act.RENAMED, ref, "id", before=pair.old, after=pair.new)
            was = Ref(kind, pair.old)
            yield ThingChange(ref, pair.after.title, Act.RENAMED, was, changes=(renamed, *changes))
        elif pair.before != pair.after:
            yield ThingChange(ref, pair.after.title, Act.CHANGED, changes=changes)
    for key, item in paired.added:
        change = Change(Sort.ADDITION, Act.ADDED, Ref(kind, key), after=item.title)
        yield ThingChange(Ref(kind, key), item.title, Act.ADDED, changes=(change,))
    for key, item in paired.removed:
        change = Change(Sort.REMOVAL, Act.REMOVED, Ref(kind, key), before=item.title)
        yield ThingChange(Ref(kind, key), item.title, Act.REMOVED, changes=(change,))


def _words(before: Vocabulary, after: Vocabulary) -> Iterator[ThingChange]:
    """The changes of scale, lanes, tags, chat and feelings, which have no own reference."""
    nothing = Ref(Kind.AREA, "")
    names = ("emotion_scale", "feelings", "chat", "lanes", "tags")
    left, right = (Vocabulary(**{name: getattr(each, name) for name in names}) for each in (before, after))
    changes = tuple(field_changes(left, right, nothing))
    if changes:
        yield ThingChange(None, VOCABULARY, Act.CHANGED, changes=changes)


_Told = Mapping[tuple[object, ...], Collection[int]]
"""The changes of steps, each with the `id()` of the `ThingChange`s that hold it."""


def _told(things: Iterable[ThingChange]) -> _Told:
    found: dict[tuple[object, ...], set[int]] = {}
    for thing in things:
        for change in thing.changes:
            if change.ref.step:
                key = (change.ref, change.field, change.about, change.before, change.after)
                found.setdefault(key, set()).add(id(thing))
    return found


def _once(thing: ThingChange, told: _Told, head: Library) -> ThingChange:
    """`thing` without changes of shared steps that are reported on the map that they come from."""
    if thing.ref is None or thing.ref.kind is not Kind.JOURNEY:
        return thing
    kept = tuple(each for each in thing.changes if not _is_shared(each, thing, told, head))
    return replace(thing, changes=kept) if len(kept) != len(thing.changes) else thing


def _is_shared(change: Change, thing: ThingChange, told: _Told, head: Library) -> bool:
    moment = head.moment(change.ref) if change.ref.step and change.field else None
    shares = moment.same_as if moment else None
    seen: set[str] = set()
    while shares and shares not in seen:
        seen.add(shares)
        key, _, step = shares.partition("#")
        source = Ref(Kind.JOURNEY, key, step)
        by = told.get((source, change.field, change.about, change.before, change.after), ())
        if any(each != id(thing) for each in by):
            return True
        following = head.moment(source)
        shares = following.same_as if following else None
    return False


def _finished(thing: ThingChange, base: Library, head: Library) -> ThingChange:
    """`thing` with affected objects and teams to ask; removals still in use become REVIEW."""
    if thing.ref is None:
        return thing
    changes = tuple(
        replace(each, sort=Sort.REVIEW) if each.sort is Sort.REMOVAL and still_used(each, head) else each
        for each in thing.changes
    )
    after = head.item(thing.ref)
    before = base.item(thing.was or thing.ref)
    return replace(
        thing,
        changes=changes,
        affected=affected_by(changes, base, head),
        ask=teams_to_ask(before, after, changes, head),
    )
