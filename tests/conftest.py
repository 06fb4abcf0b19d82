"""What many tests share: the built demonstration portal, a server for it, and a browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

from built import build_once, run_folder
from places import CORPUS, ROOT
from served import Served, serving

# How long an example takes says something of the machine, and nothing of the code.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

BROWSER_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # axe makes short-lived objects by the million: with more room for them a tenth less time goes to collecting them.
    "--js-flags=--min-semi-space-size=64 --max-semi-space-size=128",
]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """In a plain clone, say in a line which tests were skipped because they need what is not part of it."""
    skipped = [each for each in terminalreporter.stats.get("skipped", ()) if needs_what_is_absent(each)]
    if skipped:
        files = sorted({each.location[0] for each in skipped})
        terminalreporter.write_line(
            f"{len(skipped)} tests of {', '.join(files)} were skipped: they read the corpus of hostile and of real files, "
            "which is no part of this repository and is not beside this checkout (../shared/corpus)",
            yellow=True,
        )


def needs_what_is_absent(report: pytest.TestReport) -> bool:
    """Whether a test was skipped because the corpus is absent."""
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
    empty = "got empty parameter set" in reason and report.location[0].startswith("tests/security")
    return CORPUS.name in reason or empty


@pytest.fixture(autouse=True, scope="session")
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A cache folder of the tests' own, so that none of them leaves a key with whoever runs them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        # Processes that tests start compile each module and template once in a run, whatever the caller's setting,
        # and leave nothing of it in the tree.
        patch.setenv("PYTHONPYCACHEPREFIX", str(run_folder(tmp_path_factory) / "compiled"))
        patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
        yield


@pytest.fixture(scope="session")
def portal_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration portal as it is published."""
    return build_once(tmp_path_factory, "portal", lambda _: ROOT)


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
