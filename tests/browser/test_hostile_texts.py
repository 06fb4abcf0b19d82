"""Texts that try to run something are shown as texts, on every page, in search and in the drawings alone."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import Reading, reading
from hostile_portal import PAYLOADS, write_hostile_portal
from playwright.sync_api import Browser

from conftest import build_site
from served import serving

pytestmark = pytest.mark.browser


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    root = base / "hostile"
    with (base / "hostile.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (root / "built").exists():
            root.mkdir()
            write_hostile_portal(root)
            build_site(root, root / "site")
            (root / "built").touch()
    return root / "site"


@pytest.fixture(scope="module")
def window(chromium: Browser, hostile_site: Path) -> Iterator[Reading]:
    with serving(hostile_site) as served, reading(chromium, served) as opened:
        yield opened


def addresses_of(site: Path) -> list[str]:
    """Every page and drawing of the site."""
    found = [*site.rglob("*.html"), *site.rglob("*.svg")]
    return sorted(
        path.relative_to(site).as_posix()
        for path in found
        if not {"assets", "pagefind"} & set(path.relative_to(site).parts)
    )


def test_nothing_runs_on_any_page(window: Reading, hostile_site: Path) -> None:
    pages = addresses_of(hostile_site)
    assert len(pages) > 3 * len(PAYLOADS)
    harmed = []
    for address in pages:
        window.page.goto(f"{window.served.address}/{address}")
        if address.endswith(".html"):
            window.page.mouse.move(400, 300)
        if window.page.evaluate("'__pwn' in window") or window.dialogs:
            harmed.append(address)
            window.dialogs.clear()
    assert harmed == []
    assert window.outside == []


@pytest.mark.parametrize("number", range(len(PAYLOADS)))
def test_the_text_is_shown_as_it_was_written(number: int, window: Reading) -> None:
    window.visit(f"journeys/m-{number}/")
    shown = window.page.locator("main h1").inner_text()
    assert shown.split() == PAYLOADS[number].split()
    assert window.page.title().startswith(" ".join(PAYLOADS[number].split())[:20])


def test_no_page_links_to_a_script(window: Reading) -> None:
    for number in range(len(PAYLOADS)):
        for address in (f"journeys/m-{number}/", f"personas/p-{number}/"):
            window.page.goto(f"{window.served.address}/{address}")
            links = window.page.evaluate(
                "[...document.querySelectorAll('a[href], form[action], iframe')].map((at) => at.protocol || at.action || 'frame')"
            )
            assert {each for each in links if not each.startswith(("http", "mailto"))} == set(), address
