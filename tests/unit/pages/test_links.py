"""Every link of every page leads to a page, file or heading that is planned; ids and headings are in order."""

from __future__ import annotations

import itertools
from collections import Counter
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import html

from journeybook.library.objects import Library
from journeybook.pages.page import Page
from journeybook.pages.page_plan import plan_assets, plan_pages
from journeybook.pages.portfolio import Portfolio
from journeybook.portal.portal import read_portal
from journeybook.site.image_files import image_assets
from page_library import TODAY, small_library
from places import ROOT

ORIGIN = "https://portal.invalid/"
GUIDES = {"reading-a-map": "guide/reading-a-map/"}


def demonstration() -> Library:
    return read_portal(ROOT).library


@pytest.fixture(scope="module", params=[small_library, demonstration], ids=["small", "demonstration"])
def library(request: pytest.FixtureRequest) -> Library:
    return request.param()


@pytest.fixture(scope="module")
def pages(library: Library) -> dict[str, Page]:
    plans = plan_pages(library, site_name="Atlas", guides=GUIDES, today=TODAY)
    assert len({plan.address for plan in plans}) == len(plans)
    return {plan.address: plan.make() for plan in plans}


def parsed(body: str) -> html.HtmlElement:
    return html.fragment_fromstring(body, create_parent=True)


def test_each_page_is_what_its_plan_says(library: Library) -> None:
    for plan in plan_pages(library, site_name="Atlas"):
        page = plan.make()
        assert (page.address, page.title, page.source) == (plan.address, plan.title, plan.source)


def test_every_link_leads_somewhere(pages: dict[str, Page], library: Library) -> None:
    ids = {
        address: {each.get("id") for each in parsed(page.body).xpath("//*[@id]")}
        for address, page in pages.items()
    }
    pictures = image_assets(Portfolio(library, "Atlas", today=TODAY))
    files = {plan.address for plan in (*plan_assets(library), *pictures)} | set(GUIDES.values())
    photos = {f"personas/{each.photo}" for each in library.personas.values() if each.photo}
    lost = []
    for address, page in pages.items():
        for element in parsed(page.body).xpath("//*[@href or @src]"):
            written = element.get("href") or element.get("src")
            target = urljoin(ORIGIN + address, written)
            if not target.startswith(ORIGIN):
                assert written.startswith(("https://", "mailto:"))
                continue
            path = urlsplit(target).path.removeprefix("/")
            anchor = urlsplit(target).fragment
            if path in files | photos:
                continue
            if path not in pages or (anchor and anchor not in ids[path]):
                lost.append((address, written))
    assert not lost


def test_ids_are_unique_and_headings_in_order(pages: dict[str, Page]) -> None:
    for address, page in pages.items():
        tree = parsed(page.body)
        doubles = [key for key, count in Counter(tree.xpath("//@id")).items() if count > 1]
        assert not doubles, address
        levels = [
            int(each.tag[1])
            for each in tree.xpath("//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5]")
        ]
        assert levels.count(1) == 1, address
        assert levels[0] == 1, address
        jumps = [pair for pair in itertools.pairwise(levels) if pair[1] > pair[0] + 1]
        assert not jumps, address
        for named in tree.xpath("//*[@aria-labelledby]"):
            for key in named.get("aria-labelledby").split():
                assert tree.xpath("//*[@id=$key]", key=key), address


def test_nothing_on_a_page_runs_or_restyles_it(pages: dict[str, Page]) -> None:
    for page in pages.values():
        tree = parsed(page.body)
        assert not tree.xpath("//script | //style | //@style | //@*[starts-with(name(), 'on')]")
        assert len(tree.xpath("./div[contains(concat(' ', @class, ' '), ' jb-body ')]")) == 1
        assert len(tree) == 1


def test_search_points_at_headings_of_the_page(pages: dict[str, Page], library: Library) -> None:
    for address, page in pages.items():
        if page.search is None:
            continue
        ids = set(parsed(page.body).xpath("//@id"))
        record = parsed(page.search.body)
        found = record.xpath("//*[self::h1 or self::h2 or self::h3]/@id")
        assert set(found) <= ids, address
        assert all(page.search.filters.values()), address
    found_maps = {
        page.address for page in pages.values() if page.search and page.address.startswith("journeys/")
    }
    assert found_maps == {f"journeys/{each.id}/" for each in library.journeys.values() if each.listed}


def test_same_library_same_bytes(library: Library, pages: dict[str, Page]) -> None:
    again = plan_pages(library, site_name="Atlas", guides=GUIDES, today=TODAY)
    assert {plan.address: plan.make().body for plan in reversed(again)} == {
        address: page.body for address, page in pages.items()
    }
