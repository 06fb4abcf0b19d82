"""Polling folders for changes."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

PAUSE = 0.3
"""Seconds between two polls: short enough to feel immediate, long enough not to cost much."""

Look = frozenset[tuple[str, int, int]]


def look(root: Path, *names: str) -> Look:
    """Size and modification time of all files in the files and folders `names` of `root`."""
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
                continue  # deleted during the poll
            found.add((str(path), state.st_size, state.st_mtime_ns))
    return frozenset(found)


def changes(root: Path, *names: str) -> Iterator[None]:
    """Yields at once, and then after every change, without end."""
    before = look(root, *names)
    yield
    while True:
        time.sleep(PAUSE)
        now = look(root, *names)
        if now != before:
            before = now
            yield
