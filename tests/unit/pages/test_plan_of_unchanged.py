"""What an earlier run recorded is enough to plan all pages: no map is read for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from journeybook.model.journey import Journey
from journeybook.pages.page_plan import plan_portal
from journeybook.pages.portfolio import Portfolio
from page_library import small_library


class ReadMaps(Mapping[str, Journey]):
    """The maps of a library, with the ids of those that were read."""

    def __init__(self, maps: Mapping[str, Journey]) -> None:
        self._maps = maps
        self.read: list[str] = []

    def __getitem__(self, key: str) -> Journey:
        self.read.append(key)
        return self._maps[key]

    def __contains__(self, key: object) -> bool:
        return key in self._maps

    def __iter__(self) -> Iterator[str]:
        return iter(self._maps)

    def __len__(self) -> int:
        return len(self._maps)


def addresses(portfolio: Portfolio) -> list[str]:
    pages, assets = plan_portal(portfolio)
    return [each.address for each in (*pages, *assets)]


def test_a_plan_reads_no_map_again() -> None:
    library = small_library()
    first = Portfolio(library, "Atlas")
    planned = addresses(first)
    again = Portfolio(library, "Atlas")
    again.graph.restore(first.graph.records(), [])
    maps = ReadMaps(again.library.journeys)
    object.__setattr__(again.library, "journeys", maps)
    assert addresses(again) == planned
    assert maps.read == []
