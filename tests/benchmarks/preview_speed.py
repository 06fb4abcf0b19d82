"""How soon a preview shows what was saved, and its first page after its start, against full builds of the same portal.

A preview is measured from outside, as a browser sees it: a map's page is asked for again and again until it holds the
new text. The demonstration portal is a clone with the history that its pages show.
"""

from __future__ import annotations

import random
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from goals import GOALS, Goal, Row
from processes import CommandError, started
from workplace import ROOT, forget_builds

if TYPE_CHECKING:
    from workplace import Bench

LONGEST = 600
"""Seconds after which a page that does not come is given up."""
EVERY = 0.01
"""Seconds between two requests."""
SAVES = 20
ACTION = re.compile(r"^( *(?:- )?action: )[^>|\n]+$", re.MULTILINE)


@dataclass
class Server:
    """A running `mkdocs serve`."""

    address: str
    process: subprocess.Popen[bytes]
    log: Path

    def get(self, page: str) -> str:
        """The text of a page; empty where there is none yet."""
        try:
            with urllib.request.urlopen(f"{self.address}/{page}", timeout=LONGEST) as answer:
                return answer.read().decode("utf-8", "replace")
        except (OSError, urllib.error.HTTPError):
            return ""

    def wait(self, page: str, words: str) -> float:
        """Seconds until the page holds the words."""
        begun = time.perf_counter()
        while words not in self.get(page):
            if self.process.poll() is not None or time.perf_counter() - begun > LONGEST:
                log = self.log.read_text("utf-8", "replace")[-500:]
                raise CommandError(f"the preview never showed {words!r}: {log}")
            time.sleep(EVERY)
        return time.perf_counter() - begun


@contextmanager
def serving(bench: Bench, folder: Path) -> Iterator[Server]:
    """A preview of the portal from the moment on in which it is started."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = (sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}")
    log = bench.folder / "preview.log"
    with (
        log.open("wb") as out,
        started(command, folder, bench.environment, stdout=out, stderr=out) as process,
    ):
        yield Server(f"http://127.0.0.1:{port}", process, log)


@dataclass(frozen=True, slots=True)
class SavedMap:
    """A map that is saved again and again, and the page that shows it."""

    path: Path
    page: str

    @classmethod
    def of(cls, folder: Path) -> SavedMap:
        """The first map of the portal that has a step with an action in one line."""
        for path in sorted((folder / "maps" / "journeys").rglob("*.yml")):
            if ACTION.search(path.read_text("utf-8")):
                return cls(path, f"journeys/{path.stem}/")
        raise LookupError(f"no map in {folder} has a step with an action in one line")

    def save(self, words: str) -> None:
        """Let the first step do something else."""
        text = self.path.read_text("utf-8")
        self.path.write_text(ACTION.sub(rf"\g<1>{words}", text, count=1), encoding="utf-8")


def measure(bench: Bench) -> Iterator[Row]:
    """The rows of both portals. A preview of the synthetic one is started cold once, and warm several times."""
    if bench.wants("1 preview"):
        folder = demonstration(bench)
        saved = SavedMap.of(folder)
        bench.say("saving maps of the demonstration")
        yield GOALS["1 preview"].row(saves(bench, folder, saved), bench.full_builds(folder))
    if not bench.wants("2 preview") and not bench.wants("3 warm start"):
        return
    folder = bench.copy(bench.maps, "previewed")
    saved = SavedMap.of(folder)
    whole = bench.full_builds(bench.portal(bench.maps))
    if bench.wants("2 preview"):
        bench.say("saving synthetic maps")
        yield GOALS["2 preview"].row(saves(bench, folder, saved), whole)
    if bench.wants("3 warm start"):
        starts: dict[str, list[float]] = {"cold": [], "warm": []}
        forget_builds(folder)
        for number in bench.turns(3, part=0.3):
            for kind in ("cold", "warm") if number == 0 else ("warm",):
                bench.say(f"starting a preview, {kind}")
                with serving(bench, folder) as server:
                    starts[kind].append(server.wait(saved.page, "</html>"))
        yield GOALS["3 warm start"].row(starts["warm"], whole)
        yield Goal("", "preview started → first map page, cold", "its full build").row(starts["cold"], whole)
    shutil.rmtree(folder)


def saves(bench: Bench, folder: Path, saved: SavedMap) -> list[float]:
    """Seconds from each save of the map until its page shows it, at most 20 of them."""
    bench.warm_up()
    # Saves fall on any moment between two looks of the preview for changes.
    pauses = random.Random(3)
    taken = []
    with serving(bench, folder) as server:
        server.wait(saved.page, "</html>")
        for number in bench.turns(SAVES):
            time.sleep(pauses.uniform(0.5, 1.5))
            words = f"Saves it {number} times"
            saved.save(words)
            taken.append(server.wait(saved.page, words))
    return taken


def demonstration(bench: Bench) -> Path:
    """A clone of this repository, with the history of its maps; without git, a copy that has none."""
    folder = bench.folder / "demonstration"
    if not folder.exists():
        try:
            command = ("git", "clone", "--quiet", "--no-tags", str(ROOT), str(folder))
            subprocess.run(command, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            for name in ("maps", "docs"):
                shutil.copytree(ROOT / name, folder / name)
            shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder
