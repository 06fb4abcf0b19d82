"""The one way in which generated pages and files get into the site's folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

import mkdocs.utils

WriteOutput: TypeAlias = Callable[[str, bytes], None]
"""Writes a finished page or file to an absolute path."""


def write_output(path: str, content: bytes) -> None:
    """Write a finished page or file to an absolute path."""
    target = Path(path)
    try:
        target.write_bytes(content)
    except FileNotFoundError:  # seldom: a page has several files in one folder
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


@contextmanager
def pages_written(write: WriteOutput = write_output) -> Iterator[None]:
    """Have MkDocs write pages by `write` while the block runs."""
    usual = mkdocs.utils.write_file
    mkdocs.utils.write_file = lambda content, output_path: write(output_path, content)
    try:
        yield
    finally:
        mkdocs.utils.write_file = usual
