"""One build or rollback at a time for each site, whichever processes are started."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from journeybook.publication.faults import BusyError, cannot
from journeybook.text.characters import printable

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_PAUSE = 0.05
"""Seconds between two looks whether the other one has ended."""

_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


@contextmanager
def locked(path: Path, wait: float, site: Path) -> Iterator[int]:
    """Hold the lock in the file `path` for the block; the value is its descriptor, for children.

    The system releases it when the last process that holds it has ended, by whatever signal.
    Raises BusyError where another one holds it for longer than `wait` seconds, PublicationError
    where the file cannot be locked.
    """
    try:
        descriptor = os.open(path, _FLAGS, 0o644)
    except OSError as fault:
        raise cannot(path, "be opened", fault) from None
    try:
        _wait_for(descriptor, path, wait, site)
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, f"{os.getpid()}\n".encode("ascii"))
        yield descriptor
    finally:
        os.close(descriptor)


def _wait_for(descriptor: int, path: Path, wait: float, site: Path) -> None:
    until = time.monotonic() + wait
    while True:
        try:
            if _taken(descriptor):
                return
        except OSError as fault:
            raise cannot(path, "be locked", fault) from None
        if time.monotonic() >= until:
            raise BusyError(_busy(descriptor, wait, site))
        time.sleep(_PAUSE)


def _taken(descriptor: int) -> bool:
    """Whether the lock was free, and is held now."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _busy(descriptor: int, wait: float, site: Path) -> str:
    try:
        os.lseek(descriptor, 0, os.SEEK_SET)
        holder = os.read(descriptor, 20).decode("ascii", "replace").strip()
    except OSError:  # Windows lets nobody read what is locked
        holder = ""
    process = f" (process {printable(holder)})" if holder.isdigit() else ""
    waited = f", also after {wait:g} seconds" if wait else ""
    return f"another build{process} works on {printable(str(site))}{waited}; try again when it has ended"
