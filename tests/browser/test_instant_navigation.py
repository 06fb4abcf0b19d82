"""On a site with the theme's instant navigation every kind of page opens, works and leaves nothing behind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browsing import Reading, reading
from built import build_once
from served import serving

pytestmark = pytest.mark.browser

URL = "https://portal.example"

CONFIG = f"""\
site_name: Instant portal
site_url: {URL}/
theme:
  name: material
  features:
    - navigation.instant
    - navigation.instant.prefetch
    - navigation.instant.progress
    - navigation.tabs
plugins: [journeybook]
"""

ORDERING = """\
title: Ordering
summary: From the first click to the parcel.
personas: [amira]
tags: [shop]
reviewed: 2026-05-04
stages:
  - id: choose
    title: Choose
    lifecycle: purchase
    steps:
      - {id: look, title: Looks around, emotion: 1, channel: web, action: Compares three pairs of shoes.}
      - {id: pay, title: Pays, emotion: -2, channel: web, action: Types the card number twice., pains: [The form forgets everything]}
  - id: wait
    title: Wait
    lifecycle: use
    steps:
      - {id: track, title: Tracks the parcel, emotion: 0, channel: phone, evidence: [calls]}
"""

SOURCES = {
    "mkdocs.yml": CONFIG,
    "docs/notes.md": "# Notes\n\nSee [[ordering#pay|the payment]] and [the map](journeys/ordering.md).\n",
    "maps/vocabulary.yml": "channels: {web: Website, phone: Phone}\nteams: {shop: Shop}\n",
    "maps/journeys/ordering.yml": ORDERING,
    "maps/journeys/ordering-next-year.yml": ORDERING.replace("Ordering", "Ordering next year")
    .replace("emotion: -2", "emotion: 2")
    .replace("tags: [shop]", "tags: [plan]")
    + "type: future-state\nfuture_of: ordering\n",
    "maps/personas/amira.yml": "title: Amira Haddad\nrole: Remote designer\nreviewed: 2026-05-01\nreview_every: 1 month\n",
    "maps/evidence/calls.yml": "title: Calls in May\nkind: analytics\ndate: 2026-05-01\nfindings: [Half of all callers ask where the parcel is.]\n",
    "maps/metrics/conversion.yml": "title: Conversion\nkind: conversion\nunit: '%'\n",
    "maps/metrics/conversion.csv": "date,value\n2026-04-01,20\n2026-05-01,30\n",
    "maps/paths/first-day.yml": "title: Your first day\nsteps:\n"
    "  - {read: persona/amira, why: Who it is about., minutes: 5}\n"
    "  - {read: 'journey/ordering#pay', why: Where it hurts., minutes: 5}\n"
    "  - {read: docs/notes.md, why: What we know., minutes: 5}\n",
}


def written(folder: Path) -> Path:
    for name, text in SOURCES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_once(tmp_path_factory, "instant", written, strict=False)


@pytest.fixture
def window(chromium: Browser, site: Path) -> Iterator[Reading]:
    """A window on the site's home, whose document is marked so that a full load would be noticed."""
    with serving(site) as served, reading(chromium, served) as opened:
        sitemap = (site / "sitemap.xml").read_text("utf-8").replace(URL, served.address)
        opened.page.route(
            "**/sitemap.xml", lambda route: route.fulfill(body=sitemap, content_type="text/xml")
        )
        with opened.page.expect_response("**/sitemap.xml"):
            opened.visit("")
        opened.settle()
        opened.page.evaluate("window.loadedOnce = true")
        yield opened
        assert opened.console == []
        assert opened.outside == []
        assert served.missing == []


def go(window: Reading, address: str) -> Page:
    """Follow a link of the page to `address` as a reader does, and see that only the page was replaced."""
    page = window.page
    link = page.locator(f"a[href='{window.served.address}/{address}']")
    (link.locator("visible=true").first if link.locator("visible=true").count() else link.first).click()
    return arrived(window, address)


def arrived(window: Reading, address: str) -> Page:
    page = window.page
    page.wait_for_url(f"{window.served.address}/{address}")
    expected = (window.served.folder / address.partition("#")[0].partition("?")[0] / "index.html").read_text(
        "utf-8"
    )
    title = expected.partition("<title>")[2].partition("</title>")[0]
    page.wait_for_function("title => document.title === title", arg=title)
    expect(page.locator("h1")).to_have_count(1)
    window.settle()
    assert page.evaluate("window.loadedOnce"), f"{address} was loaded as a whole"
    return page


def test_what_became_overdue_since_the_build_is_marked_on_every_page(window: Reading) -> None:
    """The newest date in the sources, 4 May 2026, is the day of this build."""
    overdue = "overdue since 1 June 2026"
    expect(window.page.locator(".jb-is-late", has_text=overdue)).to_have_count(1)
    page = go(window, "review/")
    expect(page.locator(".jb-is-late", has_text=overdue)).to_have_count(2)
    expect(page.locator("[data-due-count=late]").first).to_have_text("1")
    page = go(window, "personas/amira/")
    expect(page.locator(".jb-is-late")).to_have_text(f"Review {overdue}")


def test_ten_pages_open_without_a_full_load_and_each_one_works(window: Reading) -> None:
    page = go(window, "journeys/")
    page.locator("input[name=tag][value=plan]").evaluate("box => { box.closest('details').open = true }")
    page.locator("input[name=tag][value=plan]").check()
    expect(page.locator("[data-found]")).to_have_text("1 of 2 journeys")
    assert page.url.endswith("journeys/?tag=plan")

    page = go(window, "journeys/ordering-next-year/")
    expect(page.locator(".jb-map.jb-is-live")).to_have_count(1)
    assert page.locator(".jb-map use").first.bounding_box()["width"] > 0, "the signs of the map are drawn"

    page.go_back()
    arrived(window, "journeys/?tag=plan")
    expect(page.locator("[data-found]")).to_have_text("1 of 2 journeys")
    expect(page.locator("input[name=tag][value=plan]")).to_be_checked()
    page.go_forward()
    arrived(window, "journeys/ordering-next-year/")

    page = go(window, "journeys/ordering/")
    page.locator("[data-tool=present]").click()
    expect(page.locator(".jb-present__box")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(".jb-present")).to_have_count(0)
    page.locator(".jb-map [popovertarget]:visible").first.click()
    expect(page.locator(".jb-step-card:popover-open")).to_have_count(1)
    page.keyboard.press("Escape")

    page.locator("a", has_text="Compare with…").first.click()
    arrived(window, "compare/?a=ordering")
    page.locator("select[name=b]").select_option("ordering-next-year")
    expect(page.locator(".jb-compare-title")).to_contain_text("Ordering against Ordering next year")
    page = go(window, "journeys/ordering-next-year/")
    page = go(window, "journeys/ordering-next-year/compare/")
    page = go(window, "journeys/")
    page = go(window, "paths/")
    page = go(window, "paths/first-day/")
    page = go(window, "metrics/")
    page = go(window, "")
    page = go(window, "insights/")
    page = go(window, "glossary/")
    page = go(window, "notes/")
    page = go(window, "journeys/ordering/#ordering--t-pay")
    assert page.evaluate("document.querySelector(':target')?.id") == "ordering--t-pay"


def test_search_opens_what_it_finds_and_starts_anew_on_the_next_page(window: Reading) -> None:
    page = window.page
    for words, address in (
        ("card number", "journeys/ordering/#ordering--t-pay"),
        ("amira haddad", "personas/amira/"),
    ):
        box = page.locator(".jb-header .jb-search__input")
        expect(box).to_have_value("")
        page.keyboard.press("/")
        if page.evaluate("!document.activeElement.closest('.jb-header')"):
            box.focus()
        page.keyboard.type(words)
        page.locator(f".jb-search--open a.jb-hit[href$='{address}']").first.click()
        arrived(window, address)
        expect(page.locator(".jb-search--open")).to_have_count(0)
        expect(page.locator(".jb-search__panel:visible")).to_have_count(0)
    # Going back with results open puts them away too.
    page.locator(".jb-header .jb-search__input").fill("parcel")
    expect(page.locator(".jb-search--open a.jb-hit").first).to_be_visible()
    page.go_back()
    arrived(window, "journeys/ordering/#ordering--t-pay")
    expect(page.locator(".jb-search__panel:visible")).to_have_count(0)
    expect(page.locator(".jb-header .jb-search__input")).to_have_value("")
    go(window, "")
    expect(page.locator(".jb-search-slot .jb-search__input")).to_have_count(1)


def test_a_reading_path_is_followed_from_its_first_stop_to_its_last(window: Reading) -> None:
    page = go(window, "paths/")
    page = go(window, "paths/first-day/")
    page.locator(".jb-path-on").click()
    bar = page.get_by_role("navigation", name="Reading path")
    for number, address in enumerate(("personas/amira/", "journeys/ordering/#ordering--t-pay", "notes/"), 1):
        arrived(window, address)
        expect(bar).to_have_count(1)
        expect(bar).to_contain_text(f"Stop {number} of 3")
        bar.locator(".jb-path-bar__next").click()
    arrived(window, "paths/first-day/")
    expect(page.locator(".jb-path-so-far")).to_contain_text("All 3 read")
    expect(bar).to_have_count(0)


def test_a_presentation_that_is_left_by_the_back_button_is_over(window: Reading) -> None:
    go(window, "journeys/")
    page = go(window, "journeys/ordering/")
    page.locator("[data-tool=present]").click()
    expect(page.locator(".jb-present")).to_have_count(1)
    page.go_back()
    arrived(window, "journeys/")
    expect(page.locator(".jb-present")).to_have_count(0)
    page.wait_for_function("!document.fullscreenElement")
    page.locator("[type=search][name=q]").fill("ordering")
    page.keyboard.press("Home")
    page.keyboard.type("next year ")
    expect(page.locator("[data-found]")).to_have_text("1 of 2 journeys")


def test_a_copied_link_moves_nobody(window: Reading) -> None:
    go(window, "journeys/")
    page = go(window, "journeys/ordering/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    before = page.evaluate("history.length")
    page.locator(".jb-map [popovertarget]:visible").first.click()
    card = page.locator(".jb-step-card:popover-open")
    card.locator("[data-tool=copy]").click()
    expect(card.locator(".jb-step-card__copied")).to_have_text("copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"{window.served.address}/journeys/ordering/#ordering--")
    assert page.evaluate("history.length") == before


def test_a_filter_linked_from_the_catalogue_itself_is_shown(window: Reading) -> None:
    page = go(window, "journeys/")
    page.evaluate(
        "document.querySelector('.jb-catalogue').insertAdjacentHTML('beforebegin', '<a id=filter href=\"?tag=plan\">plan</a>')"
    )
    page.locator("#filter").click()
    expect(page.locator("[data-found]")).to_have_text("1 of 2 journeys")
    # The tab leads to the whole catalogue again.
    page.locator(".jb-tabs a[href$='/journeys/']").click()
    expect(page.locator("[data-found]")).to_have_text("2 journeys")


def test_listeners_do_not_add_up_from_page_to_page(window: Reading) -> None:
    page = window.page
    page.evaluate(
        """() => {
          window.added = 0;
          for (const target of [document, window, document.body, document.documentElement]) {
            const add = target.addEventListener;
            target.addEventListener = function (name, ...rest) {
              if (new Error().stack.includes("/journeybook")) window.added += 1;
              return add.call(this, name, ...rest);
            };
          }
        }"""
    )

    def rounds() -> int:
        page.evaluate("window.added = 0")
        for address in ("journeys/", "journeys/ordering/", "journeys/", "paths/", "paths/first-day/", ""):
            go(window, address)
        return int(page.evaluate("window.added"))

    rounds()  # parts that a kind of page fetches listen from then on
    assert rounds() == 0


@pytest.mark.parametrize("page_name", ["journeys/ordering/", "journeys/", "personas/amira/"])
def test_no_drawing_on_a_page_has_an_address_that_the_theme_would_rewrite(
    page_name: str, window: Reading
) -> None:
    window.visit(page_name)
    assert (
        window.page.evaluate(
            "[...document.querySelectorAll('svg[href], svg [href]')].map((at) => at.outerHTML)"
        )
        == []
    )
