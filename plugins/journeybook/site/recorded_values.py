"""What a portfolio has computed, as data, so that a later one takes over what would be the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from journeybook.incremental.dependency_graph import Record
from journeybook.pages.portfolio import Portfolio


@dataclass(frozen=True, slots=True)
class RecordedValues:
    """The records of a dependency graph. Names are written once, and then by their numbers.

    `inputs` holds the contents of what was read. `values` holds for each computed value its name,
    what it reads, the digest of its content, whether its value is recorded, and that value.
    """

    names: tuple[str, ...] = ()
    inputs: Mapping[int, str] = field(default_factory=dict)
    values: tuple[tuple[int, tuple[int, ...], str | None, bool, Any], ...] = ()


def recorded_values(
    portfolio: Portfolio,
    records: Mapping[str, Record],
    contents: Mapping[str, str] = MappingProxyType({}),
) -> RecordedValues:
    """The records of a portfolio's graph with the inputs that they read.

    `contents` are contents of inputs that are known already; the others are looked up.
    """
    reads = {name for record in records.values() for name in record.reads} - records.keys()
    inputs = {*reads, *filter(None, map(portfolio.map_behind, reads))}
    numbers = {name: number for number, name in enumerate(sorted({*records, *inputs}))}
    return RecordedValues(
        tuple(numbers),
        {numbers[name]: contents.get(name) or portfolio.content(name) for name in sorted(inputs)},
        tuple(
            (numbers[name], tuple(numbers[each] for each in record.reads), *record[1:])
            for name, record in sorted(records.items())
        ),
    )


def restore_values(portfolio: Portfolio, recorded: RecordedValues) -> bool:
    """Tell a new portfolio what was computed; returns whether no input has changed since."""
    names = recorded.names
    known = {names[number]: content for number, content in recorded.inputs.items()}
    records = {
        names[number]: Record(tuple(names[each] for each in reads), content, is_plain, value)
        for number, reads, content, is_plain, value in recorded.values
    }
    changed = [name for name, content in known.items() if portfolio.has_changed(name, content, known)]
    portfolio.graph.restore(records, changed)
    return not changed
