"""Everything of one sort in rows: id, title, and what tells one from another at a glance."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from journeybook.insight.metric_status import metric_status
from journeybook.insight.spots import step_count
from journeybook.library.lookup import LANE, PLURALS, SORTS, TAG, Name, ids_of
from journeybook.library.objects import Item, Kind, Library, Ref, moments
from journeybook.text.numbers import metric_figure, reading_figure


@dataclass(frozen=True, slots=True)
class Row:
    """One thing: its id and title, further columns by their heading in the order of the sort, and who mentions it."""

    name: Name
    title: str
    facts: Mapping[str, str]
    used: int


def counts(library: Library) -> Mapping[str, int]:
    """How many there are of each sort, by its plural, in the order of the format."""
    return {PLURALS[sort]: len(ids_of(library, sort)) for sort in SORTS}


def retired(library: Library) -> int:
    """How many of the maps are retired: they are among those that `counts` counts, and in no figure of the portal."""
    return sum(1 for each in library.journeys.values() if not each.listed)


def rows_of(library: Library, sort: str, wanted: Mapping[str, str] = {}) -> tuple[Row, ...]:
    """Every thing of a sort in the order of ids, those alone that match all of `wanted` (a value by each filter)."""
    found = []
    for key, title in sorted(ids_of(library, sort).items()):
        item = library.item(Ref(Kind(sort), key)) if sort not in (LANE, TAG) else None
        if all(_matches(library, Name(sort, key), item, by, value) for by, value in wanted.items()):
            facts = _FACTS.get(sort, _no_facts)(library, item or _word(library, sort, key))
            found.append(Row(Name(sort, key), title, facts, len(users(library, sort, key))))
    return tuple(found)


def users(library: Library, sort: str, key: str) -> tuple[Ref, ...]:
    """The things that mention one, each once; a map counts once however many of its steps do."""
    if sort == TAG:
        return tuple(dict.fromkeys(Ref(kind, item.id) for kind, item in _items(library) if key in item.tags))
    if sort == LANE:
        return tuple(
            Ref(Kind.JOURNEY, each.id)
            for each in library.journeys.values()
            if any(key in holder.lanes for holder in (each, *moments(each)))
        )
    uses = library.uses(Ref(Kind(sort), key))
    return tuple(dict.fromkeys(Ref(use.by.kind, use.by.id) for use in uses))


def _items(library: Library) -> Iterable[tuple[Kind, Item]]:
    for kind in Kind:
        shelf: Mapping[str, Item] = getattr(library, PLURALS[kind], {})
        for item in shelf.values():
            yield kind, item


def _word(library: Library, sort: str, key: str) -> Any:
    return getattr(library.vocabulary, PLURALS[sort]).get(key)


def _matches(library: Library, name: Name, item: Item | None, by: str, value: str) -> bool:
    me: Any = item if item is not None else _word(library, name.sort, name.id)
    if by in ("status", "section"):
        own = getattr(me, by, None)
        return own is not None and (
            str(own) == value or (by == "section" and str(own).startswith(f"{value}/"))
        )
    if by == "tag":
        return value in getattr(me, "tags", ())
    if by == "owner":
        return (getattr(me, "owner", None) or getattr(me, "team", None) or "") == value
    if name.ref is None:
        return False
    kind = {"persona": Kind.PERSONA, "channel": Kind.CHANNEL, "team": Kind.TEAM}[by]
    return name.ref in users(library, kind.value, value)


def _no_facts(_library: Library, _item: Any) -> Mapping[str, str]:
    return {}


def _journey(_library: Library, item: Any) -> Mapping[str, str]:
    return {
        "status": item.status.value,
        "owner": item.owner or "",
        "personas": ", ".join(item.personas),
        "steps": str(step_count(item)),
        "reviewed": item.reviewed.isoformat() if item.reviewed else "",
    }


def _persona(_library: Library, item: Any) -> Mapping[str, str]:
    return {"kind": item.kind.value, "role": item.role or "", "owner": item.owner or ""}


def _account(_library: Library, item: Any) -> Mapping[str, str]:
    return {"segment": item.segment or "", "contacts": str(len(item.contacts)), "owner": item.owner or ""}


def _evidence(_library: Library, item: Any) -> Mapping[str, str]:
    return {
        "kind": item.kind.value if item.kind else "",
        "date": item.date.isoformat() if item.date else "",
        "owner": item.owner or "",
    }


def _metric(_library: Library, item: Any) -> Mapping[str, str]:
    where = metric_status(item)
    newest = (where.newest,) if where.newest else where.by_segment
    return {
        "newest": ", ".join(reading_figure(each, item) for each in newest),
        "target": metric_figure(item.target, item) if item.target is not None else "",
        "owner": item.owner or "",
    }


def _recommendation(_library: Library, item: Any) -> Mapping[str, str]:
    return {
        "status": item.status.value,
        "due": item.due.isoformat() if item.due else "",
        "owner": item.owner or "",
    }


def _path(_library: Library, item: Any) -> Mapping[str, str]:
    return {"for": ", ".join(item.for_), "stops": str(len(item.steps)), "owner": item.owner or ""}


def _team(_library: Library, item: Any) -> Mapping[str, str]:
    return {"contact": item.contact or "", "handles": ", ".join(item.handles)}


def _system(_library: Library, item: Any) -> Mapping[str, str]:
    return {"team": item.team or ""}


def _declared(_library: Library, item: Any) -> Mapping[str, str]:
    return {"declared": "yes" if item is not None else "no"}


_FACTS: Mapping[str, Callable[[Library, Any], Mapping[str, str]]] = {
    Kind.JOURNEY: _journey,
    Kind.PERSONA: _persona,
    Kind.ACCOUNT: _account,
    Kind.EVIDENCE: _evidence,
    Kind.METRIC: _metric,
    Kind.RECOMMENDATION: _recommendation,
    Kind.PATH: _path,
    Kind.TEAM: _team,
    Kind.SYSTEM: _system,
    LANE: _declared,
    TAG: _declared,
}
