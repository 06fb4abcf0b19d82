"""What is in a folder at a moment, to find out later whether anything has changed."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from journeybook.cache.file_status import FileStatus, file_status, is_recent

READ_AT_MOST = 4_000_000
"""The size in bytes of the largest file whose content is compared."""


@dataclass(frozen=True, slots=True)
class FolderSnapshot:
    """Every file and folder in a folder, the folder itself included, by what changes when it does.

    A file that was changed recently is compared by its content too, as another change might not be
    seen in its status.
    """

    entries: Mapping[str, tuple[FileStatus, bytes]] = field(default_factory=dict)
    """The status of each path, and the digest of the content of a recent file."""
    recent: frozenset[str] = field(default=frozenset(), compare=False)


def take_snapshot(folder: Path, before: FolderSnapshot) -> FolderSnapshot:
    """The snapshot of a folder as it is now; `before` is the last one of the same folder."""
    entries: dict[str, tuple[FileStatus, bytes]] = {}
    recent: set[str] = set()
    now = time.time()

    def add(path: str) -> bool:
        """Add a path; whether it is a folder."""
        found = status_of(path)
        status = file_status(found)
        known = before.entries.get(path)
        content = known[1] if known and known[0] == status else b""
        if stat.S_ISREG(found.st_mode) and found.st_size <= READ_AT_MOST:
            changed_recently = is_recent(found, now)
            if changed_recently:
                recent.add(path)
            if changed_recently or (content and path in before.recent):
                content = _digest(path)
        entries[path] = status, content
        return stat.S_ISDIR(found.st_mode)

    waiting = [str(folder)]
    while waiting:
        path = waiting.pop()
        try:
            if not add(path):
                continue
            with os.scandir(path) as listed:
                waiting += (entry.path for entry in listed)
        except OSError:  # it went meanwhile, which the next snapshot shows
            continue
    return FolderSnapshot(entries, frozenset(recent))


def status_of(path: str) -> os.stat_result:
    """The status of a link's target; of the link itself if it leads to a folder or nowhere."""
    own = os.lstat(path)
    if not stat.S_ISLNK(own.st_mode):
        return own
    try:
        target = Path(path).stat()
    except OSError:
        return own
    return own if stat.S_ISDIR(target.st_mode) else target


def _digest(path: str) -> bytes:
    try:
        return sha256(Path(path).read_bytes()).digest()
    except OSError:
        return b"unreadable"
