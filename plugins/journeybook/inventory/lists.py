"""All objects of one sort in rows: id, title, and the columns of their kind."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from journeybook.insight.metric_status import metric_status
from journeybook.insight.spots import step_count
from journeybook.kinds import KINDS
from journeybook.library.lookup import LANE, PLURALS, SORTS, TAG, Name, ids_of
from journeybook.library.objects import KIND_OF, Item, Kind, Library, Ref, moments
from journeybook.library.translations import original_of
from journeybook.model.metric import Metric
from journeybook.text.numbers import metric_figure, reading_figure


@dataclass(frozen=True, slots=True)
class Row:
    """One object: its name and title, its columns by their heading, and how many mention it."""

    name: Name
    title: str
    facts: Mapping[str, str]
    used: int


def counts(library: Library) -> Mapping[str, int]:
    """The number of objects of each sort by its plural, in the order of the format."""
    return {PLURALS[sort]: len(ids_of(library, sort)) for sort in SORTS}


def retired(library: Library) -> int:
    """The number of retired maps, which `counts` includes and the figures of the portal do not."""
    return sum(1 for journey in library.journeys.values() if not journey.listed)


def translations(library: Library) -> int:
    """The number of maps that translate another, without retired ones.

    `counts` includes them, and the figures of the portal do not.
    """
    journeys = library.journeys
    return sum(1 for key, journey in journeys.items() if journey.listed and original_of(key, journeys))


def rows_of(library: Library, sort: str, wanted: Mapping[str, str] = {}) -> tuple[Row, ...]:
    """The rows of a sort in the order of ids.

    `wanted` has a value by filter; only objects that match all of them are listed.
    """
    rows = []
    for key, title in sorted(ids_of(library, sort).items()):
        name = Name(sort, key)
        item = library.item(Ref(Kind(sort), key)) if sort not in (LANE, TAG) else None
        if all(_matches(library, name, item, by, value) for by, value in wanted.items()):
            facts = _facts(sort, item or _word(library, sort, key))
            rows.append(Row(name, title, facts, len(users(library, sort, key))))
    return tuple(rows)


def users(library: Library, sort: str, key: str) -> tuple[Ref, ...]:
    """The objects that mention one, each once, however many of their steps do."""
    if sort == TAG:
        return tuple(Ref(KIND_OF[type(item)], item.id) for item in library.items() if key in item.tags)
    if sort == LANE:
        return tuple(
            Ref(Kind.JOURNEY, journey.id)
            for journey in library.journeys.values()
            if any(key in holder.lanes for holder in (journey, *moments(journey)))
        )
    uses = library.uses(Ref(Kind(sort), key))
    return tuple(dict.fromkeys(Ref(use.by.kind, use.by.id) for use in uses))


def _word(library: Library, sort: str, key: str) -> Any:
    return getattr(library.vocabulary, PLURALS[sort]).get(key)


def _matches(library: Library, name: Name, item: Item | None, by: str, value: str) -> bool:
    holder: Any = item if item is not None else _word(library, name.sort, name.id)
    if by in ("status", "section"):
        own = getattr(holder, by, None)
        return own is not None and (
            str(own) == value or (by == "section" and str(own).startswith(f"{value}/"))
        )
    if by == "tag":
        return value in getattr(holder, "tags", ())
    if by == "owner":
        return (getattr(holder, "owner", None) or getattr(holder, "team", None) or "") == value
    if name.ref is None:
        return False
    kind = {"persona": Kind.PERSONA, "channel": Kind.CHANNEL, "team": Kind.TEAM}[by]
    return name.ref in users(library, kind.value, value)


def _facts(sort: str, item: Any) -> dict[str, str]:
    """The columns behind id and title; `item` is None for a lane or tag that nobody declared."""
    if sort in (LANE, TAG):
        return {"declared": "yes" if item is not None else "no"}
    kind = Kind(sort)
    computed = _COMPUTED.get(kind, {})
    return {
        column: computed[column](item) if column in computed else _cell(_value(item, column))
        for column in KINDS[kind].columns
    }


def _value(item: Any, field: str) -> Any:
    """The value of a field by the name that authors write, such as `for`, which is `for_` in
    Python.
    """
    return getattr(item, field) if hasattr(item, field) else getattr(item, f"{field}_")


def _cell(value: Any) -> str:
    """The text of a value in a cell: texts joined by commas, the number of other items."""
    match value:
        case None:
            return ""
        case Enum():
            return str(value.value)
        case datetime.date():
            return value.isoformat()
        case tuple():
            return ", ".join(value) if all(isinstance(each, str) for each in value) else str(len(value))
    return str(value)


def _newest(metric: Metric) -> str:
    status = metric_status(metric)
    newest = (status.newest,) if status.newest else status.by_segment
    return ", ".join(reading_figure(reading, metric) for reading in newest)


def _target(metric: Metric) -> str:
    return metric_figure(metric.target, metric) if metric.target is not None else ""


_COMPUTED: Mapping[Kind, Mapping[str, Callable[[Any], str]]] = {
    Kind.JOURNEY: {"steps": lambda journey: str(step_count(journey))},
    Kind.METRIC: {"newest": _newest, "target": _target},
    Kind.PATH: {"stops": lambda path: str(len(path.steps))},
}
"""Columns of `KindInfo.columns` that are not a field as it stands."""
