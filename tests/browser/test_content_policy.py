"""The published site runs under a strict Content Security Policy; `test_every_page.py` reads every kind of page under it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browsing import NOTE_VIOLATIONS, Reading, reading
from journeybook.site.content_policy import header_policy
from places import ROOT
from served import POLICY_HEADERS, serving

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def window(chromium: Browser, portal_site: Path) -> Iterator[Reading]:
    with serving(portal_site, POLICY_HEADERS) as served, reading(chromium, served) as opened:
        opened.page.add_init_script(NOTE_VIOLATIONS)
        yield opened


def test_search_keeps_the_policy(window: Reading) -> None:
    window.console.clear()
    window.visit("")
    window.page.keyboard.press("/")
    window.page.locator(".jb-header .jb-search__input").fill("order")
    window.page.wait_for_selector(".jb-search--open:not(.jb-search--busy) a.jb-hit")
    assert window.page.evaluate("window.broken") == []
    assert window.console == []


@pytest.mark.parametrize("kind", ["home", "longest map", "persona", "comparison", "health"])
def test_paper_keeps_the_policy(kind: str, window: Reading, addresses: dict[str, str]) -> None:
    window.console.clear()
    window.visit(addresses[kind])
    window.page.emulate_media(media="print")
    try:
        window.page.evaluate(
            "['beforeprint', 'afterprint'].forEach((name) => dispatchEvent(new Event(name)))"
        )
        assert window.page.pdf().startswith(b"%PDF-")
        assert window.page.evaluate("window.broken") == []
        assert window.console == []
    finally:
        window.page.emulate_media(media="screen")


@pytest.mark.parametrize("name", ["map.svg", "map-dark.svg"])
def test_files_opened_alone_keep_the_policy(name: str, window: Reading, addresses: dict[str, str]) -> None:
    window.console.clear()
    window.visit(f"{addresses['longest map']}{name}")
    assert window.page.evaluate("window.broken") == []
    # A browser asks for an icon of the host, which no portal has.
    assert [line for line in window.console if "404" not in line] == []


def test_the_policy_is_in_force(window: Reading) -> None:
    window.visit("")
    window.page.evaluate(
        "() => { const it = document.createElement('p'); it.setAttribute('style', 'color: red'); document.body.append(it); }"
    )
    window.page.wait_for_function("window.broken.length > 0", timeout=5000)


def test_the_guide_names_the_policy_under_which_the_portal_is_tested() -> None:
    guide = ROOT / "docs" / "guide" / "setting-up-a-portal.md"
    assert f'add_header Content-Security-Policy "{header_policy()}" always;' in guide.read_text("utf-8")
