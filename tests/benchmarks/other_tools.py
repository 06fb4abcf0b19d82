"""The programs that journeybook is compared with: found, or installed beside the project when they are first needed.

They are no part of the project's environment and its locks. Each is installed into a folder below `TOOLS`, named with its
version, by the package manager as this machine has it set up.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from workplace import TOOLS

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ZENSICAL = "0.0.73"
MERMAID_CLI = "12.2.0"
PUPPETEER = "25"

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BROWSER_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 300
"""Seconds that an installation may take."""


class MissingToolError(Exception):
    """A program is not there and cannot be installed here; the message says how it could be."""


def hugo() -> str:
    """The path of Hugo."""
    found = shutil.which("hugo")
    if found is None:
        raise MissingToolError("there is no hugo: apt-get install hugo")
    return found


def zensical() -> str:
    """The path of Zensical, which is installed into an environment of its own."""

    def install(folder: Path) -> None:
        _run((sys.executable, "-m", "venv", str(folder)))
        pip = (str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet")
        _run((*pip, "--disable-pip-version-check", f"zensical=={ZENSICAL}"))

    return str(_installed(f"zensical-{ZENSICAL}", "bin/zensical", install))


def mermaid() -> Path:
    """The folder `node_modules` in which mermaid's script for browsers and its command line are."""
    for name in ("node", "npm"):
        if shutil.which(name) is None:
            raise MissingToolError(f"there is no {name}: apt-get install nodejs npm")

    def install(folder: Path) -> None:
        folder.mkdir()
        npm = ("npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder))
        # Without the scripts of packages, so that puppeteer brings no browser of its own.
        packages = (f"@mermaid-js/mermaid-cli@{MERMAID_CLI}", f"puppeteer@{PUPPETEER}")
        _run((*npm, "--ignore-scripts", *packages))

    return _installed(f"mermaid-{MERMAID_CLI}", "node_modules/.bin/mmdc", install).parents[1]


def chromium_path() -> str:
    """The path of a Chrome or Chromium."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        raise MissingToolError("there is no Chromium: sh tests/need_chromium.sh")
    return found


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless browser, ended with the block."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        raise MissingToolError("there is no playwright: make test installs it") from None
    path = chromium_path()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(BROWSER_FLAGS))
        try:
            yield browser
        finally:
            browser.close()


def _installed(name: str, program: str, install: Callable[[Path], None]) -> Path:
    """The program of a tool; `install` fills a folder that is not there yet."""
    folder = TOOLS / name
    if not (folder / ".complete").exists():
        shutil.rmtree(folder, ignore_errors=True)
        TOOLS.mkdir(parents=True, exist_ok=True)
        try:
            install(folder)
            (folder / program).stat()
        except (OSError, subprocess.SubprocessError) as error:
            shutil.rmtree(folder, ignore_errors=True)
            said = (getattr(error, "stderr", "") or str(error)).strip().splitlines()
            raise MissingToolError(
                f"{name} cannot be installed: {said[-1][:200] if said else error}"
            ) from error
        (folder / ".complete").touch()
    return folder / program


def _run(command: Sequence[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            command,
            cwd=folder,
            check=True,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
