"""Pages carry their policy themselves: what a hand-written page tries to run does not run, and all that is ours works."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browsing import NOTE_VIOLATIONS, Reading, reading
from built import build_once
from served import Served, serving
from small_portal import ORDERING, SOUND, preview, write

pytestmark = pytest.mark.browser

RUNNING = """\
# Trying

<script>window.__pwn = 1</script>
<img src=x onerror="window.__pwn = 1">
<svg onload="window.__pwn = 1"></svg>
<a id="run" href="javascript:window.__pwn = 1">run</a>
<iframe srcdoc="<script>parent.__pwn = 1</script>"></iframe>
<script src="data:text/javascript,window.__pwn = 1"></script>
<object data="data:text/html,<script>parent.__pwn = 1</script>"></object>
<base href="https://elsewhere.example/">

| left | right |
|------|------:|
| a    | 1     |
"""


@pytest.fixture(scope="module")
def window(chromium: Browser, site_server: Served) -> Iterator[Reading]:
    with reading(chromium, site_server) as opened:
        opened.page.add_init_script(NOTE_VIOLATIONS)
        yield opened


def test_search_works_under_it(window: Reading) -> None:
    window.visit("")
    window.page.keyboard.press("/")
    window.page.locator(".jb-header .jb-search__input").fill("order")
    window.page.wait_for_selector(".jb-search--open:not(.jb-search--busy) a.jb-hit")
    assert window.page.evaluate("window.broken") == []


def test_a_site_opened_as_files_works_under_it(chromium: Browser, portal_site: Path) -> None:
    context = chromium.new_context()
    try:
        page = context.new_page()
        page.add_init_script(NOTE_VIOLATIONS)
        page.goto((portal_site / "journeys" / "index.html").as_uri())
        page.wait_for_load_state()
        assert page.evaluate("window.broken") == []
        assert page.evaluate("document.documentElement.classList.contains('js')")
        assert page.evaluate("getComputedStyle(document.querySelector('.jb-header')).position") != "static"
    finally:
        context.close()


@pytest.fixture(scope="module")
def trying(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_once(
        tmp_path_factory,
        "trying",
        lambda folder: write(folder, {**SOUND, "docs/trying.md": RUNNING}),
        strict=False,
    )


def try_everything(page: Page, address: str) -> None:
    page.goto(f"{address}/trying/")
    page.mouse.move(400, 300)
    page.locator("#run").click()
    # All that the page tries is stopped, or the first of it has run.
    page.wait_for_function("(window.broken || []).length >= 6 || '__pwn' in window")


def test_nothing_of_a_page_of_docs_runs(chromium: Browser, trying: Path) -> None:
    with serving(trying) as served, reading(chromium, served) as opened:
        opened.page.add_init_script(NOTE_VIOLATIONS)
        try_everything(opened.page, served.address)
        assert not opened.page.evaluate("'__pwn' in window")
        assert len(opened.page.evaluate("window.broken")) >= 6
        assert opened.page.evaluate(
            "getComputedStyle(document.querySelector('main td:last-child')).textAlign"
        ) in (
            "right",
            "-webkit-right",
        )


def test_it_is_the_policy_that_stops_it(chromium: Browser, trying: Path, tmp_path: Path) -> None:
    page = (trying / "trying" / "index.html").read_text("utf-8").replace("http-equiv", "data-was")
    write(tmp_path, {"trying/index.html": page, "404.html": ""})
    with serving(tmp_path) as served, reading(chromium, served) as opened:
        try_everything(opened.page, served.address)
        assert opened.page.evaluate("'__pwn' in window")


def test_a_preview_reloads_under_the_policy(chromium: Browser, tmp_path: Path) -> None:
    root = write(tmp_path / "portal", {**SOUND, "docs/trying.md": RUNNING})
    with preview(root, tmp_path / "serve.log") as running:
        context = chromium.new_context()
        try:
            page = context.new_page()
            page.add_init_script(NOTE_VIOLATIONS)
            page.goto(f"{running.address}/journeys/ordering/")
            assert page.evaluate("window.broken") == []
            edited = ORDERING.replace("Types the card number", "Reads the terms")
            write(root, {"maps/journeys/ordering.yml": edited})
            page.wait_for_selector("text=Reads the terms twice", timeout=60_000)
            try_everything(page, running.address)
            assert not page.evaluate("'__pwn' in window")
        finally:
            context.close()
