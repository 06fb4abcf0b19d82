"""What comes first for what people type: half-remembered words, slips, synonyms, other forms, and facets."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser

from browsing import COLOUR_RULES, Reading, reading
from places import ROOT
from served import Served

pytestmark = pytest.mark.browser

QUERIES = ROOT / "tests/browser/search_queries.txt"
SETTLED = (
    "() => { const box = document.querySelector('.jb-search--open:not(.jb-search--busy)');"
    " return box && /found/i.test(box.querySelector('[role=status]').textContent); }"
)


@pytest.fixture(scope="module")
def window(chromium: Browser, site_server: Served) -> Iterator[Reading]:
    with reading(chromium, site_server) as opened:
        yield opened


def expectations() -> dict[str, tuple[str, ...]]:
    """For each query the ends of addresses of which one must come first."""
    lines = [line for line in QUERIES.read_text("utf-8").splitlines() if " => " in line and line[0] != "#"]
    pairs = (line.split(" => ") for line in lines)
    return {query: tuple(each.strip() for each in wanted.split(" | ")) for query, wanted in pairs}


def addresses(window: Reading, look: str = "a.jb-hit") -> list[str]:
    links = window.page.evaluate(
        "(look) => [...document.querySelectorAll('.jb-search--open ' + look)].map((at) => at.href)", look
    )
    return [unquote(link.removeprefix(f"{window.served.address}/")) for link in links]


def search(window: Reading, query: str) -> list[str]:
    field = window.page.locator(".jb-header .jb-search__input")
    field.fill("")
    field.fill(query)
    window.page.wait_for_function(SETTLED)
    return addresses(window)


def place_of(found: list[str], wanted: tuple[str, ...]) -> int:
    """The place of the first that is wanted, counted from 0; 99 for none."""
    fits = (
        at for at, link in enumerate(found) if any(link == end or link.endswith(f"#{end}") for end in wanted)
    )
    return next(fits, 99)


def test_what_people_type_finds_what_they_mean_first(window: Reading) -> None:
    queries = expectations()
    assert len(queries) >= 60
    window.visit("")
    places = {}
    for query, wanted in queries.items():
        found = search(window, query)
        places[query] = (place_of(found, wanted), found[:3])
    late = {query: found for query, (place, found) in places.items() if place > 2}
    assert late == {}
    second = {query: found for query, (place, found) in places.items() if place > 0}
    assert len(second) <= len(queries) * 3 // 60, second


def test_enter_opens_what_is_first(window: Reading) -> None:
    window.visit("teams/")
    window.page.keyboard.press("/")
    window.page.keyboard.type("wating for date")
    window.page.keyboard.press("Enter")
    window.page.wait_for_url("**/journeys/*/#*--t-wait*")


def test_what_is_taken_for_an_unknown_word_is_said(window: Reading) -> None:
    window.visit("")
    search(window, "engneer")
    assert "engineer" in window.page.locator(".jb-search--open .jb-search__instead").inner_text()
    assert "engineer" in window.page.locator(".jb-search--open [role=status]").inner_text()


def test_where_nothing_is_found_the_nearest_titles_are_offered(window: Reading) -> None:
    window.visit("")
    assert search(window, "swtchngtofbr") == []
    assert any("switching-to-fibre" in each for each in addresses(window, "a.jb-near"))


def test_facets_are_counted_combined_and_kept_in_the_address(window: Reading) -> None:
    window.visit("")
    page = window.page
    search(window, "bill")
    persona = page.locator(".jb-search--open [data-facet=persona]")
    label = persona.locator("option", has_text="Daniel Okafor").inner_text()
    count = int(label.rsplit("(", 1)[1].rstrip(")"))
    persona.select_option("Daniel Okafor")
    page.wait_for_url("**search-persona=Daniel+Okafor*")
    status = page.locator(".jb-search--open [role=status]")
    assert status.inner_text() == f"{count} results found"
    assert page.evaluate("document.activeElement.dataset.facet") == "persona"
    page.locator(".jb-search--open [data-facet=kind]").select_option("Pains")
    page.wait_for_url("**search-kind=Pains*")
    window.settle()
    assert int(status.inner_text().split()[0]) < count
    narrowed = addresses(window)
    assert narrowed
    assert all("journeys/" in each for each in narrowed)
    page.reload()
    page.wait_for_function(SETTLED)
    assert addresses(window) == narrowed
    assert page.locator(".jb-search--open [data-facet=persona]").input_value() == "Daniel Okafor"
    page.keyboard.press("Escape")
    page.wait_for_function("() => !location.search")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_results_and_facets_have_no_violations(
    width: int, scheme: str, chromium: Browser, site_server: Served
) -> None:
    rules = COLOUR_RULES if scheme == "dark" else ()
    with reading(chromium, site_server, width=width, color_scheme=scheme) as window:
        window.page.goto(f"{site_server.address}/teams/?search=step&search-feeling=2")
        window.page.wait_for_function(SETTLED)
        window.page.locator(".jb-search--open input").focus()
        window.page.keyboard.press("ArrowDown")
        window.settle()
        assert window.violations(*rules) == []
        assert window.measure("sidewaysScroll") == []
        window.page.goto(f"{site_server.address}/teams/?search=swtchngtofbr")
        window.page.wait_for_function(SETTLED)
        window.settle()
        assert window.violations(*rules) == []
        assert window.console == []
        assert window.outside == []
