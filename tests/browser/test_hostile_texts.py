"""Texts that try to run something are shown as texts, on every page, in search and in the drawings alone."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browsing import Reading, reading
from built import build_once
from hostile_portal import PAYLOADS, RUN, write_hostile_portal
from served import serving

pytestmark = pytest.mark.browser


def written(folder: Path) -> Path:
    write_hostile_portal(folder)
    return folder


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    # Its authors are warned that their markup is shown as text, which is what the tests are about.
    return build_once(tmp_path_factory, "hostile", written, strict=False)


@pytest.fixture(scope="module")
def window(chromium: Browser, hostile_site: Path) -> Iterator[Reading]:
    with serving(hostile_site) as served, reading(chromium, served) as opened:
        yield opened


def addresses_of(site: Path) -> list[str]:
    """Every page and drawing of the site; a dark drawing holds the texts of the light one."""
    found = [*site.rglob("*.html"), *site.rglob("map.svg")]
    return sorted(
        path.relative_to(site).as_posix()
        for path in found
        if not {"assets", "pagefind"} & set(path.relative_to(site).parts)
    )


LINKS = """
[...document.querySelectorAll("a[href], form[action], iframe, object, embed")]
  .map((at) => at.protocol || at.action || at.localName).filter((at) => !/^(http|mailto)/.test(at))
"""


def test_nothing_runs_on_any_page_and_no_link_would(window: Reading, hostile_site: Path) -> None:
    pages = addresses_of(hostile_site)
    assert len(pages) > 3 * len(PAYLOADS)
    harmed = {}
    for address in pages:
        window.page.goto(f"{window.served.address}/{address}")
        if address.endswith(".html"):
            window.page.mouse.move(400, 300)
        found = window.page.evaluate(LINKS)
        if window.page.evaluate("'__pwn' in window") or window.dialogs or found:
            harmed[address] = found
            window.dialogs.clear()
    assert harmed == {}
    assert window.outside == []


def test_search_shows_what_it_finds_as_text(window: Reading) -> None:
    window.visit("")
    window.page.keyboard.press("/")
    for words in ("onerror", "script", "javascript"):
        window.page.locator(".jb-header .jb-search__input").fill(words)
        window.page.wait_for_selector(".jb-search--open:not(.jb-search--busy) a.jb-hit")
        window.settle()
        assert RUN in window.page.locator(".jb-search--open .jb-search__panel").inner_text()
        assert window.page.evaluate(LINKS) == []
        assert not window.page.evaluate("'__pwn' in window")
    assert window.dialogs == []


def test_a_comparison_that_the_script_draws_shows_texts(window: Reading) -> None:
    for number in range(len(PAYLOADS) - 1):
        window.visit(f"compare/?a=m-{number}&b=m-{number + 1}")
        window.page.wait_for_selector(".jb-compare-out table")
        assert RUN in window.page.locator(".jb-compare-out").inner_text()
        assert window.page.evaluate(LINKS) == []
        assert not window.page.evaluate("'__pwn' in window")
    assert window.dialogs == []


@pytest.mark.parametrize("number", range(len(PAYLOADS)))
def test_the_text_is_shown_as_it_was_written(number: int, window: Reading) -> None:
    window.visit(f"journeys/m-{number}/")
    shown = window.page.locator("main h1").inner_text()
    assert shown.split() == PAYLOADS[number].split()
    assert window.page.title().startswith(" ".join(PAYLOADS[number].split())[:20])


@pytest.mark.parametrize("number", range(len(PAYLOADS)))
def test_the_title_of_a_hand_written_page_is_shown_as_text(number: int, window: Reading) -> None:
    window.visit(f"h-{number}/")
    # A character reference in a title is read as one, as MkDocs always did.
    words = unescape(PAYLOADS[number]).split()
    assert window.page.locator(".jb-shell-crumbs [aria-current]").inner_text().split() == words
    assert window.page.title().split()[: len(words)] == words
    for name in ("description", "author"):
        said = window.page.locator(f"meta[name={name}]").get_attribute("content") or ""
        assert unescape(said).split() == words
    assert window.page.locator(".md-tag").inner_text().split() == words
