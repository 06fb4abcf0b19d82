"""Writing files: a new one only where none is, an old one at once or not at all."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path


def replace_file(target: Path, content: bytes) -> None:
    """Write a file that is there already, at once or not at all; raises OSError where it cannot be written."""
    with _beside(target, content) as name:
        shutil.copymode(target, name)
        os.replace(name, target)  # noqa: PTH105 (as in the line above)


def put_file(target: Path, content: bytes) -> None:
    """Write a file that may be there or not, at once or not at all; raises OSError where it cannot be written.

    What is there is never opened: a link is replaced and not followed, a pipe does not hold the work up.
    """
    with _beside(target, content) as name:
        Path(name).chmod(0o644)
        os.replace(name, target)  # noqa: PTH105 (as above)


@contextlib.contextmanager
def _beside(target: Path, content: bytes) -> Iterator[str]:
    """The name of a new file with this content in the same folder, which goes where it is not moved to its place."""
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=".journeybook-")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
        yield name
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def create_file(target: Path, text: str) -> None:
    """Write a new file and the folders that it needs; raises FileExistsError where something is there, or OSError.

    Nothing is overwritten, not even what a symbolic link at its end points to.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("x", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
