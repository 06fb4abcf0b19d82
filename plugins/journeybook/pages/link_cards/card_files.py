"""`link-cards.json`: the cards of links, which a script fetches when a reader first asks for one.

A portal of many maps has their cards in further files, `link-cards-0.json` and on. The script finds
the file of a map by the sum of the characters of its address.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from journeybook.i18n.catalog import gettext as _
from journeybook.library.objects import Kind, Ref
from journeybook.pages.glossary.terms import TERMS
from journeybook.pages.link_cards.link_card import CARD_KINDS, LinkCard, link_card
from journeybook.pages.page import AssetPlan
from journeybook.pages.portfolio import Portfolio

ADDRESS = "link-cards.json"

MAPS = 250
"""The most maps whose cards are in the one file, and about how many are in each of the others."""


def card_files(portfolio: Portfolio) -> Iterator[AssetPlan]:
    """The files of the cards."""
    yield AssetPlan(ADDRESS, partial(draw_cards, portfolio))
    for number in range(part_count(portfolio)):
        yield AssetPlan(f"link-cards-{number}.json", partial(draw_map_cards, portfolio, number))


def part_count(portfolio: Portfolio) -> int:
    """How many files there are for the cards of maps, 0 where they are in the first one."""
    maps = len(portfolio.library.ids(Kind.JOURNEY))
    return 0 if maps <= MAPS else -(-maps // MAPS)


def part_of(address: str, parts: int) -> int:
    """The number of the file with the card of the map at an address."""
    return sum(map(ord, address)) % parts


def draw_cards(portfolio: Portfolio) -> str:
    """The cards of all but maps, and of maps where they are few; `maps` counts their files."""
    parts = part_count(portfolio)
    kinds = [kind for kind in CARD_KINDS if kind is not Kind.JOURNEY or not parts]
    cards = dict(_cards(portfolio, (Ref(kind, key) for kind in kinds for key in portfolio.library.ids(kind))))
    for term in TERMS:
        address = f"{portfolio.at('glossary/')}#jp--{term.key}"
        cards[address] = LinkCard(_("Glossary"), _(term.title), _(term.meaning), ())
    return _written({"maps": parts, "cards": cards})


def draw_map_cards(portfolio: Portfolio, number: int) -> str:
    """The cards of one file of maps."""
    parts = part_count(portfolio)
    maps = ((Ref(Kind.JOURNEY, key), _address(portfolio, key)) for key in portfolio.library.ids(Kind.JOURNEY))
    return _written(
        {"cards": dict(_cards(portfolio, (ref for ref, at in maps if part_of(at, parts) == number)))}
    )


def _address(portfolio: Portfolio, key: str) -> str:
    return portfolio.address(Ref(Kind.JOURNEY, key)) or key


def _cards(portfolio: Portfolio, refs: Iterable[Ref]) -> Iterator[tuple[str, LinkCard]]:
    for ref in refs:
        address = portfolio.address(ref)
        if address:
            yield address, link_card(portfolio, ref)


def _written(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
