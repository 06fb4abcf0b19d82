"""Long lists go on over numbered pages: every entry once, nothing clashes, and each page leads to the next."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import normpath

import pytest
from lxml import html

from factories import make_journey, make_library, make_stage, make_step
from journeybook.library.objects import Library
from journeybook.pages.moved_pages import moved_addresses
from journeybook.pages.page import Page, PagePlan
from journeybook.pages.page_plan import plan_pages, plan_portal
from journeybook.pages.pagination import Pagination, page_count
from journeybook.pages.portfolio import Portfolio

TEAMS = 250


@pytest.fixture(scope="module")
def library() -> Library:
    """A portal of many teams, some of them at work on a map."""
    journey = make_journey(
        "m-one",
        make_stage(
            "Order",
            make_step("Waits", emotion=-1.5, team="t-200"),
            make_step("Pays", emotion=0.5, team="t-003"),
        ),
    )
    return make_library(
        journey,
        vocabulary={"teams": {f"t-{number:03d}": f"Team {number:03d}" for number in range(TEAMS)}},
    )


@pytest.fixture(scope="module")
def pages(library: Library) -> dict[str, PagePlan]:
    return {plan.address: plan for plan in plan_pages(library, site_name="Portal")}


def walk(pages: dict[str, PagePlan], address: str) -> Iterator[Page]:
    """The pages of a list as a reader meets them who follows the link to the next one."""
    while True:
        page = pages[address].make()
        yield page
        onward = html.fromstring(page.body).xpath("//nav[contains(@class, 'jb-pager')]//a[@rel='next']/@href")
        if not onward:
            return
        address = f"{normpath(f'{page.address}{onward[0]}')}/"


def test_every_entry_is_met_once_by_following_the_pager(pages: dict[str, PagePlan]) -> None:
    found = [
        name
        for page in walk(pages, "teams/")
        for name in html.fromstring(page.body).xpath("//tbody/tr/th[1]/a/bdi/text()")
    ]
    assert sorted(found) == [f"Team {number:03d}" for number in range(TEAMS)]
    assert found[:2] == ["Team 200", "Team 003"]  # the lowest first, those without a feeling last


def test_addresses_titles_and_breadcrumbs_carry_the_number(pages: dict[str, PagePlan]) -> None:
    first, second = walk(pages, "teams/")
    assert [first.address, second.address] == ["teams/", "teams/page/2/"]
    assert second.title == pages["teams/page/2/"].title == "Teams, page 2"
    assert [(crumb.title, crumb.address) for crumb in second.crumbs] == [
        ("Home", ""),
        ("Teams", "teams/"),
        ("Page 2", None),
    ]
    assert second.search is None
    current = html.fromstring(second.body).xpath(
        "//nav[contains(@class, 'jb-pager')]//*[@aria-current='page']"
    )
    assert [each.text_content().split() for each in current] == [["Page", "22"]]  # once aloud, once in sight


def test_a_list_that_fits_has_no_pager(pages: dict[str, PagePlan]) -> None:
    body = pages["journeys/"].make().body
    assert "jb-pager" not in body
    assert "jb-page-number" not in body


def test_ids_that_look_like_parts_of_an_address_clash_with_no_page() -> None:
    titles = {"page": "Page", "2": "Two", **{f"t-{number:03d}": f"Team {number}" for number in range(TEAMS)}}
    plans = plan_pages(make_library(vocabulary={"teams": titles, "channels": titles}), site_name="Portal")
    addresses = [plan.address for plan in plans]
    assert len(set(addresses)) == len(addresses)
    assert {"teams/page/", "teams/2/", "teams/page/2/", "channels/page/2/"} <= set(addresses)


def test_a_page_whose_address_is_taken_moves_and_links_follow(library: Library) -> None:
    moved = moved_addresses({"teams/page/2/"}, library)
    portfolio = Portfolio(library, "Portal", moved=moved)
    plans = {plan.address: plan for plan in plan_portal(portfolio)[0]}
    onward = html.fromstring(plans["teams/"].make().body).xpath("//a[@rel='next']/@href")
    assert onward == ["../journeybook/teams/page/2/"]
    back = html.fromstring(plans["teams/page/2/"].make().body).xpath("//a[@rel='prev']/@href")
    assert back == ["../../../../teams/"]


@pytest.mark.parametrize(("entries", "pages"), [(0, 1), (1, 1), (100, 1), (101, 2), (200, 2), (201, 3)])
def test_as_many_pages_as_the_entries_take(entries: int, pages: int) -> None:
    assert page_count(entries, 100) == pages


def test_the_pager_names_the_ends_and_the_neighbours() -> None:
    def shown(number: int, total: int) -> list[int | None]:
        return list(Pagination("journeys/", number, total).numbers())

    assert shown(1, 3) == [1, 2, 3]
    assert shown(1, 100) == [1, 2, 3, None, 100]
    assert shown(5, 100) == [1, 2, 3, 4, 5, 6, 7, None, 100]  # a gap of one is the page itself
    assert shown(50, 100) == [1, None, 48, 49, 50, 51, 52, None, 100]


def test_a_plan_that_counts_too_few_loses_no_entry() -> None:
    pages = [Pagination("journeys/", number, 2) for number in (1, 2)]
    assert [len(page.entries(range(25), 10)) for page in pages] == [10, 15]
