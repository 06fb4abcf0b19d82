"""Presenting maps and reading paths: what a slide shows, how one goes on, and that nothing is left behind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect

from browsing import Reading, reading
from journeybook.library.objects import Kind, Library, Ref
from journeybook.library.page_addresses import address
from journeybook.model.journey import Journey, MapType
from page_kinds import map_of_type, right_to_left_map
from served import Served

pytestmark = pytest.mark.browser

PAIN_SWITCH = ".jb-lane-menu li:has-text('Pains') input"


@pytest.fixture(scope="module")
def window(chromium: Browser, site_server: Served) -> Iterator[Reading]:
    with reading(chromium, site_server) as opened:
        yield opened


@pytest.fixture
def journey(window: Reading, library: Library) -> Journey:
    """The map that is open: one with several people's curves."""
    chosen = map_of_type(library, MapType.CURRENT_STATE)
    window.resize(1440)
    window.visit(address(Ref(Kind.JOURNEY, chosen.id)))
    return chosen


def slide(window: Reading) -> Locator:
    return window.page.locator(".jb-present__box")


def title(window: Reading) -> str:
    return slide(window).locator("h2").inner_text()


def present(window: Reading) -> None:
    window.page.locator(".jb-map__tools [data-tool=present]").click()
    expect(slide(window)).to_be_visible()
    window.settle()


def text_height(window: Reading) -> float:
    """The least height of type among the texts of cells, in pixels of the screen."""
    found: float = window.page.evaluate(
        """Math.min(...[...document.querySelectorAll(".jb-present__box .jb-cell__content")]
          .map((at) => parseFloat(getComputedStyle(at).fontSize) * at.currentCSSZoom))"""
    )
    return found


def cut_off(window: Reading) -> bool:
    """Whether some of the slide lies outside of it."""
    found: bool = slide(window).evaluate(
        "(at) => at.scrollHeight > at.clientHeight + 1 || at.scrollWidth > at.clientWidth + 1"
    )
    return found


def test_the_first_slide_says_what_the_map_is_about(window: Reading, journey: Journey) -> None:
    present(window)
    assert title(window) == journey.title
    shown = slide(window).inner_text()
    assert (journey.objective or journey.summary or "") in shown
    for person in window.page.locator(".jb-page-head .jb-person b").all_inner_texts():
        assert person in shown
    assert slide(window).locator(".jb-present__worst li").count() == 3
    lowest = window.page.locator(".jb-glance dd a").first.inner_text()  # whoever it is that feels so
    assert lowest in slide(window).locator(".jb-present__worst li").first.inner_text()
    assert f"/journeys/{journey.id}/" in slide(window).locator(".jb-present__link").inner_text()
    window.page.keyboard.press("Escape")


def test_keys_lead_from_stage_to_stage_and_nothing_is_left(window: Reading, journey: Journey) -> None:
    page = window.page
    page.evaluate("scrollTo(0, 120)")
    before = page.evaluate(
        "[location.href, scrollY, document.body.querySelectorAll(':scope > :not(script)').length]"
    )
    present(window)
    titles = [stage.title for stage in journey.stages]
    page.keyboard.press("ArrowRight")
    assert title(window) == titles[0]
    seen = [title(window)]
    for _ in range(40):
        page.keyboard.press("PageDown")
        if title(window) != seen[-1]:
            seen.append(title(window))
    assert seen == titles, "each stage comes once, in order, and there is nothing after the last"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Home")
    assert title(window) == journey.title
    page.keyboard.press("End")
    assert title(window) == titles[-1]
    page.keyboard.press("Escape")
    expect(page.locator(".jb-present")).to_have_count(0)
    assert (
        page.evaluate(
            "[location.href, scrollY, document.body.querySelectorAll(':scope > :not(script)').length]"
        )
        == before
    )
    assert page.evaluate("document.activeElement.dataset.tool") == "present"
    assert page.locator("[inert]").count() == 0
    assert not page.evaluate("document.fullscreenElement !== null")


def test_a_map_from_right_to_left_goes_the_other_way(window: Reading, library: Library) -> None:
    chosen = right_to_left_map(library)
    window.visit(address(Ref(Kind.JOURNEY, chosen.id)))
    present(window)
    window.page.keyboard.press("ArrowLeft")
    assert title(window) == chosen.stages[0].title
    window.page.keyboard.press("ArrowRight")
    assert title(window) == chosen.title
    window.page.keyboard.press("Escape")


@pytest.mark.parametrize(
    "kind", [MapType.CURRENT_STATE, MapType.SERVICE_BLUEPRINT], ids=lambda kind: kind.value
)
def test_all_of_a_slide_is_seen_and_can_be_read_from_afar(
    window: Reading, library: Library, kind: MapType
) -> None:
    window.resize(1440)
    window.visit(address(Ref(Kind.JOURNEY, map_of_type(library, kind).id)))
    present(window)
    for _ in range(30):
        window.page.keyboard.press("ArrowRight")
        assert not cut_off(window), title(window)
        assert text_height(window) >= 900 * 0.96 / 40 or window.page.locator(".jb-present__alone").count()
    window.page.keyboard.press("Escape")


def test_one_step_fills_a_slide_and_lanes_are_chosen(window: Reading, journey: Journey) -> None:
    page = window.page
    present(window)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("s")
    assert slide(window).locator("h3").first.inner_text() == journey.stages[0].steps[0].title
    page.get_by_role("dialog").get_by_label("Lanes", exact=True).select_option("Pains")
    labels = slide(window).locator(".jb-present__lane").all_inner_texts()
    assert "Pains" in labels
    assert "Actions" not in labels
    page.keyboard.press("Escape")


def test_lanes_that_were_put_away_stay_away(window: Reading, journey: Journey) -> None:
    del journey
    page = window.page
    page.locator(".jb-lane-menu > summary").click()
    page.locator(PAIN_SWITCH).uncheck()
    page.locator(".jb-lane-menu > summary").click()
    present(window)
    page.keyboard.press("ArrowRight")
    labels = slide(window).locator(".jb-present__lane").all_inner_texts()
    assert "Actions" in labels
    assert "Pains" not in labels
    page.keyboard.press("Escape")


def test_notes_name_the_evidence_of_what_is_shown(
    window: Reading, journey: Journey, library: Library
) -> None:
    page = window.page
    step = next(step for stage in journey.stages for step in stage.steps if step.evidence)
    present(window)
    page.keyboard.press("s")
    page.keyboard.press("n")
    notes = page.locator(".jb-present__notes")
    for _ in range(40):
        page.keyboard.press("ArrowRight")
        if slide(window).locator("h3").first.inner_text() == step.title:
            break
    assert library.evidence[step.evidence[0]].title in notes.inner_text()
    page.keyboard.press("n")
    assert not notes.is_visible()
    page.keyboard.press("Escape")


def test_a_reading_path_is_presented_in_one_go(window: Reading, library: Library) -> None:
    path = max(library.paths.values(), key=lambda each: sum("journey/" in stop.read for stop in each.steps))
    window.visit(address(Ref(Kind.PATH, path.id)))
    window.page.locator("button[data-present]").click()
    expect(slide(window)).to_be_visible()
    seen = [title(window)]
    for _ in range(200):
        window.page.keyboard.press("PageDown")
        seen.append(title(window))
    read = [stop.read.removeprefix("journey/") for stop in path.steps]
    maps = [library.journeys[each] for each in read if each in library.journeys]
    assert maps
    assert seen[0] == path.title
    for each in maps:
        assert each.title in seen
        assert {stage.title for stage in each.stages} <= set(seen)
    window.page.keyboard.press("Escape")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_slides_are_accessible(chromium: Browser, site_server: Served, library: Library, scheme: str) -> None:
    chosen = map_of_type(library, MapType.CURRENT_STATE)
    with reading(chromium, site_server, color_scheme=scheme) as window:
        window.visit(address(Ref(Kind.JOURNEY, chosen.id)))
        present(window)
        for width in (1440, 1024, 390):
            window.resize(width)
            for key in ("Home", "ArrowRight", "s", "n"):
                window.page.keyboard.press(key)
                assert window.violations(inside=".jb-present") == []
                assert window.measure("doubleIds") == []
