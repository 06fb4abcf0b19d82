"""A map is as high as it is, and its titles stay in sight below the page's header."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from browsing import Reading, reading
from journeybook.library.objects import Kind, Library, Ref
from journeybook.library.page_addresses import address
from journeybook.model.journey import MapType
from page_kinds import map_of_type, right_to_left_map
from served import Served

pytestmark = pytest.mark.browser

TITLES = """() => {
  const edge = document.querySelector(".md-header").getBoundingClientRect().bottom;
  const shown = (element) => {
    const box = element.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const hit = document.elementFromPoint(x, y);
    return box.top >= edge - 2 && box.bottom < edge + 260 && hit && (element.contains(hit) || hit.contains(element));
  };
  const found = (selector) => [...document.querySelectorAll(selector)].filter(shown).map((each) => each.textContent.trim());
  return [found(".jb-stage__heading :is(h2, h3)"), found(".jb-step__heading :is(h3, h4) > a")];
}"""
"""The titles of stages and of steps that a reader sees right below the header."""


LEFTS = """(root) => [...document.querySelectorAll(`${root} .jb-step__heading`)]
  .map((each) => Math.round(each.getBoundingClientRect().left))"""


@pytest.fixture(scope="module")
def window(chromium: Browser, site_server: Served) -> Iterator[Reading]:
    with reading(chromium, site_server) as opened:
        yield opened


def open_map(window: Reading, map_id: str, width: int) -> None:
    window.resize(width)
    window.visit(address(Ref(Kind.JOURNEY, map_id)))
    window.page.evaluate(
        "scrollTo(0, document.querySelector('.jb-map__scroller').getBoundingClientRect().top + scrollY + 500)"
    )
    window.settle()


def maps_to_read(library: Library) -> list[str]:
    """A long map, a blueprint, one with several people, and one from right to left."""
    longest = max(library.journeys.values(), key=lambda each: sum(len(stage.steps) for stage in each.stages))
    blueprint = map_of_type(library, MapType.SERVICE_BLUEPRINT)
    people = map_of_type(library, MapType.CURRENT_STATE)
    return [longest.id, blueprint.id, people.id, right_to_left_map(library).id]


@pytest.mark.parametrize("width", [1440, 1024])
def test_titles_of_stages_and_steps_stay_below_the_header(
    window: Reading, library: Library, width: int
) -> None:
    for map_id in maps_to_read(library):
        open_map(window, map_id, width)
        stages, steps = window.page.evaluate(TITLES)
        assert stages, map_id
        assert steps, map_id
        assert stages[0] == library.journeys[map_id].stages[0].title


def test_the_titles_follow_the_map_sideways(window: Reading, library: Library) -> None:
    for map_id in (maps_to_read(library)[0], right_to_left_map(library).id):
        open_map(window, map_id, 1024)
        window.page.evaluate(
            """(() => {
              const map = document.querySelector(".jb-map");
              map.querySelector(".jb-map__scroller").scrollLeft = map.dir === "rtl" ? -300 : 300;
            })()"""
        )
        window.settle()
        assert window.page.evaluate(LEFTS, ".jb-map__head") == window.page.evaluate(
            LEFTS, ".jb-map__scroller"
        )


def test_the_wheel_moves_the_page_wherever_the_pointer_is(window: Reading, library: Library) -> None:
    page = window.page
    for map_id in maps_to_read(library):
        open_map(window, map_id, 1024)
        page.mouse.move(500, 600)
        for _ in range(3):
            before = page.evaluate("scrollY")
            page.mouse.wheel(0, 120)
            page.wait_for_function("before => scrollY > before", arg=before)
        traps = page.evaluate(
            """[...document.querySelectorAll(".jb-map__scroller, .jb-overlay__scroller, .jb-map-table__scroller")]
              .filter((each) => each.scrollHeight > each.clientHeight + 1).map((each) => each.className)"""
        )
        assert traps == []


def test_the_second_titles_are_for_eyes_alone(window: Reading, library: Library) -> None:
    open_map(window, maps_to_read(library)[0], 1024)
    assert window.page.locator(".jb-map__head.jb-is-on").count() == 1
    assert window.measure("doubleIds") == []
    assert window.violations(inside=".jb-map__head") == []
