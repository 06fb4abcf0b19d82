"""Lanes and people of a map, chosen together, kept in the address, and put away by Escape."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from browsing import Reading, reading
from journeybook.library.objects import Kind, Library, Ref
from journeybook.library.page_addresses import address
from journeybook.model.journey import Journey, MapType
from page_kinds import map_of_type
from served import Served

pytestmark = pytest.mark.browser

SHOWN = """[...document.querySelectorAll(".jb-lane-menu [data-lane]")]
  .filter((each) => each.checked).map((each) => each.dataset.lane)"""


@pytest.fixture(scope="module")
def window(chromium: Browser, site_server: Served) -> Iterator[Reading]:
    with reading(chromium, site_server) as opened:
        yield opened


@pytest.fixture(scope="module")
def journey(library: Library) -> Journey:
    """A map with several people."""
    return map_of_type(library, MapType.CURRENT_STATE)


def test_a_choice_of_lanes_can_be_sent_and_is_found_again(window: Reading, journey: Journey) -> None:
    page = window.page
    window.visit(address(Ref(Kind.JOURNEY, journey.id)))
    every = page.evaluate(SHOWN)
    page.locator(".jb-lane-menu > summary").click()
    page.locator("[data-lanes=pains]").click()
    assert page.url.endswith("?lanes=pains")
    shown = page.evaluate(SHOWN)
    assert set(shown) <= {"emotion", "quotes", "pains", "gains", "risks", "opportunities"}
    page.reload()
    window.settle()
    assert page.evaluate(SHOWN) == shown
    assert page.locator("[data-lanes=pains]").get_attribute("aria-pressed") == "true"
    page.locator(".jb-lane-menu > summary").click()
    page.locator(".jb-lane-menu [data-lane=pains]").uncheck()
    assert "pains" not in page.url
    kept = page.url
    window.page.goto("about:blank")
    page.goto(kept)
    window.settle()
    assert page.evaluate(SHOWN) == [each for each in shown if each != "pains"]
    page.locator(".jb-lane-menu > summary").click()
    assert window.violations(inside=".jb-lane-menu") == []
    page.locator("[data-lanes=none]").click()
    assert page.evaluate(SHOWN) == []
    page.locator("[data-lanes=all]").click()
    assert page.evaluate(SHOWN) == every
    assert "lanes" not in page.url
    page.keyboard.press("Escape")
    assert not page.locator("[data-lanes=all]").is_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_a_chosen_person_quietens_the_others(window: Reading, journey: Journey) -> None:
    page = window.page
    window.visit(f"{address(Ref(Kind.JOURNEY, journey.id))}?person={journey.personas[1]}")
    first, second = journey.personas[:2]
    quiet = page.locator(".jb-cell__content .jb-is-quiet")
    assert quiet.count()
    links = page.evaluate(
        "[...document.querySelectorAll('.jb-cell__content .jb-is-quiet a[href*=\"personas/\"]')].map((each) => each.pathname)"
    )
    assert any(f"/{first}/" in each for each in links)
    assert not any(f"/{second}/" in each for each in links)
    assert page.locator(".jb-curve .jb-series-0.jb-is-quiet").count()
    assert not page.locator(".jb-curve .jb-series-1.jb-is-quiet").count()
    assert window.violations(inside=".jb-cell__content .jb-is-quiet") == []
    page.locator(".jb-lane-menu > summary").click()
    page.locator("[data-person='']").click()
    assert not page.locator(".jb-is-quiet").count()
    assert "person" not in page.url
    page.keyboard.press("Escape")


def test_a_card_opens_from_the_title_and_from_a_cell(window: Reading, journey: Journey) -> None:
    page = window.page
    window.visit(address(Ref(Kind.JOURNEY, journey.id)))
    open_cards = page.locator(".jb-step-card:popover-open")
    title = page.locator(".jb-grid .jb-step__heading a").nth(1)
    title.click()
    assert open_cards.locator(".jb-step-card__title").inner_text() == title.inner_text()
    page.set_viewport_size({"width": 1440, "height": 320})
    head = open_cards.locator(".jb-step-card__head")
    before = head.bounding_box()
    open_cards.evaluate("(card) => card.scrollTo(0, 9999)")
    window.settle()
    assert open_cards.evaluate("(card) => card.scrollTop") > 0
    assert head.bounding_box() == before, "the head stays"
    assert head.locator("[data-tool=copy]").is_visible()
    page.keyboard.press("Escape")
    window.resize(1440)
    cell = page.locator(".jb-grid .jb-step .jb-cell--action").first
    cell.click(position={"x": 4, "y": 4})
    assert open_cards.count() == 1
    page.keyboard.press("Escape")
    assert open_cards.count() == 0
    page.evaluate(
        "scrollTo(0, document.querySelector('.jb-map__scroller').getBoundingClientRect().top + scrollY + 500)"
    )
    page.locator(".jb-map__head.jb-is-on .jb-step__heading a").nth(1).click()
    assert open_cards.count() == 1, "the titles below the page's header open it too"
    page.keyboard.press("Escape")
