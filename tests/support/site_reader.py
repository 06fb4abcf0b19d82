"""A reader who looks at a published site all the while, and notes whatever is not one whole site."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Sightings:
    """How often a site was looked at, and what was wrong: files that were not there, and files of two sites at once."""

    looks: int = 0
    missing: list[str] = field(default_factory=list)
    mixed: list[str] = field(default_factory=list)


def look(site: Path, names: Sequence[str], found: Sightings, *, same: bool = True) -> None:
    """Look at a site once: a file by its path, as a server does, then every file of the folder there.

    With `same` all files have to hold the same words.
    """
    found.looks += 1
    try:
        (site / "index.html").read_bytes()
        folder = os.open(site, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as fault:
        found.missing.append(str(fault))
        return
    try:
        held = set()
        for name in names:
            with os.fdopen(os.open(name, os.O_RDONLY, dir_fd=folder), "rb") as file:
                held.add(file.read())
        if same and len(held) != 1:
            found.mixed.append(str(held))
    except OSError as fault:
        found.missing.append(str(fault))
    finally:
        os.close(folder)


@contextmanager
def reading(site: Path, names: Sequence[str], *, same: bool = True) -> Iterator[Sightings]:
    """Look at a site again and again in a thread until the block ends."""
    found, ended = Sightings(), threading.Event()

    def go_on() -> None:
        while not ended.wait(0.0005):
            look(site, names, found, same=same)

    thread = threading.Thread(target=go_on, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        ended.set()
        thread.join()
