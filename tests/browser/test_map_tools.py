"""What a reader can do with a map: fit it, hide lanes and people, copy a link, turn the cards."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect

from browsing import Reading, reading
from journeybook.library.objects import Kind, Library, Ref
from journeybook.library.page_addresses import address
from journeybook.model.journey import Journey, MapType
from page_kinds import map_of_type
from served import Served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def window(chromium: Browser, site_server: Served) -> Iterator[Reading]:
    with reading(chromium, site_server, permissions=["clipboard-read", "clipboard-write"]) as opened:
        yield opened


@pytest.fixture
def journey(window: Reading, library: Library) -> Journey:
    """The map that is open: one with several people's curves."""
    chosen = map_of_type(library, MapType.CURRENT_STATE)
    window.resize(1440)
    window.visit(address(Ref(Kind.JOURNEY, chosen.id)))
    return chosen


def tool(window: Reading, name: str) -> Locator:
    return window.page.locator(f".jb-map__tools [data-tool={name}]")


def test_fit_brings_the_whole_map_into_the_window(window: Reading, journey: Journey) -> None:
    del journey
    window.resize(1280)
    button = tool(window, "fit")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    window.settle()
    scroller = window.page.locator(".jb-map__scroller")
    assert scroller.evaluate("(at) => at.scrollWidth <= at.clientWidth + 1")
    assert window.measure("sidewaysScroll") == []
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")


def test_a_lane_can_be_put_away_and_comes_back(window: Reading, journey: Journey) -> None:
    del journey
    page = window.page
    page.locator(".jb-lane-menu > summary").click()
    switch = page.locator(".jb-lane-menu input[class^=jb-shows-lane-]").first
    row = re.sub(r"\D", "", switch.get_attribute("class") or "")
    cells = page.locator(f".jb-grid .jb-cell.jb-row-{row}")
    shown = [each for each in cells.all() if each.is_visible()]
    assert shown
    switch.uncheck()
    assert not any(each.is_visible() for each in shown)
    page.locator(".jb-legend").first.click()  # a click elsewhere puts the list of lanes away
    assert not switch.is_visible()
    assert window.measure("overlappingTexts") == []
    page.locator(".jb-lane-menu > summary").click()
    switch.check()
    assert all(each.is_visible() for each in shown)


def test_a_persons_curve_can_be_put_away_and_comes_back(window: Reading, journey: Journey) -> None:
    del journey
    page = window.page
    switches = page.locator(".jb-legend input[class^=jb-shows-curve-]")
    assert switches.count() >= 2
    line = page.locator(".jb-curve path.jb-curve__line.jb-series-1").first
    faces = page.locator(".jb-dot.jb-series-1")
    assert line.is_visible()
    assert faces.first.is_visible()
    page.locator(".jb-shows-curve-1").uncheck()
    assert not line.is_visible()
    assert not any(each.is_visible() for each in faces.all())
    assert page.locator(".jb-curve path.jb-curve__line.jb-series-0").first.is_visible(), "the others stay"
    page.locator(".jb-shows-curve-1").check()
    assert line.is_visible()


def test_the_switches_work_without_script(chromium: Browser, site_server: Served, library: Library) -> None:
    chosen = map_of_type(library, MapType.CURRENT_STATE)
    with reading(chromium, site_server, java_script_enabled=False) as window:
        window.page.goto(f"{site_server.address}/{address(Ref(Kind.JOURNEY, chosen.id))}")
        line = window.page.locator(".jb-curve path.jb-curve__line.jb-series-1").first
        assert line.is_visible()
        window.page.locator(".jb-shows-curve-1").uncheck()
        assert not line.is_visible()
        assert not window.page.locator(".jb-map__tools").is_visible(), (
            "tools that need script are not offered"
        )


def test_the_link_to_a_step_is_copied(window: Reading, journey: Journey) -> None:
    page = window.page
    page.locator("button.jb-point").nth(1).click()
    link = page.locator(".jb-step-card:popover-open [data-tool=copy]")
    link.click()
    page.wait_for_selector(".jb-step-card:popover-open .jb-step-card__copied:has-text('copied')")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert re.fullmatch(
        rf"{re.escape(window.served.address)}/journeys/{journey.id}/#{journey.id}--[st]-[\w-]+", copied
    )
    assert page.url == copied
    page.keyboard.press("Escape")


def test_a_card_tells_what_the_cells_of_its_step_say(window: Reading, journey: Journey) -> None:
    del journey
    page = window.page
    for button in page.locator("button.jb-point").all()[:4]:
        button.click()
        card = page.locator(".jb-step-card:popover-open")
        told = card.evaluate(
            """(card) => {
              const step = document.getElementById(card.id.replace(/--card$/, ""));
              const said = (element) => element.textContent.replace(/\\s+/g, " ").trim();
              const cells = [...step.querySelectorAll(".jb-cell:not(.jb-cell--emotion, .jb-cell--image, .jb-cell--next, .jb-cell--wide)")];
              return {
                cells: cells.map((cell) => [...cell.children].map(said)),
                facts: [...card.querySelectorAll(":scope > dl:not(.jb-step-context) > dt")]
                  .map((term) => [said(term), said(term.nextElementSibling)])
                  .filter(([term]) => term !== "Evidence"),
              };
            }"""
        )
        assert told["cells"]
        assert told["facts"] == told["cells"]
        page.keyboard.press("Escape")
        button.click()  # what was copied is copied once
        assert card.locator("dl:not(.jb-step-context) > dt").count() >= len(told["facts"])
        assert card.locator("dl:not(.jb-step-context)").count() == 1
        page.keyboard.press("Escape")


def test_cards_turn_from_step_to_step(window: Reading, journey: Journey) -> None:
    page = window.page
    page.locator("button.jb-point").first.click()
    titles = []
    for _ in range(3):
        card = page.locator(".jb-step-card:popover-open")
        assert card.count() == 1
        titles.append(card.locator(".jb-step-card__title").inner_text())
        card.locator("button[aria-label=Next]").click()
        window.settle()
    assert len(set(titles)) == 3
    every = [each.title for stage in journey.stages for each in (stage, *stage.steps)]
    assert set(titles) <= set(every)
    page.keyboard.press("Escape")
