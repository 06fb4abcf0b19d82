"""A catalogue on several pages: filters look at all maps, drawn as the pages have them; without script the pages remain."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, Page, expect

import small_portal
from browsing import Reading, reading
from built import build_once
from served import Served, serving

pytestmark = pytest.mark.browser

MAPS = 90
ON_PAGE = 80
SHOWN = 60

VOCABULARY = """\
teams: {care: Care}
channels: {phone: Phone, shop: Shop}
"""


BRANCHES = """\
        next: [chats, writes]
      - {id: chats, title: Chats, emotion: 1, next: [ends]}
      - {id: writes, title: Writes, emotion: -1, next: [ends]}
      - {id: ends, title: Ends, emotion: 0.5}
"""


def map_source(number: int) -> str:
    """One of ninety maps: some are drafts, some have no feeling, some one of another persona, some are overdue.

    One is branched.
    """
    felt = {0: "", 1: f"        emotion: {-1.9 + number / 50:.2f}\n        emotion_end: 1.5\n"}.get(
        number % 3, f"        emotion: {{amira: {-1 + number / 90:.2f}, tom: {-1.5 + number / 90:.2f}}}\n"
    )
    return (
        f"title: Journey {number:02d} <b>\n"
        f"summary: From the first call to word{number:02d} and back.\n"
        f"status: {'draft' if number % 4 == 0 else 'published'}\n"
        "personas: [amira, tom]\nowner: care\n"
        f"tags: [tag-{number:02d}]\n"
        f"reviewed: 2020-0{1 + number % 9}-01\n"
        f"{'review_every: 6 months' if number % 5 == 0 else 'review_every: 90 years'}\n"
        "stages:\n"
        "  - title: Order\n"
        "    steps:\n"
        "      - title: Waits\n"
        f"        channel: {'phone' if number % 2 else 'shop'}\n"
        f"{felt}"
        "        pains: [Nobody answers]\n"
        "      - title: Calls\n"
        "        emotion: 1.9\n"
        f"{BRANCHES if number == 7 else ''}"
    )


@pytest.fixture(scope="session")
def long_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of ninety small maps."""

    def prepare(root: Path) -> Path:
        return small_portal.write(
            root,
            {
                "mkdocs.yml": small_portal.CONFIG,
                "docs/notes.md": "# Notes\n",
                "maps/vocabulary.yml": VOCABULARY,
                "maps/personas/amira.yml": "title: Amira Haddad\n",
                "maps/personas/tom.yml": "title: Tom\n",
                **{f"maps/journeys/j-{number:02d}.yml": map_source(number) for number in range(MAPS)},
            },
        )

    return build_once(tmp_path_factory, "long-catalogue", prepare, strict=False)


@pytest.fixture(scope="module")
def server(long_site: Path) -> Iterator[Served]:
    with serving(long_site) as served:
        yield served


@pytest.fixture
def window(chromium: Browser, server: Served) -> Iterator[Reading]:
    with reading(chromium, server) as opened:
        opened.page.goto(f"{server.address}/journeys/")
        yield opened


@pytest.fixture
def page(window: Reading) -> Page:
    return window.page


def shown(page: Page) -> list[str]:
    """The ids of the maps that are shown as cards."""
    return page.locator(".jb-card:visible").evaluate_all("cards => cards.map(card => card.dataset.map)")


def every_map() -> set[str]:
    return {f"j-{number:02d}" for number in range(MAPS)}


def tick(page: Page, name: str, value: str) -> None:
    box = page.locator(f"input[name={name}][value='{value}']")
    box.evaluate("box => { box.closest('details').open = true }")
    box.check()


def test_nothing_is_fetched_before_somebody_chooses(chromium: Browser, server: Served) -> None:
    with reading(chromium, server) as window:
        asked: list[str] = []
        window.page.on("request", lambda request: asked.append(request.url))
        window.visit("journeys/")
        assert len(shown(window.page)) == ON_PAGE
        expect(window.page.locator("[data-found]")).to_have_text(f"{MAPS} journeys")
        assert not [each for each in asked if each.endswith(".json")]
        tick(window.page, "channel", "phone")
        expect(window.page.locator("[data-found]")).to_have_text(f"{MAPS // 2} of {MAPS} journeys")
        tick(window.page, "status", "draft")
        assert len([each for each in asked if each.endswith("catalogue.json")]) == 1


def test_facets_words_and_sorting_look_at_all_maps(page: Page) -> None:
    tick(page, "status", "draft")
    drafts = {f"j-{number:02d}" for number in range(0, MAPS, 4)}
    expect(page.locator("[data-found]")).to_have_text(f"{len(drafts)} of {MAPS} journeys")
    assert set(shown(page)) == drafts
    label = page.locator("label:has(input[name=channel][value=phone])")
    assert label.locator("[data-count]").inner_text() == "0"
    page.locator("[data-facets] [type=reset]").click()
    page.get_by_role("searchbox", name="Filter by words").fill("WORD8 call")
    expect(page.locator("[data-found]")).to_have_text(f"10 of {MAPS} journeys")
    assert set(shown(page)) == {f"j-{number}" for number in range(80, 90)}
    page.get_by_role("searchbox", name="Filter by words").fill("")
    expect(page.locator(".jb-pager")).to_be_visible()
    page.locator("[data-sort]").select_option("lowest")
    expect(page.locator(".jb-pager")).to_be_hidden()
    first = [number for number in range(MAPS) if number % 3 == 1]
    assert shown(page)[:3] == [f"j-{number:02d}" for number in first[:3]]


def test_what_is_drawn_is_what_the_pages_have(page: Page, long_site: Path) -> None:
    page.locator("[data-sort]").select_option("title")
    expect(page.locator(".jb-pager")).to_be_hidden()
    page.get_by_role("button", name="Show more").click()
    assert set(shown(page)) == every_map()
    drawn = {
        key: plain(card)
        for key, card in page.locator(".jb-card").evaluate_all(
            "cards => cards.map(card => [card.dataset.map, card.outerHTML])"
        )
    }
    page.get_by_role("button", name="Table").click()
    page.get_by_role("button", name="Show more").click()
    rows = {
        key: plain(row)
        for key, row in page.locator("[data-rows] tr").evaluate_all(
            "rows => rows.map(row => [row.dataset.map, row.outerHTML])"
        )
    }
    written: dict[str, str] = {}
    written_rows: dict[str, str] = {}
    for address in ("journeys/", "journeys/page/2/"):
        for card in html.fromstring((long_site / address / "index.html").read_text("utf-8")).xpath(
            "//li[@data-map]|//tr[@data-map]"
        ):
            into = written if card.tag == "li" else written_rows
            into[card.get("data-map")] = plain(html.tostring(card, encoding="unicode", with_tail=False))
    assert len(written) == len(written_rows) == MAPS
    assert drawn == written
    assert rows == written_rows


def plain(markup: str) -> str:
    """The markup of a map with what may differ left out: how a curve is rounded, and what depends on the reader's day.

    Links are compared by where they lead.
    """
    element = html.fragment_fromstring(markup, create_parent="div")
    for due in element.xpath("//*[contains(@class, 'jb-due')]"):
        due.getparent().remove(due)
    for each in element.iter():
        for name in ("data-figure", "data-figure-of"):
            each.attrib.pop(name, None)
        if each.tag == "a":
            each.set("href", re.sub(r"^(https?://[^/]+/|(\.\./)*)(journeys/)?", "", each.get("href", "")))
        for name in ("d", "viewbox", "viewBox", "preserveaspectratio", "preserveAspectRatio"):
            if name in each.attrib:
                each.attrib[name] = re.sub(r"[-\d., ]+", "", each.attrib[name])
        attributes = sorted((name.lower(), value) for name, value in each.attrib.items())
        each.attrib.clear()
        each.attrib.update(attributes)
    text = html.tostring(element, encoding="unicode")
    return re.sub(r"\s*(<|>)\s*", r"\1", re.sub(r"\s+", " ", text))


def test_what_is_overdue_is_judged_on_the_readers_day_in_both(page: Page) -> None:
    def late() -> set[str]:
        marks = page.locator(".jb-card:has(.jb-due:visible)")
        return set(marks.evaluate_all("cards => cards.map(card => card.dataset.map)"))

    written, on_page = late(), set(shown(page))
    page.locator("[data-sort]").select_option("title")
    expect(page.locator(".jb-pager")).to_be_hidden()
    page.get_by_role("button", name="Show more").click()
    assert written
    assert late() & on_page == written


def test_a_value_that_is_not_offered_at_first_is_taken_from_the_address(page: Page, server: Served) -> None:
    tags = page.locator("details:has(input[name=tag])")
    assert tags.locator("input").count() == 40
    page.goto(f"{server.address}/journeys/?tag=tag-85")
    expect(page.locator("[data-found]")).to_have_text(f"1 of {MAPS} journeys")
    assert shown(page) == ["j-85"]
    assert tags.locator("input").count() == MAPS
    page.locator("[data-facets] [type=reset]").click()
    expect(page.locator(".jb-pager")).to_be_visible()
    assert len(shown(page)) == ON_PAGE


def test_more_values_are_offered_on_request(page: Page) -> None:
    page.locator("details:has(input[name=tag])").evaluate("details => { details.open = true }")
    page.get_by_role("button", name=f"{MAPS - 40} more").click()
    expect(page.locator("input[name=tag]")).to_have_count(MAPS)
    expect(page.locator("label:has(input[value=tag-89]) [data-count]")).to_have_text("1")


def test_where_the_data_cannot_be_fetched_the_pages_remain(page: Page) -> None:
    page.route("**/catalogue.json", lambda route: route.abort())
    tick(page, "status", "draft")
    expect(page.locator("[data-found]")).to_contain_text("cannot be fetched")
    assert len(shown(page)) == ON_PAGE
    expect(page.locator(".jb-pager")).to_be_visible()


def test_the_pager_works_by_keyboard_and_for_screen_readers(window: Reading) -> None:
    page = window.page
    assert window.violations() == []
    page.get_by_role("link", name="Next page").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_title(re.compile("^Journeys, page 2"))
    pager = page.get_by_role("navigation", name="Pages of this list")
    expect(pager.locator("[aria-current=page]")).to_contain_text("2")
    assert window.violations() == []


def test_without_script_every_map_is_on_one_of_the_pages(chromium: Browser, server: Served) -> None:
    with reading(chromium, server, java_script_enabled=False) as window:
        page = window.page
        page.goto(f"{server.address}/journeys/")
        found = shown(page)
        page.get_by_role("link", name="Next page").click()
        page.wait_for_url("**/journeys/page/2/")
        found += shown(page)
        assert sorted(found) == sorted(every_map())
        expect(page.get_by_role("link", name="Next page")).to_have_count(0)


def test_the_sitemap_names_every_page_of_the_list(long_site: Path) -> None:
    sitemap = (long_site / "sitemap.xml").read_text("utf-8")
    assert "<loc>https://portal.example/journeys/page/2/</loc>" in sitemap
    data = json.loads((long_site / "journeys" / "catalogue.json").read_text("utf-8"))
    assert (long_site / "schema" / "catalogue-1.json").is_file()
    assert len(data["maps"]["id"]) == MAPS
