"""A live preview under bad sources and rapid saves: whether it lives, how long each request waits, how soon it heals."""

from __future__ import annotations

import csv
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from places import CORPUS
from small_portal import ORDERING, SOUND, Preview, write

MAP = "maps/journeys/ordering.yml"
WATCHING = 0.5
"""Seconds between two looks of MkDocs for changes."""

BROKEN = (
    b'title: "Half\nstages: [\n',
    b"title: " + b"[" * 5_000,
    b"\xff\xfe\x00\x01\x02",
    b"",
    b"a: &a [*a, *a]\n",
    b"title: Ordering\nstages: no\n",
    ORDERING.replace("title: Pays", "titel: Pays").encode(),
    ORDERING.replace("[amira]", "[nobody]").encode(),
    ORDERING.replace("Waits", "<script>run()</script>").encode(),
    ORDERING.encode() + b"\0",
)
"""What an author may save on the way to something better."""


@dataclass
class Waits:
    """Seconds that each request waited for its answer, and the answers that were none."""

    seconds: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def share(self, part: float) -> float:
        """The seconds within which this part of the requests was answered."""
        return sorted(self.seconds)[min(len(self.seconds) - 1, int(part * len(self.seconds)))]


@contextmanager
def reading_all_the_while(
    running: Preview, waits: Waits, pages: Sequence[str] = ("", "journeys/ordering/")
) -> Iterator[None]:
    """Ask for pages in turn in a thread of its own, until the block ends."""
    ended = threading.Event()

    def read() -> None:
        while not ended.is_set():
            for page in pages:
                begun = time.monotonic()
                try:
                    status, _ = running.get(page)
                    if status not in (200, 404):
                        waits.failed.append(f"{page}: {status}")
                except OSError as fault:
                    waits.failed.append(f"{page}: {fault}")
                waits.seconds.append(time.monotonic() - begun)
            ended.wait(0.05)

    thread = threading.Thread(target=read)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def seconds_until_shown(running: Preview, words: str) -> float:
    """Seconds until the map's page shows these words, from the save on that wrote them."""
    begun = time.monotonic()
    write(running.root, {MAP: ORDERING.replace("Types the card number", words)})
    running.wait("journeys/ordering/", words, absent="jb-finding--error")
    return time.monotonic() - begun


def save_rapidly(running: Preview, times: int, pause: float = 0.005) -> None:
    """Save broken and sound maps in turn, faster than anybody looks."""
    for at in range(times):
        write(
            running.root,
            {MAP: BROKEN[at // 2 % len(BROKEN)] if at % 2 else ORDERING.replace("Waits", f"Waits {at}")},
        )
        time.sleep(pause)


def corpus_cases(*, one_of_each: bool) -> list[tuple[str, str]]:
    """Group and name of each case of sources; with `one_of_each` the first of its group."""
    with (CORPUS / "hostile" / "index.tsv").open(encoding="utf-8", newline="") as file:
        rows = [
            row
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            if row["group"] != "import"
        ]
    if one_of_each:
        rows = list({row["group"]: row for row in reversed(rows)}.values())[::-1]
    return [(row["group"], row["case"]) for row in rows]


def unpack_corpus(folder: Path) -> Path:
    """The cases in a folder; by the tar command, which restores links, pipes and odd names."""
    packed = CORPUS / "hostile" / "hostile-open.tar.gz"
    subprocess.run(["tar", "-xzf", str(packed), "-C", str(folder)], check=True, timeout=60)
    return folder


def put_case(running: Preview, case: Path) -> None:
    """Let the maps of the preview be those of a case."""
    shutil.rmtree(running.root / "maps", ignore_errors=True)
    subprocess.run(["cp", "-a", str(case / "maps"), str(running.root / "maps")], check=True, timeout=20)


def put_sound_again(running: Preview) -> float:
    """Let the maps be the sound ones; seconds until the home page shows no mistake."""
    begun = time.monotonic()
    shutil.rmtree(running.root / "maps", ignore_errors=True)
    write(running.root, SOUND)
    running.wait("", absent="jb-notice")
    running.wait("journeys/ordering/", "Types the card number twice", absent="jb-finding--error")
    return time.monotonic() - begun
