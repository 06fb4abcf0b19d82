"""The lists of `portal.json` that grow with the portal: what their entries are made of, and how."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import Any

from journeybook.insight.agenda import Entry
from journeybook.kinds import KINDS, Kind, load
from journeybook.library.objects import Ref
from journeybook.pages.comparison.future_comparison import futures_of
from journeybook.pages.exports import portal_types as out
from journeybook.pages.exports.comparisons import future_compared
from journeybook.pages.exports.places import iso
from journeybook.pages.exports.portal_overview import (
    bright_spot,
    coverage,
    lowest_known,
    shown_statements,
    statement,
    twin_maps,
    twin_pains,
)
from journeybook.pages.portfolio import WORD_KINDS, Portfolio

MOST = 250
"""The most entries of a list in a part, but for the lists below. A map has about 4 kB."""

MOST_ACCOUNTS = 50
"""An account has an entry for each step that its contacts have seen."""

MOST_FUTURES = 20
"""A comparison has an entry for each step of both maps."""

MOST_REVIEWS = 2500

MAPS_TO_A_PART = 2500
"""The maps for which findings get one part more; their own number is known too late."""

MAPS_TO_A_TWIN_PART = 250
"""The same for near-duplicates, which are pairs and so grow faster than the maps."""


@dataclass(frozen=True, slots=True)
class PortalList:
    """A list of `portal.json`.

    `name` is its key, with that of the object around it: `comparisons.futures`. `source` gives what
    its entries are made of, in their order, and `entry` makes one. `most` is the largest number of
    entries in a part; None for findings, which are known only after all maps have been summarised:
    they have one part for each `maps` maps.
    """

    name: str
    source: Callable[[Portfolio], Sequence[Any]]
    entry: Callable[[Portfolio, Any], Any]
    most: int | None = None
    length: Callable[[Portfolio], int] | None = None
    """What gives the number of entries to a plan, where `source` would read every map for it."""
    maps: int = MAPS_TO_A_PART

    def entries(self, portfolio: Portfolio) -> tuple[Any, ...]:
        """Every entry in the published type."""
        return tuple(self.entry(portfolio, each) for each in self.source(portfolio))

    def parts(self, portfolio: Portfolio) -> int:
        """The number of parts in which the list is published; 0 if it is known to be empty."""
        if self.most:
            length = self.length(portfolio) if self.length else len(self.source(portfolio))
            return -(-length // self.most)
        return max(1, -(-len(portfolio.library.journeys) // self.maps))

    def part(self, portfolio: Portfolio, number: int) -> tuple[Any, ...]:
        """The entries of part `number`, counting from 1."""
        source = self.source(portfolio)
        size = self.most or -(-len(source) // self.parts(portfolio))
        return tuple(self.entry(portfolio, each) for each in source[(number - 1) * size : number * size])


def _objects(kind: Kind) -> PortalList:
    info = KINDS[kind]
    return PortalList(
        info.plural,
        lambda portfolio: tuple(portfolio.library.shelf(kind)),
        # Loaded when it is called: this module is imported to plan a portal.
        lambda portfolio, key: load("pages", info.export or "")(portfolio, key),  # noqa: PLW0108
        most=MOST_ACCOUNTS if kind is Kind.ACCOUNT else MOST,
    )


def _words(portfolio: Portfolio) -> tuple[Ref, ...]:
    return tuple(Ref(kind, key) for kind in WORD_KINDS for key in portfolio.library.ids(kind))


def _word(portfolio: Portfolio, ref: Ref) -> out.Word:
    library = portfolio.library
    return out.Word(
        ref.kind.value,
        ref.id,
        library.title(ref),
        library.shelf(ref.kind)[ref.id].summary,
        portfolio.page_address(ref),
        len(portfolio.uses(ref)),
    )


def _waiting(_portfolio: Portfolio, each: Entry) -> out.Waiting:
    return out.Waiting(
        each.ref.kind.value,
        each.ref.id,
        each.owner,
        iso(each.last),
        iso(each.due),
        each.urgency.value,
        each.days_late,
    )


def _lists() -> Iterator[PortalList]:
    for kind, info in KINDS.items():
        if info.export:
            yield _objects(kind)
    yield PortalList("words", _words, _word, most=MOST)
    yield PortalList(
        "review", attrgetter("agenda"), _waiting, most=MOST_REVIEWS, length=attrgetter("agenda_length")
    )
    yield PortalList(
        "comparisons.futures",
        futures_of,
        future_compared,
        most=MOST_FUTURES,
        length=lambda portfolio: len(portfolio.future_pairs),
    )
    for name in ("opportunities", "gains", "quotes"):
        yield PortalList(name, partial(shown_statements, name), statement)
    yield PortalList("bright_spots", lowest_known, bright_spot)
    yield PortalList("coverage", lambda portfolio: tuple(portfolio.overview.coverage.values()), coverage)
    for name, found, entry in (
        ("maps", attrgetter("overview.twin_maps"), twin_maps),
        ("pains", attrgetter("overview.twin_pains"), twin_pains),
    ):
        yield PortalList(f"near_duplicates.{name}", found, entry, maps=MAPS_TO_A_TWIN_PART)


LISTS = tuple(_lists())
