"""What planning a site found out of each map, so that the next preview plans without reading them.

How many pages a list takes, which maps are listed and in which order depends on all maps. These
values are recorded with the digests of what they were computed from, as those of a build are
(`output_cache`). A value is used only while all of that is the same. The file is sealed as every
file of the cache, and may be deleted at any time.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from journeybook.cache.sealed_files import load_sealed, save_sealed
from journeybook.pages.portfolio import Portfolio
from journeybook.site.code_digest import code_digest
from journeybook.site.output_cache import settings_digest
from journeybook.site.recorded_values import RecordedValues, recorded_values, restore_values

FILE = "plan.json"


@dataclass(frozen=True, slots=True)
class PlannedValues:
    """What a plan was made of.

    `code` stands for all code that computes values, `settings` for what all of them depend on.
    """

    code: str
    settings: str
    computed: RecordedValues


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
        restore_values(portfolio, last.computed)

    def note(self, portfolio: Portfolio) -> None:
        """Note what a portfolio was planned with, unless all of it was restored."""
        if not portfolio.graph.take_computed():
            return
        computed = recorded_values(portfolio, portfolio.graph.records())
        self._noted = PlannedValues(code_digest(), settings_digest(portfolio), computed)

    def save(self) -> None:
        """Save what was noted, once."""
        noted, self._noted = self._noted, None
        if noted is not None:
            save_sealed(self._root, FILE, _adapter(), noted)
