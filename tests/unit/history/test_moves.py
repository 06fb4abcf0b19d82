"""Where pages of the portal go whose address a site has for itself, and that everything follows them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import html

from factories import make_journey, make_library
from journeybook.pages.moved_pages import moved_addresses, placed
from journeybook.pages.page_plan import plan_portal
from journeybook.pages.portfolio import Portfolio
from page_library import TODAY, small_library

ORIGIN = "https://portal.invalid/"


@pytest.mark.parametrize(
    ("taken", "home", "expected"),
    [
        (set(), None, {}),
        ({""}, None, {"": "journeys/", "journeys/": "journeys/all/"}),
        ({"", "journeys/"}, None, {"": "journeybook/", "journeys/": "journeys/all/"}),
        ({"", "journeys/all/"}, None, {"": "journeys/", "journeys/": "journeybook/journeys/"}),
        ({""}, "portal/", {"": "portal/"}),
        (set(), "portal/", {"": "portal/"}),
        ({"portal/"}, "portal/", {"": "journeys/", "journeys/": "journeys/all/"}),
        ({""}, "", {"": "journeys/", "journeys/": "journeys/all/"}),
        ({"journeys/"}, None, {"journeys/": "journeys/all/"}),
        (
            {"personas/", "glossary/"},
            None,
            {"personas/": "personas/all/", "glossary/": "journeybook/glossary/"},
        ),
        ({"personas/m-a/", "llms.txt"}, None, {"personas/m-a/": "journeybook/personas/m-a/"}),
    ],
)
def test_a_taken_page_goes_where_it_is_looked_for(
    taken: set[str], home: str | None, expected: dict[str, str]
) -> None:
    moved = moved_addresses(taken, make_library(), home)
    ours = ("", "journeys/", "personas/", "glossary/", "personas/m-a/", "rules/")
    assert {each: placed(each, moved) for each in ours if placed(each, moved) != each} == expected


def test_a_thing_called_all_keeps_its_page() -> None:
    library = make_library(make_journey("all"))
    assert moved_addresses({""}, library)["journeys/"] == "journeybook/journeys/"


def test_addresses_of_the_site_never_move() -> None:
    moved = moved_addresses({"", "guide/"}, make_library())
    assert placed("/", moved) == ""
    assert placed("/guide/", moved) == "guide/"
    assert placed("glossary/#jp--stage", moved_addresses({"glossary/"}, make_library())) == (
        "journeybook/glossary/#jp--stage"
    )


def texts(value: Any) -> Iterator[str]:
    """Every text in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)


def test_every_link_and_address_follows_when_every_place_is_taken() -> None:
    library = small_library()
    alone = plan_portal(Portfolio(library, "Atlas", today=TODAY, site_url=ORIGIN))
    taken = {each.address for plans in alone for each in plans}
    portfolio = Portfolio(
        library, "Atlas", today=TODAY, site_url=ORIGIN, moved=moved_addresses(taken, library)
    )
    pages, assets = plan_portal(portfolio)
    there = {portfolio.at(each.address) for each in (*pages, *assets)}
    assert not there & taken
    photos = {portfolio.at(f"personas/{each.photo}") for each in library.personas.values() if each.photo}
    lost = []
    for plan in pages:
        tree = html.fragment_fromstring(plan.make().body, create_parent=True)
        for link in tree.xpath("//@href | //@src"):
            target = urlsplit(urljoin(ORIGIN + portfolio.at(plan.address), link))
            path = target.path.removeprefix("/")
            if target.netloc == "portal.invalid" and path not in there | photos | {""}:
                lost.append((plan.address, link))
    assert not lost
    for plan in assets:
        text = plan.make()
        if plan.address.endswith(".json") and not plan.address.startswith(("schema/", "search/")):
            told = json.loads(text)
            if "$schema" in told:  # what only our own script reads has none
                schema = urljoin(portfolio.at(plan.address), told.pop("$schema"))
                assert schema in there
            stale = {each for each in texts(told) if (path := each.partition("#")[0]) and path in taken}
        else:
            found = re.findall(rf"{re.escape(ORIGIN)}([^\\s\"'<>)#]*)", text)
            stale = {each for each in found if each in taken and each}
        assert not stale, plan.address
