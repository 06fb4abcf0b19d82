"""Small portals in a folder, built and previewed by the real `mkdocs` as a person would."""

from __future__ import annotations

import hashlib
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from warm_process import can_fork, run_mkdocs

CONFIG = """\
site_name: Small portal
site_url: https://portal.example/
theme: {name: material}
plugins: [journeybook]
"""

ORDERING = """\
title: Ordering
summary: From the first click to the parcel.
personas: [amira]
reviewed: 2026-05-04
review_every: 6 months
stages:
  - id: order
    title: Order
    steps:
      - id: pay
        title: Pays
        action: Types the card number twice.
        emotion: -1
        pains: [The form forgets everything]
      - id: wait
        title: Waits
        emotion: 1
"""

AMIRA = "title: Amira Haddad\nrole: Remote designer\n"

SOUND: Mapping[str, str] = {
    "mkdocs.yml": CONFIG,
    "docs/notes.md": "# Notes\n\nSee [[ordering#pay|the payment]] and [the map](journeys/ordering.md).\n",
    "maps/journeys/ordering.yml": ORDERING,
    "maps/personas/amira.yml": AMIRA,
}
"""A portal without a mistake."""

SECONDS = 90.0
"""How long anything may take before a test gives up: far more than it needs on a slow machine."""


def write(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write the files below `root`."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


@dataclass(frozen=True)
class Done:
    """An ended command: its exit code and everything that it printed."""

    code: int
    log: str

    @property
    def lines(self) -> list[str]:
        """What it printed, line by line."""
        return self.log.splitlines()


def environment(changes: Mapping[str, str | None] | None = None) -> dict[str, str]:
    """The tests' environment with changes; None takes a variable away."""
    merged: dict[str, str | None] = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **(changes or {})}
    return {key: value for key, value in merged.items() if value is not None}


def build(
    root: Path, *options: str, env: Mapping[str, str | None] | None = None, cwd: Path | None = None
) -> Done:
    """Run `mkdocs build` in the portal's folder."""
    folder, variables = cwd or root, environment(env)
    if can_fork(env or {}):
        return Done(*run_mkdocs(["build", *options], folder, variables, SECONDS))
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", *options],
        cwd=folder,
        env=variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=SECONDS,
    )
    return Done(done.returncode, done.stdout)


def page(root: Path, address: str, site: str = "site") -> str:
    """A page of the built site."""
    return (root / site / address / "index.html").read_text("utf-8")


def tree_digest(folder: Path) -> dict[str, str]:
    """The digest of every file below the folder, by its path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@dataclass
class Preview:
    """A running `mkdocs serve`."""

    root: Path
    address: str
    process: subprocess.Popen[bytes]
    log_file: Path

    @property
    def log(self) -> str:
        """What it has printed so far."""
        return self.log_file.read_text("utf-8", errors="replace")

    def get(self, address: str = "") -> tuple[int, str]:
        """Status and text of a page; every request must be answered in time."""
        try:
            with urllib.request.urlopen(f"{self.address}/{address}", timeout=SECONDS) as answer:
                return answer.status, answer.read().decode("utf-8", errors="replace")
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode("utf-8", errors="replace")

    def wait(self, address: str, *expected: str, absent: str | None = None) -> str:
        """The text of a page as soon as it holds all that is expected (and no longer what must go)."""
        until = time.monotonic() + SECONDS
        text = ""
        while time.monotonic() < until:
            assert self.process.poll() is None, f"the preview died:\n{self.log}"
            status, text = self.get(address)
            if (
                status == 200
                and all(each in text for each in expected)
                and (absent is None or absent not in text)
            ):
                return text
            time.sleep(0.1)
        raise AssertionError(
            f"{address!r} never showed {expected} without {absent!r}:\n{text[:3000]}\n{self.log[-3000:]}"
        )

    def wait_gone(self, address: str) -> None:
        """Return as soon as there is no such page any more."""
        until = time.monotonic() + SECONDS
        while self.get(address)[0] != 404:
            assert self.process.poll() is None, f"the preview died:\n{self.log}"
            assert time.monotonic() < until, f"{address} is still there:\n{self.log[-3000:]}"
            time.sleep(0.1)


@contextmanager
def preview(root: Path, log_file: Path) -> Iterator[Preview]:
    """`mkdocs serve` of the portal on a free port, ended with the block."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with log_file.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
            cwd=root,
            env=environment(),
            stdout=log,
            stderr=log,
        )
        running = Preview(root, f"http://127.0.0.1:{port}", process, log_file)
        try:
            until = time.monotonic() + SECONDS
            while "Serving on" not in running.log:
                assert process.poll() is None, f"the preview did not start:\n{running.log}"
                assert time.monotonic() < until, running.log
                time.sleep(0.05)
            yield running
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
