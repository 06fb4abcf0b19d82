"""Who else is touched by a change, and which teams should look at it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from journeybook.history.change import Act, Affected, Change, Sort
from journeybook.library import Item, Kind, Library, Ref, Use
from journeybook.model.journey import Journey

_OF_THE_MAP = frozenset({"parent", "future_of", "next", "journey", "personas"})
"""Fields by which something holds on to a whole map; all others hold on to a step of it."""


def affected_by(changes: Iterable[Change], base: Library, head: Library) -> tuple[Affected, ...]:
    """Everything outside the changed thing that refers to it or to a step of it which changed, as it is today.

    What only got other words touches nobody. What refers to something that is gone is found by what referred to it
    before and does still.
    """
    found: dict[Affected, None] = {}
    for change in changes:
        if change.is_text:
            continue
        for each in _holding(change, base, head):
            found[each] = None
    return tuple(found)


def still_used(change: Change, head: Library) -> bool:
    """Whether something that is gone is still referred to from elsewhere."""
    return change.act is Act.REMOVED and not change.field and any(_uses(change.ref, head))


def _holding(change: Change, base: Library, head: Library) -> Iterator[Affected]:
    ref = change.ref
    for use in _uses(ref, head):
        yield Affected(use.by, use.field, ref)
    if ref.kind is Kind.JOURNEY and not ref.step and change.field in ("lowest", "personas", ""):
        journey = head.journeys.get(ref.id) or base.journeys.get(ref.id)
        for persona in journey.personas if journey else ():
            yield Affected(Ref(Kind.PERSONA, persona), "takes_part", ref)
    if change.field in ("emotion", "emotion_end") and change.about:
        yield Affected(Ref(Kind.PERSONA, change.about), "takes_part", Ref(Kind.JOURNEY, ref.id))


def _uses(ref: Ref, library: Library) -> Iterator[Use]:
    for use in library.uses(ref):
        if (use.by.kind, use.by.id) == (ref.kind, ref.id):
            continue
        yield use


def teams_to_ask(
    before: Item | None, after: Item | None, changes: Iterable[Change], head: Library
) -> tuple[str, ...]:
    """The ids of the teams that should look: owners before and after, then whoever does the work at a changed step."""
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
