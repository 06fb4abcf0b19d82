"""What planning a site found out of each map, so that the next preview plans without reading them.

How many pages a list takes, which maps are listed and in which order depends on all maps. These
values are recorded with the digests of what they were computed from, as those of a build are
(`output_cache`). A value is used only while all of that is the same. The file is sealed as every
file of the cache, and may be deleted at any time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from journeybook.cache.sealed_files import load_sealed, save_sealed
from journeybook.incremental.dependency_graph import Record
from journeybook.pages.portfolio import Portfolio
from journeybook.site.code_digest import code_digest
from journeybook.site.output_cache import settings_digest

FILE = "plan.json"


@dataclass(frozen=True, slots=True)
class PlannedValues:
    """The values that a plan was made of. Names are written once, and then by their numbers.

    `code` stands for all code that computes values, `settings` for what all of them depend on.
    `values` holds for each its name, what it reads, the digest of its content, whether the value is
    recorded, and that value.
    """

    code: str
    settings: str
    names: tuple[str, ...] = ()
    inputs: Mapping[int, str] = field(default_factory=dict)
    values: tuple[tuple[int, tuple[int, ...], str | None, bool, Any], ...] = ()


@cache
def _adapter() -> TypeAdapter[PlannedValues]:
    return TypeAdapter(PlannedValues)


class PlanCache:
    """The cache of the plans of one portal.

    `restore` is called with a portfolio of which nothing has been asked, `note` when it has been
    planned, and `save` when there is time.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._noted: PlannedValues | None = None

    def restore(self, portfolio: Portfolio) -> None:
        """Tell a new portfolio what the last plan was made of, and what has changed since."""
        last = load_sealed(self._root, FILE, _adapter())
        if last is None or (last.code, last.settings) != (code_digest(), settings_digest(portfolio)):
            return
        names = last.names
        known = {names[number]: content for number, content in last.inputs.items()}
        records = {
            names[number]: Record(tuple(names[each] for each in reads), content, is_plain, value)
            for number, reads, content, is_plain, value in last.values
        }
        changed = [name for name, content in known.items() if portfolio.has_changed(name, content, known)]
        portfolio.graph.restore(records, changed)

    def note(self, portfolio: Portfolio) -> None:
        """Note what a portfolio was planned with, unless all of it was restored."""
        if not portfolio.graph.take_computed():
            return
        records = portfolio.graph.records()
        reads = {name for record in records.values() for name in record.reads} - records.keys()
        inputs = {*reads, *filter(None, map(portfolio.map_behind, reads))}
        numbers = {name: number for number, name in enumerate(sorted({*records, *inputs}))}
        self._noted = PlannedValues(
            code_digest(),
            settings_digest(portfolio),
            tuple(numbers),
            {numbers[name]: portfolio.content(name) for name in sorted(inputs)},
            tuple(
                (numbers[name], tuple(numbers[each] for each in record.reads), *record[1:])
                for name, record in sorted(records.items())
            ),
        )

    def save(self) -> None:
        """Save what was noted, once."""
        noted, self._noted = self._noted, None
        if noted is not None:
            save_sealed(self._root, FILE, _adapter(), noted)
