"""What the system says of a file, by which a change of its content is seen without reading it."""

from __future__ import annotations

import os
import stat
import time
from typing import TypeAlias

RECENT = 2.0
"""Seconds within which two changes of a file may get the same time: on FAT two, elsewhere less."""

FileStatus: TypeAlias = tuple[int, ...]
"""What of a file's status is another after a change: kind, place on disk, size, times in ns."""


def file_status(found: os.stat_result) -> FileStatus:
    """The status to compare with a later one of the same path."""
    return (
        found.st_mode,
        found.st_dev,
        found.st_ino,
        found.st_size,
        found.st_mtime_ns,
        found.st_ctime_ns,
    )


def is_recent(found: os.stat_result, now: float) -> bool:
    """Whether another change might get the same times; `now` is in seconds since 1970."""
    return max(found.st_mtime, found.st_ctime) > now - RECENT


def settled_status(path: str) -> FileStatus | None:
    """The status of a regular file that no longer can change without another status, else None."""
    try:
        found = os.lstat(path)
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(found.st_mode) or is_recent(found, time.time()):
        return None
    return file_status(found)
