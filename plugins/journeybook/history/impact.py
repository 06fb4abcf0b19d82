"""The objects that a change affects, and the teams that should review it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from journeybook.history.change import Act, Affected, Change, Sort
from journeybook.library.links import links_of
from journeybook.library.objects import Item, Kind, Library, Ref, Use
from journeybook.model.journey import Journey

_QUIET = frozenset({Sort.TEXT, Sort.DETAIL, Sort.MOVE})
"""Sorts of change that do not affect statements about the object elsewhere."""

_ON_THE_CURVE = frozenset({"journey", "future_of", "relevant", "read", "observations"})
"""Fields that refer to a whole map because of its emotions."""


def affected_by(changes: Iterable[Change], base: Library, head: Library) -> tuple[Affected, ...]:
    """The objects that refer to the changed object or to a changed step of it, in `head`.

    Changes of wording or place alone affect nothing.
    """
    found: dict[Affected, None] = {}
    for change in changes:
        found.update((each, None) for each in _holding(change, base, head))
    return tuple(found)


def still_used(change: Change, head: Library) -> bool:
    """Whether a removed object is still referred to."""
    return change.act is Act.REMOVED and not change.field and any(_uses(change.ref, head))


def _holding(change: Change, base: Library, head: Library) -> Iterator[Affected]:
    ref = change.ref
    gone = not change.field and change.act is Act.REMOVED
    renamed = change.act is Act.RENAMED or (change.act is Act.MOVED and change.field == "")
    loud = change.sort not in _QUIET
    if ref.kind is not Kind.JOURNEY or ref.step:
        if loud or renamed:
            yield from (Affected(use.by, use.field, ref) for use in _uses(ref, head))
    elif gone or renamed:
        yield from (Affected(use.by, use.field, ref) for use in _uses(ref, head))
    elif change.field == "lowest":
        found = (use for use in head.uses(ref) if use.field in _ON_THE_CURVE)
        whole = (use for use in found if _names_whole(use, ref, head))
        yield from (Affected(use.by, use.field, ref) for use in whole if use.by.id != ref.id)
    if not ref.step and change.field in ("", "personas"):
        journey = head.journeys.get(ref.id) or base.journeys.get(ref.id)
        for persona in journey.personas if journey and ref.kind is Kind.JOURNEY else ():
            yield Affected(Ref(Kind.PERSONA, persona), "takes_part", ref)
    if loud and change.field in ("emotion", "emotion_end") and change.about:
        yield Affected(Ref(Kind.PERSONA, change.about), "feels", Ref(Kind.JOURNEY, ref.id))


def _names_whole(use: Use, ref: Ref, library: Library) -> bool:
    """Whether a reference is to the map itself and not only to one of its steps."""
    item = library.item(Ref(use.by.kind, use.by.id))
    return item is not None and any(
        link.ref == ref and link.by == use.by and link.field == use.field for link in links_of(item)
    )


def _uses(ref: Ref, library: Library) -> Iterator[Use]:
    return (use for use in library.uses(ref) if (use.by.kind, use.by.id) != (ref.kind, ref.id))


def teams_to_ask(
    before: Item | None, after: Item | None, changes: Iterable[Change], head: Library
) -> tuple[str, ...]:
    """Ids of the teams that should review: owners before and after, then those of changed steps."""
    found: dict[str, None] = {}
    for item in (after, before):
        owner = getattr(item, "owner", None)
        if owner:
            found[owner] = None
    for change in changes:
        if change.is_text:
            continue
        moment = head.moment(change.ref) if isinstance(after, Journey) and change.ref.step else None
        if moment is not None and moment.team and change.sort is not Sort.DETAIL:
            found[moment.team] = None
        if change.field == "team":
            found.update((str(team), None) for team in (change.before, change.after) if team)
    return tuple(found)
