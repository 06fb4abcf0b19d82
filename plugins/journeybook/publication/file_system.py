"""Calls of the file system that Python lacks: two folders exchanged, a whole disk made durable."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
from functools import cache
from pathlib import Path
from typing import Any

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2

_NOT_OFFERED = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EXDEV})
"""How a kernel or a file system says that it cannot exchange: network folders and some overlays."""


@cache
def _libc() -> Any:
    try:
        return ctypes.CDLL(None, use_errno=True)
    except (OSError, TypeError):  # Windows has no library without a name
        return None


def exchange(one: Path, other: Path) -> bool:
    """Exchange two names in one step: at every moment each of them is there, and is one of the two.

    By renameat2(2) with RENAME_EXCHANGE, which Linux has for ext4, XFS, Btrfs and tmpfs. False
    where the machine does not offer it, and nothing has changed; raises OSError for another fault.
    """
    call = getattr(_libc(), "renameat2", None)
    if call is None:
        return False
    if call(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _NOT_OFFERED:
        return False
    raise OSError(number, os.strerror(number), str(one))


def make_durable(folder: Path) -> None:
    """Return when all that was written below `folder` is on the disk; raises OSError on a fault.

    One syncfs(2) for the file system instead of a call for each of thousands of files; where there
    is none, file by file.
    """
    call = getattr(_libc(), "syncfs", None)
    if call is None:
        for walked, _, files in os.walk(folder):
            for name in files:
                _sync(Path(walked, name))
            sync_folder(Path(walked))
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if call(descriptor) != 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(folder))
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Make a renaming in a folder durable, where the system can do so for folders."""
    with contextlib.suppress(PermissionError):  # Windows opens no folder
        _sync(folder)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def open_to_readers(folder: Path) -> None:
    """Give every folder below `folder` the mode 0755 and every file 0644, whatever the mask.

    What is hidden at its top, such as `.git`, is none of the site and stays as it is.
    """
    for walked, folders, files in os.walk(folder):
        at = Path(walked)
        if at == folder:
            folders[:] = [each for each in folders if not each.startswith(".")]
        at.chmod(0o755)
        for name in files:
            hidden = at == folder and name.startswith(".")
            if not hidden and not (at / name).is_symlink():
                (at / name).chmod(0o644)
        folders[:] = [each for each in folders if not (at / each).is_symlink()]
