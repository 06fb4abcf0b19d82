"""Comparing two maps of a large portal: they are chosen by words, from data that is fetched when somebody begins."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import small_portal
from browsing import Reading, reading
from built import build_once
from served import Served, serving

pytestmark = pytest.mark.browser

MAPS = 61
"""One more than the page of a catalogue carries."""


def map_source(number: int) -> str:
    """A map with one feeling; the last two have the same title, one of them is a draft."""
    return (
        f"title: {'Twins' if number >= MAPS - 2 else f'Journey number{number:02d}'}\n"
        f"status: {'draft' if number == 7 else 'published'}\n"
        f"stages: [{{title: Order, steps: [{{title: Waits, emotion: {-1.9 + number / 50:.2f}}}]}}]\n"
    )


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    def prepare(root: Path) -> Path:
        maps = {f"maps/journeys/j-{number:02d}.yml": map_source(number) for number in range(MAPS)}
        return small_portal.write(
            root, {"mkdocs.yml": small_portal.CONFIG, "docs/notes.md": "# Notes\n", **maps}
        )

    with serving(build_once(tmp_path_factory, "long-compare", prepare, strict=False)) as served:
        yield served


@pytest.fixture
def window(chromium: Browser, server: Served) -> Iterator[Reading]:
    with reading(chromium, server) as opened:
        yield opened


def field(page: Page, name: str) -> str:
    return page.get_by_role("combobox", name=name).input_value()


def test_maps_are_chosen_by_words_of_their_titles(window: Reading) -> None:
    page = window.page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    window.visit("compare/")
    assert not [each for each in asked if each.endswith(".json")]
    assert window.violations() == []
    first = page.get_by_role("combobox", name="First journey")
    first.fill("NUMBER0 journey")
    expect(page.locator("#jv--maps-a option")).to_have_count(10)
    assert page.locator("#jv--maps-a option[value='Journey number07 (Draft)']").count() == 1
    first.fill("Journey number03")
    page.get_by_role("combobox", name="Second journey").fill("number04")
    page.keyboard.press("Enter")
    expect(page.locator(".jb-compare-title")).to_have_text("Journey number03 against Journey number04")
    assert field(page, "Second journey") == "Journey number04"
    assert page.url.endswith("?a=j-03&b=j-04")
    assert len([each for each in asked if each.endswith("catalogue.json")]) == 1
    page.get_by_role("button", name="Swap the two journeys").click()
    expect(page.locator(".jb-compare-title")).to_have_text("Journey number04 against Journey number03")
    assert (field(page, "First journey"), field(page, "Second journey")) == (
        "Journey number04",
        "Journey number03",
    )


def test_maps_of_one_title_can_be_told_apart(window: Reading) -> None:
    page = window.page
    window.visit("compare/?a=j-01")
    page.get_by_role("combobox", name="Second journey").fill("twins")
    expect(page.locator("#jv--maps-b option")).to_have_count(2)
    words = page.locator("#jv--maps-b option").evaluate_all("all => all.map(each => each.value)")
    assert words == ["Twins", f"Twins [j-{MAPS - 1}]"]
    page.get_by_role("combobox", name="Second journey").fill(words[1])
    expect(page.locator(".jb-compare-title")).to_have_text("Journey number01 against Twins")
    assert page.url.endswith(f"b=j-{MAPS - 1}")


def test_a_comparison_from_an_address_needs_no_list_of_maps(window: Reading) -> None:
    page = window.page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    window.visit("compare/?a=j-01&b=j-02")
    expect(page.locator(".jb-compare-title")).to_have_text("Journey number01 against Journey number02")
    assert field(page, "First journey") == "Journey number01"
    assert not [each for each in asked if each.endswith("catalogue.json")]


def test_words_that_no_title_has_are_said_so(window: Reading) -> None:
    page = window.page
    window.visit("compare/?a=j-01&b=j-02")
    second = page.get_by_role("combobox", name="Second journey")
    expect(second).to_have_value("Journey number02")
    second.fill("nothing")
    expect(page.locator(".jb-compare-status")).to_have_text("No journey has these words in its title.")
    second.fill("")
    expect(page.locator(".jb-compare-status")).to_have_text("Choose the other journey.")


def test_where_the_maps_cannot_be_fetched_the_comparisons_remain(window: Reading) -> None:
    page = window.page
    page.route("**/catalogue.json", lambda route: route.abort())
    window.visit("compare/")
    page.get_by_role("combobox", name="First journey").fill("number")
    expect(page.locator(".jb-compare-status")).to_contain_text("could not be read")
    expect(page.get_by_role("link", name="All comparisons")).to_be_visible()
