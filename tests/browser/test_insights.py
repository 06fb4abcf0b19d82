"""Insight in the hands of a reader: hot spots open their steps, cards tell the way, the catalogue sorts by health."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from browsing import Reading, reading
from journeybook.insight.summary import summarise
from journeybook.library.objects import Kind, Library, Ref
from journeybook.library.page_addresses import address
from served import Served

pytestmark = pytest.mark.browser


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def window(request, chromium: Browser, site_server: Served) -> Iterator[Reading]:
    with reading(chromium, site_server, java_script_enabled=request.param) as opened:
        yield opened


@pytest.fixture
def page(window: Reading) -> Page:
    return window.page


def test_a_hot_spot_opens_its_steps_and_leads_to_them(window: Reading, page: Page) -> None:
    page.goto(f"{window.served.address}/insights/")
    cell = page.locator(".jb-insight-heat button").first
    cell.focus()
    page.keyboard.press("Enter")
    card = page.locator(".jb-insight-card").locator("visible=true")
    assert card.count() == 1
    page.keyboard.press("Escape")
    assert card.count() == 0
    cell.click()
    step = card.locator("li a").first
    name = step.inner_text()
    step.click()
    page.wait_for_url("**/journeys/*/#*")
    assert name in page.locator(":target").inner_text()


@pytest.mark.parametrize("width", [1440, 390])
def test_the_card_of_a_maps_last_step_leads_into_the_next_map(
    window: Reading, page: Page, library: Library, width: int
) -> None:
    journey = next(each for each in library.journeys.values() if each.next and each.listed)
    following = library.journeys[journey.next[0]]
    last = summarise(journey, library.vocabulary.emotion_scale).columns[-1].moment
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{window.served.address}/{address(Ref(Kind.JOURNEY, journey.id))}")
    page.locator(f"button[popovertarget='{journey.id}--t-{last.id}--card']").locator(
        "visible=true"
    ).first.click()
    way = page.locator(f"[id='{journey.id}--t-{last.id}--card'] .jb-step-context")
    told = way.inner_text()
    assert "Before this step" in told
    assert "before this one" in told
    link = way.locator("li", has_text=f"in {following.title}").locator("a")
    link.click()
    page.wait_for_url(f"**/journeys/{following.id}/#*")


def test_the_catalogue_can_be_sorted_and_narrowed_by_health(chromium: Browser, site_server: Served) -> None:
    with reading(chromium, site_server) as window:
        window.visit("journeys/?sort=health")
        cards = window.page.locator(".jb-card:not([hidden])")
        scores = [int(each) for each in cards.evaluate_all("(all) => all.map((each) => each.dataset.score)")]
        assert len(scores) > 3
        assert scores == sorted(scores)
        window.visit("journeys/?health=kept")
        kept = [int(each) for each in cards.evaluate_all("(all) => all.map((each) => each.dataset.score)")]
        assert sorted(kept) == sorted(each for each in scores if each >= 80)
