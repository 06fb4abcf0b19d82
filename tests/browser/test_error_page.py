"""What a preview shows in the place of a broken map is a page like any other."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browsing import SCHEMES, reading
from served import Served

pytestmark = pytest.mark.browser

BROKEN = """\
title: Ordering
personas: [amira]
phases: []
stages:
  - title: Order
    steps:
      - title: Waits for a date in a line that is so long that it needs a scroller of its own on every telephone
        emotoin: -1
        emotion: very bad
        channel: telepathy
"""

PORTAL = {
    "mkdocs.yml": "site_name: Preview\nsite_url: https://portal.example/\ntheme: {name: material}\nplugins: [journeybook]\n",
    "docs/notes.md": "# Notes\n\nSome words.\n",
    "maps/journeys/ordering.yml": BROKEN,
    "maps/journeys/half.yml": 'title: "Half a map\nstages: [\n',
    "maps/journeys/sound.yml": "title: Sound\nstages:\n  - title: Begin\n    emotion: 1\n",
    "maps/personas/amina.yml": "title: Amina\n",
}


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    root = tmp_path_factory.mktemp("preview")
    for name, text in PORTAL.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (root / "serve.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
            cwd=root,
            stdout=log,
            stderr=log,
            env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        )
        try:
            served = Served(f"http://127.0.0.1:{port}", root)
            wait_for(f"{served.address}/journeys/ordering/", process, root / "serve.log")
            yield served
        finally:
            process.terminate()
            process.wait(20)


def wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return as soon as the page is served."""
    for _ in range(300):
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(url, timeout=20):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"the preview does not serve {url}:\n{log.read_text('utf-8')}", pytrace=False)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_page_of_a_broken_map_reads_well(scheme: str, chromium: Browser, preview: Served) -> None:
    with reading(chromium, preview, color_scheme=scheme) as window:
        found = window.faults("journeys/ordering/", scheme)
        assert not found, "\n".join(found)
        shown = window.page.locator("main").inner_text()
        # Every mistake at once, each with its place and a way out.
        for words in ("maps/journeys/ordering.yml:8:9", "emotion", "maps/journeys/ordering.yml:9", "amina"):
            assert words in shown
        found = window.faults("journeys/half/", scheme)
        assert not found, "\n".join(found)
        assert "maps/journeys/half.yml" in window.page.locator("main").inner_text()


def test_the_rest_of_the_portal_is_served_as_ever(chromium: Browser, preview: Served) -> None:
    with reading(chromium, preview) as window:
        window.visit("journeys/sound/")
        assert window.page.locator("main h1").inner_text() == "Sound"
        found = window.faults("", "light")
        assert not found, "\n".join(found)
