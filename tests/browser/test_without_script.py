"""A reader without script gets every word and every link."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from browsing import Reading, reading
from journeybook.library.objects import Kind, Library, Ref, moments
from journeybook.library.page_addresses import address
from journeybook.model.journey import Journey, MapType
from page_kinds import KINDS, longest_map, map_of_type, right_to_left_map, step_refs
from served import Served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def window(chromium: Browser, site_server: Served) -> Iterator[Reading]:
    with reading(chromium, site_server, java_script_enabled=False) as opened:
        yield opened


def plain(text: str) -> str:
    """The text as its readers see it: without marks of emphasis and links, in one line."""
    for sign in "*_`":
        text = text.replace(sign, "")
    return " ".join(text.split()).casefold()


def words_of(journey: Journey) -> Iterator[str]:
    """Every text that a map's authors wrote into its stages and steps and that holds no link."""
    for moment in moments(journey):
        yield moment.title
        for field in ("action", "thought", "need", "frontstage", "backstage", "support", "system_response"):
            yield from (phrase.text for phrase in getattr(moment, field))
        for field in ("pains", "gains", "quotes", "opportunities"):
            yield from (each.text for each in getattr(moment, field))
        yield from moment.risks


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_page_shows_its_heading(kind: str, window: Reading, addresses: dict[str, str]) -> None:
    window.page.goto(f"{window.served.address}/{addresses[kind]}")
    heading = window.page.locator("main h1")
    assert heading.count() == 1
    assert heading.inner_text().strip()
    assert len(window.page.locator("main").inner_text()) > 80


@pytest.mark.parametrize("which", [*map(str, MapType), "longest map", "right-to-left map"])
def test_every_word_of_a_map_can_be_seen(which: str, window: Reading, library: Library) -> None:
    if which == "longest map":
        journey = longest_map(library)
    elif which == "right-to-left map":
        journey = right_to_left_map(library)
    else:
        journey = map_of_type(library, MapType(which))
    window.page.goto(f"{window.served.address}/{address(Ref(Kind.JOURNEY, journey.id))}")
    shown = plain(window.page.locator("main").inner_text())
    expected = [text for text in words_of(journey) if "[" not in text and "](" not in text]
    assert expected
    assert [text for text in expected if plain(text) not in shown] == []


def test_links_lead_from_home_to_a_step_and_its_persona_and_back(window: Reading, library: Library) -> None:
    page = window.page
    page.goto(f"{window.served.address}/")
    page.locator(".md-content a[href*='journeys/']:visible").first.click()
    assert "/journeys/" in page.url
    page.goto(f"{window.served.address}/journeys/")
    journey = map_of_type(library, MapType.CURRENT_STATE)
    page.locator(f".md-content a[href$='{journey.id}/']:visible").first.click()
    assert page.url.endswith(f"/journeys/{journey.id}/")
    ref = step_refs(journey)[-1]
    page.locator(f".md-content a[href$='#{journey.id}--t-{ref.step}']:visible").first.click()
    assert page.url.endswith(f"#{journey.id}--t-{ref.step}")
    page.locator(f".md-content a[href*='/personas/{journey.personas[0]}/']:visible").first.click()
    assert (
        page.locator("main h1").inner_text().strip().startswith(library.personas[journey.personas[0]].title)
    )
    page.locator(f".md-content a[href*='/journeys/{journey.id}/']:visible").first.click()
    assert f"/journeys/{journey.id}/" in page.url
