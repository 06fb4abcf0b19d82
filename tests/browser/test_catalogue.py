"""The catalogue narrows to what a reader asks for, says so in the address, and lists everything without script."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from browsing import reading
from journeybook.library.objects import Library
from served import Served

pytestmark = pytest.mark.browser


@pytest.fixture
def page(chromium: Browser, site_server: Served) -> Iterator[Page]:
    with reading(chromium, site_server) as window:
        window.page.goto(f"{site_server.address}/journeys/")
        yield window.page


def shown(page: Page) -> set[str]:
    """The ids of the maps that are shown as cards."""
    return set(page.locator(".jb-card:visible").evaluate_all("cards => cards.map(card => card.dataset.map)"))


def listed(library: Library) -> set[str]:
    return {each.id for each in library.journeys.values() if each.listed}


def tick(page: Page, name: str, value: str) -> None:
    box = page.locator(f"input[name={name}][value='{value}']")
    box.evaluate("box => { box.closest('details').open = true }")
    box.check()


def test_facets_narrow_together_and_values_of_one_widen(page: Page, library: Library) -> None:
    def with_persona(key: str) -> set[str]:
        return {each for each in listed(library) if key in library.journeys[each].personas}

    first, second = sorted(library.personas)[:2]
    tick(page, "persona", first)
    assert shown(page) == with_persona(first)
    tick(page, "persona", second)
    assert shown(page) == with_persona(first) | with_persona(second)
    tick(page, "type", "current-state")
    current = {each for each in listed(library) if library.journeys[each].type == "current-state"}
    assert shown(page) == (with_persona(first) | with_persona(second)) & current
    expect(page.locator("[data-found]")).to_have_text(
        f"{len(shown(page))} of {len(listed(library))} journeys"
    )


def test_a_count_says_what_ticking_would_show(page: Page) -> None:
    tick(page, "status", "published")
    label = page.locator("label:has(input[name=type][value=service-blueprint])")
    count = int(label.locator("[data-count]").inner_text())
    tick(page, "type", "service-blueprint")
    assert len(shown(page)) == count > 0


def test_the_choice_is_in_the_address_and_comes_back_from_it(page: Page, site_server: Served) -> None:
    tick(page, "status", "published")
    page.locator("[data-sort]").select_option("lowest")
    page.get_by_role("button", name="Table").click()
    found = shown_rows(page)
    address = page.url
    assert address.endswith("journeys/?status=published&sort=lowest&view=table")
    page.goto(f"{site_server.address}/")
    page.goto(address)
    expect(page.locator("input[name=status][value=published]")).to_be_checked()
    assert shown_rows(page) == found


def shown_rows(page: Page) -> list[str]:
    return page.locator("[data-rows] tr:visible").evaluate_all("rows => rows.map(row => row.dataset.map)")


def test_sorting_by_the_lowest_moment_puts_the_worst_first_and_the_unknown_last(page: Page) -> None:
    page.locator("[data-sort]").select_option("lowest")
    levels = page.locator(".jb-card").evaluate_all(
        "cards => cards.map(card => card.dataset.lowest === undefined ? 99 : Number(card.dataset.lowest))"
    )
    assert levels == sorted(levels)


def test_words_and_a_way_out_where_nothing_fits(page: Page, library: Library) -> None:
    page.get_by_role("searchbox", name="Filter by words").fill("no such journey at all")
    assert shown(page) == set()
    page.locator("[data-nothing]").get_by_role("button", name="Clear all").click()
    expect(page.locator(".jb-card").first).to_be_visible()
    assert shown(page) == listed(library)
    assert page.url.endswith("/journeys/")


def test_a_tag_on_a_map_leads_to_the_maps_that_share_it(
    page: Page, library: Library, site_server: Served
) -> None:
    journey = next(each for each in library.journeys.values() if each.listed and each.tags)
    page.goto(f"{site_server.address}/journeys/{journey.id}/")
    page.locator("a.jb-keyword").first.click()
    expect(page.locator("[data-facets]")).to_be_visible()
    assert shown(page) == {each for each in listed(library) if journey.tags[0] in library.journeys[each].tags}


def test_without_script_every_map_is_listed_twice_as_card_and_as_row(
    chromium: Browser, site_server: Served, library: Library
) -> None:
    with reading(chromium, site_server, java_script_enabled=False) as window:
        window.page.goto(f"{site_server.address}/journeys/")
        assert window.page.locator(".jb-card").count() == len(listed(library))
        expect(window.page.locator("[data-facets]")).to_be_hidden()
        window.page.locator("[data-astable] summary").click()
        expect(window.page.locator("[data-rows] tr").first).to_be_visible()
