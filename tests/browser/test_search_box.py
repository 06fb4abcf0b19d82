"""The one search box finds the moment that somebody remembers, and opens it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from browsing import COLOUR_RULES, Reading, reading
from journeybook.library.objects import Library
from journeybook.model.journey import Journey, Step
from page_kinds import longest_map, right_to_left_map
from served import Served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def window(chromium: Browser, site_server: Served) -> Iterator[Reading]:
    with reading(chromium, site_server) as opened:
        yield opened


def search(window: Reading, query: str, box: str = ".jb-header .jb-search__input") -> list[str]:
    """The addresses that the box offers for the query, from the site's root, in their order."""
    field = window.page.locator(box)
    field.fill("")
    field.fill(query)
    window.page.wait_for_function(
        "() => { const box = document.querySelector('.jb-search--open:not(.jb-search--busy)');"
        " return box && /found/i.test(box.querySelector('[role=status]').textContent); }"
    )
    links = window.page.evaluate(
        "[...document.querySelectorAll('.jb-search--open a.jb-hit')].map((at) => at.href)"
    )
    return [link.removeprefix(f"{window.served.address}/") for link in links]


def remembered(text: str) -> str:
    """What somebody might remember of a text: some of its longer words."""
    words = re.findall(r"[^\W\d_]{4,}", text)
    return " ".join(words[:5])


TEXTS: dict[str, Callable[[Step], list[str]]] = {
    "title": lambda step: [step.title],
    "action": lambda step: [each.text for each in step.action],
    "thought": lambda step: [each.text for each in step.thought],
    "pain": lambda step: [each.text for each in step.pains],
    "quote": lambda step: [each.text for each in step.quotes],
}


def moment_with(library: Library, read: Callable[[Step], list[str]]) -> tuple[Journey, Step, str]:
    """The step whose text of a kind is the longest, which is the one that can be told from all others."""
    return max(
        (
            (journey, step, text)
            for journey in library.journeys.values()
            if journey.listed and journey.language == "en"
            for stage in journey.stages
            for step in stage.steps
            for text in read(step)
        ),
        key=lambda found: len(found[2]),
    )


@pytest.mark.parametrize("kind", TEXTS)
def test_words_of_a_step_lead_to_that_step(kind: str, window: Reading, library: Library) -> None:
    journey, step, text = moment_with(library, TEXTS[kind])
    window.visit("")
    found = search(window, remembered(text))
    expected = f"journeys/{journey.id}/#{journey.id}--t-{step.id}"
    assert expected in found, f"{remembered(text)!r} found {found}"
    window.page.locator(f".jb-search--open a.jb-hit[href$='#{journey.id}--t-{step.id}']").first.click()
    window.page.wait_for_url(f"**/{expected}")
    window.page.wait_for_function(f"document.querySelector(':target')?.id === '{journey.id}--t-{step.id}'")


def test_a_personas_name_leads_to_the_persona(window: Reading, library: Library) -> None:
    window.visit("glossary/")
    for key, title in library.ids("persona").items():
        assert f"personas/{key}/" in search(window, title), title


def test_a_map_in_another_script_is_found_by_its_own_words(window: Reading, library: Library) -> None:
    journey = right_to_left_map(library)
    window.visit("")
    words = remembered(journey.title)
    assert any(each.startswith(f"journeys/{journey.id}/") for each in search(window, words)), words


def test_a_title_is_found_before_texts_that_mention_its_words(window: Reading, library: Library) -> None:
    journey = longest_map(library)
    window.visit("")
    assert search(window, journey.title)[0].startswith(f"journeys/{journey.id}/")


def test_words_that_nobody_wrote_say_so_and_show_a_way_on(window: Reading) -> None:
    window.visit("")
    assert search(window, "quetzalcoatlus zyzzyva") == []
    panel = window.page.locator(".jb-search--open .jb-search__panel")
    assert "quetzalcoatlus" in panel.inner_text()
    panel.locator("a", has_text="Look through all journeys").click()
    window.page.wait_for_url("**/journeys/")


ACTIVE = """
(() => {
  const id = document.activeElement.getAttribute('aria-activedescendant');
  const option = id && document.getElementById(id);
  return option && option.getAttribute('aria-selected') === 'true' ? option.href : '';
})()
"""
"""The address of the option that a screen reader reads while the focus stays in the box."""


def test_search_works_by_keyboard_alone(window: Reading, library: Library) -> None:
    journey, step, text = moment_with(library, TEXTS["pain"])
    window.visit("personas/")
    page = window.page
    page.keyboard.press("/")
    page.keyboard.type(remembered(text))
    page.wait_for_selector(".jb-search--open a.jb-hit")
    window.settle()
    hrefs = []
    for _ in range(8):
        page.keyboard.press("ArrowDown")
        hrefs.append(page.evaluate(ACTIVE))
        assert page.evaluate("document.activeElement.getAttribute('role')") == "combobox"
        if hrefs[-1].endswith(f"#{journey.id}--t-{step.id}"):
            break
    else:
        pytest.fail(f"the arrow keys reached {hrefs}")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/journeys/{journey.id}/#{journey.id}--t-{step.id}")
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    assert page.locator(".jb-search--open").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390, 320])
def test_the_list_of_results_reads_well(
    width: int, scheme: str, chromium: Browser, site_server: Served, library: Library
) -> None:
    _, _, text = moment_with(library, TEXTS["action"])
    with reading(chromium, site_server, width=width, color_scheme=scheme) as window:
        window.visit("teams/")
        window.page.keyboard.press("/")
        window.page.keyboard.type(remembered(text).split()[0])
        window.page.wait_for_selector(".jb-search--open a.jb-hit")
        window.settle()
        assert window.violations(*(COLOUR_RULES if scheme == "dark" else ())) == []
        assert window.measure("sidewaysScroll") == []
        for box in window.page.locator(".jb-search--open a.jb-hit:visible").all()[:6]:
            around = box.bounding_box()
            assert around
            assert around["x"] >= 0
            assert around["x"] + around["width"] <= width
        assert window.console == []
        assert window.outside == []


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("moment_of_truth", "reference/format/#jp--step-moment-of-truth"),
        ("review_every", "reference/format/#jp--journey-map-review-every"),
        ("JB602", "rules/JB602/"),
        ("symbolic-link", "rules/#JB102"),
    ],
)
def test_fields_and_rules_are_found_by_their_names(window: Reading, query: str, place: str) -> None:
    window.page.goto(f"{window.served.address}/")
    found = search(window, query)
    # They come after what maps say; of the pages that explain the portal, the one that was meant comes first.
    explained = [each for each in found if each.startswith(("reference/", "rules/", "glossary/"))]
    assert any(each.startswith(place) for each in explained[:5]), found
