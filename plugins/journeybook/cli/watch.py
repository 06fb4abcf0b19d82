"""Looking at a folder again and again, until something in it is another than before."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

PAUSE = 0.3
"""Seconds between two looks: sooner than a person looks up after saving, and too seldom to be felt."""

Look = frozenset[tuple[str, int, int]]


def look(root: Path, *names: str) -> Look:
    """What the files and folders `names` of `root` hold: each file with its size and the time of its last change."""
    found = set()
    for name in names:
        top = root / name
        paths = (
            [top] if top.is_file() else (Path(at, file) for at, _, files in os.walk(top) for file in files)
        )
        for path in paths:
            try:
                state = path.lstat()
            except OSError:
                continue  # it went away between two looks
            found.add((str(path), state.st_size, state.st_mtime_ns))
    return frozenset(found)


def changes(root: Path, *names: str) -> Iterator[None]:
    """One turn at once, and one for every change since; it never ends by itself."""
    before = look(root, *names)
    yield
    while True:
        time.sleep(PAUSE)
        now = look(root, *names)
        if now != before:
            before = now
            yield
