"""Somebody follows a reading path: the bar leads from stop to stop, and what was read stays read in this browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from browsing import Reading, reading
from journeybook.library.objects import Kind, Library, Ref
from journeybook.library.page_addresses import address
from journeybook.model.path import ReadingPath
from served import Served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def path(library: Library) -> ReadingPath:
    """The path with most stops."""
    return max(library.paths.values(), key=lambda each: len(each.steps))


@pytest.fixture
def window(chromium: Browser, site_server: Served) -> Iterator[Reading]:
    with reading(chromium, site_server) as opened:
        yield opened


def home_of(path: ReadingPath) -> str:
    return address(Ref(Kind.PATH, path.id))


def titles(window: Reading) -> list[str]:
    return [each.strip() for each in window.page.locator(".jb-path-stop__title").all_inner_texts()]


def test_the_bar_leads_from_the_first_stop_to_the_last_and_back(window: Reading, path: ReadingPath) -> None:
    window.visit(home_of(path))
    names = titles(window)
    page = window.page
    expect(page.locator(".jb-path-so-far")).to_contain_text("Nothing read yet")
    page.locator(".jb-path-on").click()
    bar = page.get_by_role("navigation", name="Reading path")
    for number, name in enumerate(names, 1):
        expect(page.locator("h1")).to_be_visible()
        expect(bar).to_contain_text(f"Stop {number} of {len(names)}")
        if number < len(names):
            expect(bar.locator(".jb-path-bar__next")).to_contain_text(names[number])
        if number > 1:
            expect(bar.locator(".jb-path-bar__back")).to_contain_text(names[number - 2])
        assert window.violations(inside=".jb-path-bar") == [], name
        bar.locator(".jb-path-bar__next").click()
    page.wait_for_url(f"**/{home_of(path)}")
    expect(page.locator(".jb-path-so-far")).to_contain_text(f"All {len(names)} read")
    expect(page.locator(".jb-path-stop.jb-is-read")).to_have_count(len(names))
    expect(bar).to_have_count(0)
    assert window.console == []


def test_what_was_ticked_is_still_ticked_and_counted_on_home(window: Reading, path: ReadingPath) -> None:
    window.visit(home_of(path))
    boxes = window.page.locator(".jb-path-read")
    boxes.nth(0).check()
    boxes.nth(2).check()
    window.page.reload()
    expect(boxes.nth(0)).to_be_checked()
    expect(boxes.nth(1)).not_to_be_checked()
    expect(window.page.locator(".jb-path-so-far")).to_contain_text(f"2 of {len(path.steps)} read")
    expect(window.page.locator(".jb-path-on")).to_contain_text("Continue: ")
    window.visit("")
    expect(window.page.locator(f"[data-path='{home_of(path)}'] .jb-path-card__progress")).to_have_text(
        "2 read"
    )
    window.visit(home_of(path))
    window.page.get_by_role("button", name="Restart").click()
    expect(window.page.locator(".jb-path-so-far")).to_contain_text("Nothing read yet")
    expect(boxes.nth(0)).not_to_be_checked()


def test_a_path_that_was_left_follows_nobody(window: Reading, path: ReadingPath) -> None:
    window.visit(home_of(path))
    window.page.locator(".jb-path-go").nth(1).click()
    bar = window.page.get_by_role("navigation", name="Reading path")
    expect(bar).to_be_visible()
    window.page.get_by_role("button", name="Leave the reading path").click()
    expect(bar).to_have_count(0)
    window.page.reload()
    window.settle()
    expect(bar).to_have_count(0)


def test_pages_beside_the_path_have_no_bar(window: Reading, path: ReadingPath) -> None:
    window.visit(home_of(path))
    window.page.locator(".jb-path-go").first.click()
    expect(window.page.locator(".jb-path-bar")).to_be_visible()
    window.visit("glossary/")
    expect(window.page.locator(".jb-path-bar")).to_have_count(0)


def test_the_bar_fits_a_phone_and_hides_nothing_at_the_end(window: Reading, path: ReadingPath) -> None:
    window.resize(390, 844)
    window.visit(home_of(path))
    window.page.locator(".jb-path-go").nth(1).click()
    expect(window.page.locator(".jb-path-bar")).to_be_visible()
    assert window.measure("sidewaysScroll") == []
    window.page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    window.settle()
    foot = window.page.locator(".md-footer").bounding_box()
    bar = window.page.locator(".jb-path-bar").bounding_box()
    assert foot
    assert bar
    assert foot["y"] + foot["height"] <= bar["y"] + 1


def test_a_browser_that_keeps_nothing_still_shows_the_path(
    chromium: Browser, site_server: Served, path: ReadingPath
) -> None:
    with reading(chromium, site_server) as window:
        window.page.add_init_script(
            "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
        )
        window.visit(home_of(path))
        window.page.locator(".jb-path-read").first.check()
        window.page.locator(".jb-path-go").nth(1).click()
        expect(window.page.locator("h1")).to_be_visible()
        assert not [line for line in window.console if "jq" in line or "38-paths" in line]


def test_without_script_a_path_is_a_list_of_links(
    chromium: Browser, site_server: Served, path: ReadingPath
) -> None:
    with reading(chromium, site_server, java_script_enabled=False) as window:
        window.page.goto(f"{site_server.address}/{home_of(path)}")
        assert window.page.locator(".jb-path-go").count() == len(path.steps)
        assert window.page.locator(".jb-path-so-far:visible, .jb-path-read:visible").count() == 0


def test_on_paper_a_path_has_boxes_to_tick(window: Reading, path: ReadingPath) -> None:
    window.visit(home_of(path))
    window.page.emulate_media(media="print")
    assert (
        window.page.locator(".jb-path-so-far:visible, .jb-path-read:visible, .jb-path-aside:visible").count()
        == 0
    )
    content = "getComputedStyle(document.querySelector('.jb-path-stop'), '::before').content"
    assert window.page.evaluate(content) in ('""', '"" / ""')


def test_notes_stay_in_the_browser_and_become_a_text_to_hand_in(window: Reading, path: ReadingPath) -> None:
    page = window.page
    window.visit(home_of(path))
    asked = next(at for at, stop in enumerate(path.steps) if stop.ask)
    field = page.locator(".jb-path-stop").nth(asked).locator(".jb-path-note-field")
    field.fill("A part month is the days <b>since</b> the visit.")
    window.visit(home_of(path))
    expect(field).to_have_value("A part month is the days <b>since</b> the visit.")
    assert window.violations(inside=".jb-path") == []
    page.get_by_role("button", name="Copy my notes as text").click()
    text = page.locator(".jb-path-hand-in__text").input_value()
    assert text.startswith(path.title)
    assert f"{path.steps[asked].ask}\nA part month is the days <b>since</b> the visit." in text
    assert all(name in text for name in titles(window))
    field.fill("")
    window.visit(home_of(path))
    expect(field).to_have_value("")
