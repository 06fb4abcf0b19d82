"""A map in parts and as a whole: the overview, zoom, Fit without broken words, and a map on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from browsing import Reading, reading
from journeybook.library.objects import Kind, Library, Ref
from journeybook.library.page_addresses import address
from journeybook.model.journey import Journey, MapType
from page_kinds import map_of_type, right_to_left_map
from served import Served

pytestmark = pytest.mark.browser

BROKEN_WORDS = """() => {
  const isClipped = (element) => element && (getComputedStyle(element).clipPath !== "none" || isClipped(element.parentElement));
  const hidden = (element) => !element.checkVisibility() || isClipped(element);
  const texts = document.createTreeWalker(document.querySelector(".jb-map__scroller .jb-grid"), NodeFilter.SHOW_TEXT);
  const broken = [];
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    if (hidden(text.parentElement) || getComputedStyle(text.parentElement).writingMode !== "horizontal-tb") continue;
    for (const word of text.data.matchAll(/[\\p{L}\\p{N}]+/gu)) {
      const range = document.createRange();
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      if (new Set([...range.getClientRects()].filter((box) => box.width > 1).map((box) => Math.round(box.top))).size > 1) broken.push(word[0]);
    }
  }
  return broken;
}"""
"""The words of a map's grid that stand on more than one line."""

OVERHANGING_WORDS = """() => [...document.querySelectorAll(".jb-map__scroller .jb-cell--box > .jb-cell__content")]
  .filter((box) => box.checkVisibility() && box.scrollWidth > box.clientWidth + 1)
  .map((box) => box.textContent)"""
"""What stands in boxes of a blueprint that are narrower than one of its words."""

MARK = ".jb-overview__mark"


@pytest.fixture(scope="module")
def window(chromium: Browser, site_server: Served) -> Iterator[Reading]:
    with reading(chromium, site_server) as opened:
        yield opened


@pytest.fixture(scope="module")
def phone(chromium: Browser, site_server: Served) -> Iterator[Reading]:
    with reading(chromium, site_server, width=390, has_touch=True, is_mobile=True) as opened:
        yield opened


@pytest.fixture(scope="module")
def longest(library: Library) -> Journey:
    return max(library.journeys.values(), key=columns_of)


def visit(window: Reading, journey: Journey, width: int = 1440) -> None:
    window.resize(width)
    window.visit(address(Ref(Kind.JOURNEY, journey.id)))


def columns_of(journey: Journey) -> int:
    return sum(max(1, len(stage.steps)) for stage in journey.stages)


def columns_shown(window: Reading) -> float:
    """How many columns of the map are in the window at once."""
    shown: float = window.page.evaluate(
        """(() => {
          const scroller = document.querySelector(".jb-map__scroller");
          const lane = scroller.querySelector(".jb-lane--corner").offsetWidth;
          const all = Number(/jb-cols-(\\d+)/.exec(scroller.className)[1]);
          return ((scroller.clientWidth - lane) / (scroller.scrollWidth - lane)) * all;
        })()"""
    )
    return shown


def test_the_overview_shows_where_one_is_and_leads_elsewhere(window: Reading, longest: Journey) -> None:
    visit(window, longest)
    page = window.page
    links = page.locator(".jb-overview a")
    assert links.count() == len(longest.stages)
    mark = page.locator(MARK).bounding_box()
    strip = page.locator(".jb-overview").bounding_box()
    assert mark
    assert strip
    assert abs(mark["width"] / strip["width"] - columns_shown(window) / columns_of(longest)) < 0.02
    before = page.evaluate("scrollY")
    links.nth(4).click()
    window.settle()
    heading = page.locator(".jb-map__scroller .jb-stage__heading").nth(4).bounding_box()
    corner = page.locator(".jb-map__scroller .jb-lane--corner").bounding_box()
    assert heading
    assert corner
    assert abs(heading["x"] - corner["x"] - corner["width"]) < 3
    assert page.evaluate("scrollY") == before, "the page stays where it is"
    assert "#" not in page.url
    moved = page.locator(MARK).bounding_box()
    assert moved
    assert moved["x"] > mark["x"] + 100
    page.mouse.move(moved["x"] + 5, moved["y"] + 40)
    page.mouse.down()
    page.mouse.move(strip["x"] + strip["width"] - 5, moved["y"] + 40, steps=4)
    page.mouse.up()
    window.settle()
    end = page.locator(MARK).bounding_box()
    assert end
    assert end["x"] + end["width"] > strip["x"] + strip["width"] - 20
    assert window.violations(inside=".jb-overview") == []


def test_a_map_that_fits_has_no_overview(window: Reading, library: Library) -> None:
    short = min(library.journeys.values(), key=columns_of)
    visit(window, short)
    assert not window.page.locator(".jb-overview").is_visible()


@pytest.mark.parametrize("width", [1440, 1024])
def test_fit_breaks_no_word(window: Reading, library: Library, longest: Journey, width: int) -> None:
    for journey in (
        longest,
        map_of_type(library, MapType.CURRENT_STATE),
        map_of_type(library, MapType.SERVICE_BLUEPRINT),
    ):
        visit(window, journey, width)
        fit = window.page.locator("[data-tool=fit]")
        fit.click()
        expect(fit).to_have_attribute("aria-pressed", "true")
        window.settle()
        assert window.page.evaluate(BROKEN_WORDS) == [], journey.id
        assert window.page.evaluate(OVERHANGING_WORDS) == [], journey.id
        assert window.page.locator(".jb-map__scroller").evaluate(
            "(at) => at.scrollWidth <= at.clientWidth + 1"
        )
        assert window.measure("sidewaysScroll") == []
        fit.click()
        expect(fit).to_have_attribute("aria-pressed", "false")


def test_zoom_goes_from_the_whole_map_to_one_stage(window: Reading, longest: Journey) -> None:
    visit(window, longest)
    page = window.page
    page.locator("[data-tool=fit]").click()
    expect(page.locator(".jb-map")).to_have_class(re.compile(r"\bjb-is-signs\b"))
    assert round(columns_shown(window)) == columns_of(longest)
    larger = page.locator("[data-tool=zoom-in]")
    for _ in range(12):
        larger.click()
        window.settle()
    spans = {max(1, len(stage.steps)) for stage in longest.stages}
    assert round(columns_shown(window)) in spans, "one stage fills the window"
    assert "jb-is-wide" in (page.locator(".jb-map").get_attribute("class") or "")
    page.locator(".jb-map__scroller").focus()
    before = columns_shown(window)
    page.keyboard.press("-")
    window.settle()
    assert columns_shown(window) > before
    page.keyboard.press("+")
    window.settle()
    assert round(columns_shown(window)) == round(before)
    page.keyboard.press("0")
    window.settle()
    assert round(columns_shown(window)) == columns_of(longest)


def test_ctrl_and_the_wheel_zoom_at_the_pointer(window: Reading, library: Library) -> None:
    for journey in (map_of_type(library, MapType.CURRENT_STATE), right_to_left_map(library)):
        visit(window, journey, 1024)
        page = window.page
        page.locator(".jb-map__scroller").scroll_into_view_if_needed()
        box = page.locator(".jb-map__scroller").bounding_box()
        assert box
        page.mouse.move(box["x"] + box["width"] / 2, max(box["y"], 120) + 60)
        before, scale = columns_shown(window), page.evaluate("visualViewport.scale")
        page.keyboard.down("Control")
        page.mouse.wheel(0, -120)
        page.keyboard.up("Control")
        expect(page.locator(".jb-map")).to_have_class(re.compile(r"\bjb-is-zoomed\b"))
        window.settle()
        assert columns_shown(window) < before
        assert page.evaluate("visualViewport.scale") == scale


def test_the_address_keeps_the_zoom_and_where_one_is(window: Reading, longest: Journey) -> None:
    visit(window, longest)
    page = window.page
    for _ in range(4):
        page.locator("[data-tool=zoom-in]").click()
        window.settle()
    page.locator(".jb-overview a").nth(3).click()
    first = longest.stages[3].steps[0].id
    page.wait_for_url(re.compile(rf"\?zoom=\d+&at={first}$"))
    shown, scrolled = (
        columns_shown(window),
        page.locator(".jb-map__scroller").evaluate("(at) => at.scrollLeft"),
    )
    page.reload()
    expect(page.locator(".jb-map")).to_have_class(re.compile(r"\bjb-is-zoomed\b"))
    window.settle()
    assert round(columns_shown(window)) == round(shown)
    assert abs(page.locator(".jb-map__scroller").evaluate("(at) => at.scrollLeft") - scrolled) < 3
    page.locator("[data-tool=fit]").click()
    page.wait_for_url(re.compile(r"\?zoom=fit$"))
    page.reload()
    expect(page.locator("[data-tool=fit]")).to_have_attribute("aria-pressed", "true")
    page.locator("[data-tool=fit]").click()
    page.wait_for_url(re.compile(r"/$"))
    window.console.clear()
    window.visit(f"{address(Ref(Kind.JOURNEY, longest.id))}?zoom=none&at=nowhere#%")
    assert window.console == [], "what no map has is passed over"
    assert page.locator(".jb-map.jb-is-zoomed").count() == 0


def test_icons_alone_keep_their_words_as_tips(window: Reading, longest: Journey) -> None:
    visit(window, longest)
    fit = window.page.locator("[data-tool=fit]")
    fit.click()
    expect(fit).to_have_attribute("aria-pressed", "true")
    chips = ".jb-map__scroller .jb-chip"
    named = window.page.eval_on_selector_all(
        chips, "(all) => all.map((each) => [each.title, each.innerText.trim()])"
    )
    assert named
    assert all(title and title == text for title, text in named)
    fit.click()
    assert window.page.locator(f"{chips}[title]").count() == 0


def touch(session: Any, kind: str, *places: tuple[float, float]) -> None:
    points = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(places)]
    session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def test_two_fingers_zoom_the_map_and_not_the_page(
    chromium: Browser, site_server: Served, longest: Journey
) -> None:
    with reading(chromium, site_server, width=1024, has_touch=True) as tablet:
        visit(tablet, longest, 1024)
        page = tablet.page
        scroller = page.locator(".jb-map__scroller")
        scroller.scroll_into_view_if_needed()
        box = scroller.bounding_box()
        assert box
        before = columns_shown(tablet)
        x, y = box["x"] + 500, max(box["y"], 120) + 80
        session: Any = page.context.new_cdp_session(page)
        touch(session, "touchStart", (x - 40, y - 20), (x + 40, y + 20))
        for spread in (60, 100, 160):
            touch(session, "touchMove", (x - spread, y - spread / 2), (x + spread, y + spread / 2))
        touch(session, "touchEnd")
        expect(page.locator(".jb-map")).to_have_class(re.compile(r"\bjb-is-zoomed\b"))
        tablet.settle()
        larger = columns_shown(tablet)
        assert larger < before
        touch(session, "touchStart", (x, y - 150), (x, y + 150))
        for spread in (120, 80, 40):
            touch(session, "touchMove", (x, y - spread), (x, y + spread))
        touch(session, "touchEnd")
        page.wait_for_url(re.compile(r"\?zoom="))
        tablet.settle()
        assert columns_shown(tablet) > larger, "fingers above each other zoom too"
        assert page.evaluate("visualViewport.scale") == 1


def test_a_phone_has_a_bar_of_stages_and_folds_them(phone: Reading, library: Library) -> None:
    journey = map_of_type(library, MapType.CURRENT_STATE)
    visit(phone, journey, 390)
    page = phone.page
    bar = page.locator(".jb-overview")
    bar.locator("a").nth(2).tap()
    phone.settle()
    assert page.url.endswith(bar.locator("a").nth(2).get_attribute("href") or "?")
    expect(bar.locator("a").nth(2)).to_have_attribute("aria-current", "true")
    header = page.locator(".md-header").bounding_box()
    place = bar.bounding_box()
    assert header
    assert place
    assert abs(place["y"] - header["y"] - header["height"]) < 2, "the bar stays below the header"
    fold = page.locator(".jb-map__scroller .jb-stage__fold").nth(2)
    fold.tap()
    expect(fold).to_have_attribute("aria-expanded", "false")
    assert not page.locator(".jb-map__scroller .jb-stage").nth(2).locator(".jb-step").first.is_visible()
    fold.tap()
    expect(fold).to_have_attribute("aria-expanded", "true")
    page.locator("[data-tool=fold]").tap()
    expect(page.locator(".jb-stage.jb-is-folded")).to_have_count(len(journey.stages))
    assert phone.measure("sidewaysScroll") == []
    page.locator("[data-tool=fold]").tap()
    expect(page.locator(".jb-stage.jb-is-folded")).to_have_count(0)
    page.locator(".jb-lane-menu > summary").tap()
    assert page.locator("[data-lanes=pains]").is_visible()
    assert phone.measure("sidewaysScroll") == []
    assert phone.violations(inside=".jb-map__bar, .jb-overview") == []
    page.locator("[data-lanes=pains]").tap()
    assert not page.locator(".jb-cell--action").first.is_visible()
    page.locator("[data-lanes=all]").tap()
    page.keyboard.press("Escape")
    page.locator("[data-tool=present]").tap()
    expect(page.locator(".jb-present")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".jb-present")).to_have_count(0)
    phone.visit(f"{address(Ref(Kind.JOURNEY, journey.id))}?zoom=3")
    assert page.locator(".jb-map.jb-is-zoomed").count() == 0, "a phone has no columns to zoom"


def swipe(phone: Reading, start: float, end: float) -> None:
    """One finger across the open card."""
    session: Any = phone.page.context.new_cdp_session(phone.page)
    for kind, points in (
        ("touchStart", [{"x": start, "y": 600}]),
        ("touchMove", [{"x": (start + end) / 2, "y": 602}]),
        ("touchMove", [{"x": end, "y": 602}]),
        ("touchEnd", []),
    ):
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    session.detach()


def test_one_step_at_a_time_by_swipes(phone: Reading, library: Library) -> None:
    journey = map_of_type(library, MapType.CURRENT_STATE)
    visit(phone, journey, 390)
    page = phone.page
    page.locator("[data-tool=steps]").tap()
    title = page.locator(".jb-step-card:popover-open .jb-step-card__title")
    steps = [step.title for stage in journey.stages for step in stage.steps]
    expect(title).to_have_text(steps[0])
    phone.settle()
    swipe(phone, 320, 60)
    expect(title).to_have_text(steps[1])
    phone.settle()
    swipe(phone, 60, 320)
    expect(title).to_have_text(steps[0])
    page.keyboard.press("Escape")
