"""The atlas in the hands of a reader: zoom, filters in the address, lines of the map that is pointed at, and lists without script."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from browsing import Reading, reading
from served import Served

pytestmark = pytest.mark.browser


@pytest.fixture
def window(chromium: Browser, site_server: Served) -> Iterator[Reading]:
    with reading(chromium, site_server) as opened:
        yield opened


@pytest.fixture
def page(window: Reading) -> Page:
    return window.page


def open_atlas(window: Reading, query: str = "") -> Page:
    window.visit(f"atlas/{query}")
    window.page.wait_for_selector(".jb-atlas__filters:not([hidden])")
    return window.page


def steps(page: Page) -> int:
    return page.locator(".jb-atlas-steps a").locator("visible=true").count()


def test_the_keyboard_zooms_from_the_lifecycle_to_steps_and_the_address_keeps_it(window: Reading) -> None:
    page = open_atlas(window)
    assert steps(page) == 0
    page.locator(".jb-atlas__zoom input").first.focus()
    page.keyboard.press("ArrowRight")
    assert page.locator(".jb-atlas-stage__title").locator("visible=true").count() > 20
    assert steps(page) == 0
    page.keyboard.press("+")
    assert steps(page) > 50
    assert page.url.endswith("?zoom=steps")
    page.reload()
    assert steps(page) > 50
    page.locator(".jb-atlas-row a").first.focus()
    page.keyboard.press("-")
    page.keyboard.press("-")
    assert steps(page) == 0
    assert page.url.endswith("/atlas/")


def test_each_step_stands_below_its_place_in_the_curve(window: Reading) -> None:
    """The places of words are those of the stylesheet, those of curves are computed: they must agree."""
    page = open_atlas(window, "?zoom=steps")
    apart = page.evaluate(
        """() => [...document.querySelectorAll(".jb-atlas-row[data-map]")].flatMap((row) => {
            const bar = row.querySelector(".jb-atlas-bar").getBoundingClientRect();
            const steps = [...row.querySelectorAll(".jb-atlas-steps > li")];
            const line = row.querySelector(".jb-thumbnail__line:not(.jb-thumbnail__line--branch)");
            if (!steps.length || !line) return [];
            const start = Number(/M([\\d.]+)/.exec(line.getAttribute("d"))[1]);
            const x = bar.left + (start / 1000) * bar.width;
            const middles = steps.map((each) => each.getBoundingClientRect()).map((box) => box.left + box.width / 2);
            return [Math.min(...middles.map((each) => Math.abs(each - x)))];
        })"""
    )
    assert len(apart) > 8
    apart.sort()
    assert apart[len(apart) // 2] < 2
    assert max(apart[:-3]) < 12, "but for curves that begin in a step whose feeling changes, or with a stage"


def test_a_persona_and_a_channel_narrow_it_and_can_be_sent(window: Reading) -> None:
    page = open_atlas(window)
    every = page.locator(".jb-atlas-row[data-map]").locator("visible=true").count()
    page.select_option("select[name=persona]", "amira")
    hers = page.locator(".jb-atlas-row[data-map]").locator("visible=true")
    assert 0 < hers.count() < every
    assert page.locator("[data-found]").inner_text() == f"{hers.count()} of {every} journeys"
    page.select_option("select[name=channel]", "phone")
    both = hers.count()
    address = page.url
    assert address.endswith("?persona=amira&channel=phone")
    hidden = page.evaluate(
        """() => [...document.querySelectorAll("[data-line]:not(.jb-is-off)")].filter((piece) =>
            [...document.querySelectorAll(".jb-atlas-row[hidden]")].some((row) =>
                (row.dataset.lines || "").split(" ").includes(piece.dataset.line))).length"""
    )
    assert hidden == 0, "lines to maps that do not fit"
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_selector("[data-found]:has-text('of')")
    assert page.locator(".jb-atlas-row[data-map]").locator("visible=true").count() == both


def test_the_lines_of_a_map_are_lit_by_pointer_and_by_focus(window: Reading) -> None:
    page = open_atlas(window)
    row = page.locator(".jb-atlas-row[data-lines]").nth(1)
    lines = set((row.get_attribute("data-lines") or "").split())
    lit = "[...new Set([...document.querySelectorAll('.jb-is-lit')].map((each) => each.dataset.line))]"
    row.locator("a").first.focus()
    assert set(page.evaluate(lit)) == lines
    page.locator("h1").hover()
    page.evaluate("document.activeElement.blur()")
    assert page.evaluate(lit) == []
    row.hover()
    assert set(page.evaluate(lit)) == lines


def test_a_kind_of_line_can_be_put_away(window: Reading) -> None:
    page = open_atlas(window)
    drawn = page.locator(".jb-atlas__rows .jb-atlas-line--next").locator("visible=true")
    assert drawn.count() > 0
    page.locator(".jb-atlas-shows-next").uncheck()
    assert drawn.count() == 0


def test_without_script_it_is_a_list_and_zooms_all_the_same(chromium: Browser, site_server: Served) -> None:
    with reading(chromium, site_server, java_script_enabled=False) as window:
        page = window.page
        page.goto(f"{site_server.address}/atlas/")
        assert not page.locator(".jb-atlas__filters").is_visible()
        assert page.locator(".jb-atlas-relations td li").count() > 40
        page.locator(".jb-atlas-shows-steps").check(force=True)
        assert steps(page) > 50


def test_it_fits_a_phone_and_scrolls_sideways_alone(window: Reading) -> None:
    window.resize(390)
    page = open_atlas(window, "?zoom=steps")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    scroller = page.locator(".jb-atlas__scroller")
    assert scroller.evaluate("(each) => each.scrollWidth > each.clientWidth")
    assert scroller.evaluate("(each) => each.scrollHeight - each.clientHeight") <= 1
    title = page.locator(".jb-atlas-row__title").first
    scroller.evaluate("(each) => (each.scrollLeft = 900)")
    window.settle()
    box = title.bounding_box()
    assert box is not None
    assert 0 <= box["x"] < 30, "the title of a map stays in sight"
