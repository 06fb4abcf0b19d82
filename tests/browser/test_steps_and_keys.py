"""Deep links, details and the keyboard on a map."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from browsing import Reading, reading
from journeybook.library.objects import Kind, Library, Ref
from journeybook.library.page_addresses import address
from journeybook.model.journey import Journey, MapType
from page_kinds import longest_map, map_of_type, right_to_left_map, step_refs
from served import Served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def window(chromium: Browser, site_server: Served) -> Iterator[Reading]:
    with reading(chromium, site_server) as opened:
        yield opened


LOOK = """
(id) => {
  const target = document.getElementById(id);
  const look = (its) => [its.content, its.backgroundColor, its.boxShadow, its.outlineStyle, its.outlineColor].join();
  const style = (at) => look(getComputedStyle(at)) + look(getComputedStyle(at, "::before"));
  const rect = target.getBoundingClientRect();
  const header = document.querySelector(".md-header").getBoundingClientRect();
  const other = [...document.querySelectorAll(".jb-step")].find((at) => at !== target && !at.contains(target));
  const box = target.closest(".jb-step") || target;
  return { isTarget: document.querySelector(":target") === target, marked: style(box) !== style(other), top: rect.top, left: rect.left,
    right: rect.right, header: header.bottom, width: innerWidth, height: innerHeight };
}
"""


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("which", ["longest", "right-to-left"])
def test_a_link_to_a_step_shows_that_step(which: str, width: int, window: Reading, library: Library) -> None:
    journey: Journey = longest_map(library) if which == "longest" else right_to_left_map(library)
    steps = step_refs(journey)
    for ref in (steps[len(steps) // 2], steps[-1]):
        window.resize(width)
        window.page.goto("about:blank")
        window.visit(address(ref))
        seen = window.page.evaluate(LOOK, f"{journey.id}--t-{ref.step}")
        assert seen["isTarget"], seen
        assert seen["marked"], f"{ref} looks like any other step"
        assert seen["header"] - 1 <= seen["top"] < seen["height"] - 40, (
            f"{ref} is above or below the window: {seen}"
        )
        assert seen["left"] >= -1, f"{ref} is left of the window: {seen}"
        assert seen["right"] <= seen["width"] + 1, f"{ref} is right of the window: {seen}"


@pytest.mark.parametrize("width", [1440, 390])
def test_every_step_shows_what_opens_its_card(width: int, window: Reading, library: Library) -> None:
    journey = map_of_type(library, MapType.CURRENT_STATE)
    window.resize(width)
    window.visit(address(Ref(Kind.JOURNEY, journey.id)))
    openers = window.page.locator(".jb-map__scroller .jb-step__more").locator("visible=true")
    assert (
        openers.count() == window.page.locator(".jb-map > .jb-step-card").count() >= len(step_refs(journey))
    )
    openers.last.click()
    assert window.page.locator(".jb-step-card:popover-open").count() == 1
    window.page.keyboard.press("Escape")


def test_details_open_by_key_and_give_the_focus_back(window: Reading, library: Library) -> None:
    journey = map_of_type(library, MapType.CURRENT_STATE)
    window.resize(1440)
    window.visit(address(Ref(Kind.JOURNEY, journey.id)))
    page = window.page
    button = page.locator("button.jb-point").first
    button.focus()
    page.keyboard.press("Enter")
    card = page.locator(".jb-step-card:popover-open")
    assert card.count() == 1
    assert len(card.inner_text()) > 20
    assert window.measure("clippedTexts") == []
    assert window.violations(inside=".jb-step-card:popover-open") == []
    page.keyboard.press("Escape")
    assert page.locator(".jb-step-card:popover-open").count() == 0
    assert page.evaluate("document.activeElement.classList.contains('jb-point')")


FOCUSED = """
() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const its = getComputedStyle(at);
  const rect = at.getBoundingClientRect();
  const ring = (its.outlineStyle !== "none" && parseFloat(its.outlineWidth) >= 1) || its.boxShadow !== "none";
  return { name: at.localName + "." + at.className, ring, ours: !!at.closest(".jb-body"), width: rect.width,
    inside: rect.bottom > 0 && rect.top < innerHeight && rect.right > 0 && rect.left < innerWidth };
}
"""


def test_the_tab_key_reaches_everything_and_leaves_again(window: Reading, library: Library) -> None:
    journey = map_of_type(library, MapType.EMOTIONAL_JOURNEY)
    window.resize(1440)
    window.visit(address(Ref(Kind.JOURNEY, journey.id)))
    page = window.page
    reachable = page.evaluate(
        """() => [...document.querySelectorAll('.jb-body :is(a[href], button, summary, [tabindex="0"])')]
            .filter((at) => at.tabIndex >= 0 && at.checkVisibility({visibilityProperty: true}) && !at.disabled).length"""
    )
    assert reachable > 10
    reached = 0
    for _ in range(reachable + 200):
        page.keyboard.press("Tab")
        seen = page.evaluate(FOCUSED)
        if seen is None:
            break
        if seen["ours"]:
            reached += 1
            assert seen["ring"], f"{seen['name']} shows no focus"
            assert seen["inside"], f"{seen['name']} has the focus outside the window"
    assert reached == reachable


def test_the_way_past_the_header_is_the_first_stop(window: Reading) -> None:
    window.resize(1440)
    window.visit("journeys/")
    window.page.keyboard.press("Tab")
    assert window.page.evaluate("document.activeElement.matches('.md-skip')")
    window.page.keyboard.press("Enter")
    assert window.page.evaluate("document.querySelector(':target') !== null")
