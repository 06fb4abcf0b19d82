"""Pictures of steps: small in the map, large in the card."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from browsing import Reading, reading
from served import serving

pytestmark = pytest.mark.browser

STEP = "#switching-to-fibre--t-waits-for-a-date"
PICTURE = f"{STEP} .jb-cell--image .jb-picture"
IS_LOADED = "image => image.decode().then(() => image.naturalWidth > 0)"


@pytest.fixture(scope="module")
def window(chromium: Browser, portal_site: Path) -> Iterator[Reading]:
    with serving(portal_site) as served, reading(chromium, served) as opened:
        yield opened


def height(element: Locator) -> float:
    box = element.bounding_box()
    assert box is not None
    return box["height"]


@pytest.mark.parametrize("width", [1440, 390])
def test_a_step_shows_a_small_picture_and_its_card_a_large_one(window: Reading, width: int) -> None:
    page = window.page
    page.set_viewport_size({"width": width, "height": 900})
    window.visit("journeys/switching-to-fibre/")
    picture = page.locator(PICTURE)
    picture.scroll_into_view_if_needed()
    assert picture.evaluate(IS_LOADED)
    assert height(picture) <= 142  # a row of pictures stays as high as a few lines
    picture.click()
    card = page.locator(f"{STEP}--card")
    large = card.locator(".jb-picture")
    expect(large).to_have_count(1)
    large.scroll_into_view_if_needed()
    assert large.evaluate(IS_LOADED)
    assert height(large) > 300
    expect(card.locator("figcaption")).to_have_text("The inbox on day nine")
