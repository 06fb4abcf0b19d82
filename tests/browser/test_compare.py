"""Two freely chosen maps against each other: what is shown is what `insight.comparison` computes, and can be sent on."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from browsing import SCHEMES, Reading, reading
from journeybook.drawing.charts.curve_overlay import (
    Look,
    Mark,
    Overlay,
    OverlayColumn,
    OverlayLine,
    draw_overlay,
)
from journeybook.insight.comparison import Comparison, compare_lifecycle, compare_stages
from journeybook.insight.summary import Summary, summarise
from journeybook.library.objects import Kind, Library, Ref
from journeybook.library.page_addresses import address
from journeybook.text.numbers import figure, level_figure
from served import Served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def window(chromium: Browser, site_server: Served) -> Iterator[Reading]:
    with reading(chromium, site_server) as opened:
        yield opened


def summary(library: Library, key: str) -> Summary:
    return summarise(library.journeys[key], library.vocabulary.emotion_scale)


def compare(window: Reading, query: str) -> Page:
    window.visit(f"compare/?{query}")
    window.page.wait_for_selector(".jb-compare-out table")
    window.settle()
    return window.page


def pairs_of_maps(library: Library) -> list[tuple[str, str]]:
    """Pairs that share most, with every map in one of them, so that every kind of cast and of gap is met."""
    listed = [key for key, each in library.journeys.items() if each.listed]
    stages = {key: set(summary(library, key).lifecycle) for key in listed}
    return [
        (
            key,
            max(
                (other for other in listed if other != key),
                key=lambda other: len(stages[key] & stages[other]),
            ),
        )
        for key in listed
    ]


def expected(found: Comparison, library: Library) -> list[list[str]]:
    """The rows that a comparison makes, by key: both feelings and the change as they are written."""
    low = library.vocabulary.emotion_scale.min

    def written(value: float | None, *, there: bool) -> str:
        if value is None:
            return "no feeling noted" if there else "not part of it"
        return level_figure(value, low)

    rows = [
        [
            pair.key,
            written(pair.before, there=pair.first is not None),
            written(pair.after, there=pair.second is not None),
            "–" if pair.change is None else figure(pair.change, signed=True),
        ]
        for pair in found.pairs
    ]
    sizes = {
        pair.key: (pair.change is None, -abs(pair.change or 0), at) for at, pair in enumerate(found.pairs)
    }
    return sorted(rows, key=lambda row: sizes[row[0]])


ROWS = """
() => [...document.querySelectorAll(".jb-compare-out tbody tr")].map((row) => {
  const cells = [...row.querySelectorAll("td")];
  const felt = (cell) => (cell.querySelector(".jb-feeling b") || cell).textContent;
  return [row.dataset.key, felt(cells[1]), felt(cells[2]), cells[3].textContent.replace(/[▲▼] /, "")];
})
"""


def test_the_rows_are_those_that_the_portal_computes(window: Reading, library: Library) -> None:
    order = list(library.vocabulary.lifecycle)
    compared = 0
    for one, two in pairs_of_maps(library):
        first, second = summary(library, one), summary(library, two)
        page = compare(window, f"a={one}&b={two}")
        if set(first.lifecycle) & set(second.lifecycle):
            assert page.evaluate(ROWS) == expected(compare_lifecycle(first, second, order), library), (
                one,
                two,
            )
            page = compare(window, f"a={one}&b={two}&by=order")
            compared += 1
        assert page.evaluate(ROWS) == expected(compare_stages(first, second), library), (one, two)
    assert compared > 5
    assert window.console == []


LINES = """
() => [0, 1].map((series) => [...document.querySelectorAll(`.jb-compare-out .jb-overlay__ink .jb-overlay__line.jb-series-${series}`)].map((line) => {
  const numbers = line.getAttribute("d").match(/[\\d.]+/g).map(Number);
  return numbers.filter((_, at) => at === 0 || (at > 1 && (at - 2) % 6 === 4));
}))
"""
"""Of each drawn line where its points stand, in percent of the picture's width."""


def expected_lines(found: Comparison) -> list[list[list[float]]]:
    """The same from what the portal computes: over which places the lines of either side run."""
    count = len(found.pairs)
    sides = []
    for ways, values, spots in (
        (found.ways[0], [each.before for each in found.pairs], [each.first for each in found.pairs]),
        (found.ways[1], [each.after for each in found.pairs], [each.second for each in found.pairs]),
    ):
        line = OverlayLine(
            "",
            Look.NOW,
            tuple(None if value is None else Mark(0.5, "") for value in values),
            frozenset(at for at, spot in enumerate(spots) if spot is None),
            ahead=ways.ahead(found.pairs),
        )
        drawn = draw_overlay(Overlay("", "", (OverlayColumn(""),) * count, (line,), None))
        paths = re.findall(
            r'class="jb-overlay__line jb-overlay__line--now jb-series-0" d="M([^"]+C[^"]+)"', drawn
        )
        points = [re.findall(r"([\d.]+),[\d.]+(?=C|$)", path) for path in paths]
        sides.append([[float(x) for x in each] for each in points])
    return sides


def test_the_lines_part_where_the_ways_of_a_map_part(window: Reading, library: Library) -> None:
    one, two = "leaving-fennel", "contract-end"
    found = compare_stages(summary(library, one), summary(library, two))
    page = compare(window, f"a={one}&b={two}&by=order")
    lines = page.evaluate(LINES)
    assert lines == [[pytest.approx(each, abs=0.01) for each in side] for side in expected_lines(found)]
    assert len(lines[0]) > 1
    plain = compare(window, "a=switching-to-fibre&b=first-year&by=order")
    assert [len(each) for each in plain.evaluate(LINES)] == [1, 1]


def test_a_persona_of_both_maps_can_be_chosen(window: Reading, library: Library) -> None:
    order = list(library.vocabulary.lifecycle)
    listed = [each for each in library.journeys.values() if each.listed]
    one, two, shared = next(
        (one, two, both)
        for one in listed
        for two in listed
        if one.id != two.id
        and len(both := [each for each in one.personas if each in two.personas]) > 1
        and set(summary(library, one.id).lifecycle) & set(summary(library, two.id).lifecycle)
    )
    page = compare(window, f"a={one.id}&b={two.id}")
    for persona in shared:
        page.get_by_label("Felt by").select_option(persona)
        page.wait_for_function(
            "(name) => document.querySelector('.jb-compare-out').innerText.includes(name)",
            arg=library.personas[persona].title,
        )
        found = compare_lifecycle(summary(library, one.id), summary(library, two.id), order, persona)
        assert page.evaluate(ROWS) == expected(found, library)
        assert f"persona={persona}" in page.url


def test_a_map_leads_to_its_comparison_and_the_choice_can_be_sent(window: Reading, library: Library) -> None:
    page = window.page
    one, two = "switching-to-fibre", "practice-on-fibre"
    window.resize(1440)
    window.visit(address(Ref(Kind.JOURNEY, one)))
    page.get_by_role("link", name="Compare with…").click()
    expect(page.get_by_label("First journey")).to_have_value(one)
    assert page.locator(".jb-compare-status").inner_text() == "Choose the other journey."
    second = page.get_by_label("Second journey")
    second.focus()
    page.keyboard.type(library.journeys[two].title)
    page.wait_for_selector(".jb-compare-out table")
    expect(second).to_have_value(two)
    assert page.url.endswith(f"/compare/?a={one}&b={two}")
    changes = {row[0]: row[3] for row in page.evaluate(ROWS)}
    page.get_by_role("button", name="Swap the two journeys").click()
    page.wait_for_function(f"location.search === '?a={two}&b={one}'")
    page.wait_for_function(
        "(title) => document.querySelector('.jb-compare-out thead th:nth-child(3)').textContent === title",
        arg=library.journeys[two].title,
    )
    turned = {"+": "−", "−": "+"}
    assert {row[0]: row[3] for row in page.evaluate(ROWS)} == {
        key: turned.get(text[0], text[0]) + text[1:] if text != "–" else text for key, text in changes.items()
    }
    step = page.locator(".jb-compare-out tbody a").first
    name = step.inner_text()
    step.click()
    page.wait_for_url("**/journeys/*/#*")
    assert name in page.locator(":target").inner_text()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "Choose two journeys."),
        ("a=no-such-map&b=../../x", "Choose two journeys."),
        ("a=first-bill&b=first-bill", "These are one and the same journey."),
    ],
)
def test_a_choice_that_says_nothing_is_answered(query: str, said: str, window: Reading) -> None:
    window.visit(f"compare/?{query}")
    assert window.page.locator(".jb-compare-status").inner_text().startswith(said)
    assert window.page.locator(".jb-compare-out").inner_html() == ""


def test_a_map_that_cannot_be_read_is_said(chromium: Browser, site_server: Served) -> None:
    with reading(chromium, site_server) as window:
        window.page.route("**/first-bill/map.json", lambda route: route.abort())
        window.visit("compare/?a=first-bill&b=first-year")
        window.page.wait_for_function(
            "document.querySelector('.jb-compare-status').textContent.startsWith('The maps could not be read')"
        )


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_comparison_reads_well(scheme: str, chromium: Browser, site_server: Served) -> None:
    with reading(chromium, site_server, color_scheme=scheme) as window:
        compare(window, "a=switching-to-fibre&b=life-with-fennel")
        assert window.faults_as_shown(scheme) == []
        assert window.outside == []


def test_without_script_the_comparisons_that_are_made_are_listed(
    chromium: Browser, site_server: Served, library: Library
) -> None:
    with reading(chromium, site_server, java_script_enabled=False) as window:
        page = window.page
        page.goto(f"{site_server.address}/compare/")
        assert not page.locator(".jb-compare-form").is_visible()
        assert "needs JavaScript" in page.locator(".jb-compare-status").inner_text()
        future = next(each for each in library.journeys.values() if each.future_of and each.listed)
        page.locator(f"main a[href$='journeys/{future.id}/compare/']").click()
        assert page.url.endswith(f"/journeys/{future.id}/compare/")
