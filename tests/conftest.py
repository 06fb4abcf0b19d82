"""What many tests share: the built demonstration portal, a server for it, and a browser."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from served import Served, serving

ROOT = Path(__file__).resolve().parents[1]

BROWSER_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def build_site(root: Path, site: Path) -> None:
    """Build the portal in `root` into `site` as a person would, strictly; the whole log where it fails."""
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)],
        cwd=root,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    if done.returncode:
        pytest.fail(
            f"mkdocs build --strict ended with {done.returncode}:\n{done.stdout}{done.stderr}", pytrace=False
        )


@pytest.fixture(scope="session")
def portal_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration portal as it is published, built once for all workers of a test run."""
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent  # each worker has a folder of its own in the folder of the run
    site, built = base / "portal-site", base / "portal-site.built"
    with (base / "portal-site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not built.exists():
            build_site(ROOT, site)
            built.touch()
    return site


@pytest.fixture(scope="session")
def site_server(portal_site: Path) -> Iterator[Served]:
    """The demonstration portal on a port of this machine."""
    with serving(portal_site) as served:
        yield served


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A headless Chrome or Chromium, without its own traffic.

    It lives as long as a module: while it runs, no other test of the worker could start an event loop.
    """
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        pytest.fail("no Chrome or Chromium found; sh tests/need_chromium.sh installs one", pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=BROWSER_FLAGS)
        yield browser
        browser.close()
