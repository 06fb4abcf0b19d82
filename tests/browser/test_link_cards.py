"""Cards of links: by pointer and by keyboard, put away by Escape, fetched once and only when somebody asks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page

from browsing import Reading, reading
from served import Served

pytestmark = pytest.mark.browser

MAP = "journeys/switching-to-fibre/"


@pytest.fixture
def window(chromium: Browser, site_server: Served) -> Iterator[Reading]:
    with reading(chromium, site_server) as opened:
        yield opened


@pytest.fixture
def page(window: Reading) -> Page:
    return window.page


def owner(page: Page) -> Locator:
    return page.locator(".jb-meta a[href*='/teams/']").first


def test_a_card_opens_under_the_pointer_can_be_entered_and_goes(window: Reading, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    window.visit(MAP)
    assert not any("cards" in each for each in asked), "fetched before anybody asked"
    link = owner(page)
    link.hover()
    card = page.locator("[role=tooltip].jb-link-card")
    card.wait_for()
    assert link.inner_text() in card.inner_text()
    assert link.get_attribute("aria-describedby") == card.get_attribute("id")
    card.hover()
    page.wait_for_timeout(600)
    assert card.is_visible(), "the pointer is on the card"
    assert window.violations(inside=".jb-link-cards") == []
    page.locator("h1").hover()
    card.wait_for(state="detached")
    link.hover()
    card.wait_for()
    assert sum("link-cards.json" in each for each in asked) == 1
    assert not window.outside


def test_the_focus_opens_it_and_escape_puts_it_away_and_nothing_else(window: Reading, page: Page) -> None:
    window.visit(MAP)
    link = owner(page)
    page.keyboard.press("Tab")
    link.focus()
    card = page.locator(".jb-link-card")
    card.wait_for()
    page.keyboard.press("Escape")
    assert card.count() == 0
    assert link.evaluate("(each) => each === document.activeElement")
    assert link.get_attribute("aria-describedby") is None


@pytest.mark.parametrize("width", [1440, 390])
def test_a_card_is_inside_of_the_window_beside_its_link(window: Reading, page: Page, width: int) -> None:
    window.resize(width)
    window.visit(MAP)
    page.keyboard.press("Tab")
    links = page.locator(
        "article .jb-section a[href*='/teams/']:visible, .jb-people a, .jb-meta a[href*='/teams/']"
    )
    for link in (links.first, links.nth(1), links.last):
        link.focus()
        card = page.locator(".jb-link-card")
        card.wait_for()
        window.settle()
        box, at = card.bounding_box(), link.bounding_box()
        assert box is not None
        assert at is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] >= -1
        assert box["y"] + box["height"] <= 901
        assert min(abs(box["y"] - at["y"] - at["height"]), abs(box["y"] + box["height"] - at["y"])) < 14
        page.keyboard.press("Escape")


def test_a_link_to_the_page_itself_and_the_navigation_have_none(window: Reading, page: Page) -> None:
    window.visit("teams/")
    page.keyboard.press("Tab")
    page.locator(".jb-tabs a[href*='channels']").focus()
    page.wait_for_timeout(400)
    assert page.locator(".jb-link-card").count() == 0
