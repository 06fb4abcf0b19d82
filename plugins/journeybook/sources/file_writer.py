"""Atomic writing of files, and creation of files that must not exist yet."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path


def replace_file(target: Path, content: bytes) -> None:
    """Replace an existing file atomically; raises OSError if it cannot be written."""
    with _beside(target, content) as name:
        shutil.copymode(target, name)
        os.replace(name, target)  # noqa: PTH105 (as in the line above)


def put_file(target: Path, content: bytes) -> None:
    """Write a new or existing file atomically; raises OSError if it cannot be written.

    An existing target is never opened: a link is replaced, not followed, and a named pipe does not
    block.
    """
    with _beside(target, content) as name:
        Path(name).chmod(0o644)
        os.replace(name, target)  # noqa: PTH105 (as above)


@contextlib.contextmanager
def _beside(target: Path, content: bytes) -> Iterator[str]:
    """The name of a temporary file with this content in the same folder; removed on an OSError."""
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=".journeybook-")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
        yield name
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def create_file(target: Path, text: str) -> None:
    """Write a new file and its missing folders.

    Raises FileExistsError if something has that name, even a broken symbolic link, else OSError.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("x", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
