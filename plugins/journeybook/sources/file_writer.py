"""Writing files: a new one only where none is, an old one at once or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path


def replace_file(target: Path, content: bytes) -> None:
    """Write a file that is there already, at once or not at all; raises OSError where it cannot be written."""
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=".journeybook-")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
        shutil.copymode(target, name)
        os.replace(name, target)  # noqa: PTH105 (as in the line above)
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
