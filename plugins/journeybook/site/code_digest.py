"""A digest of all code that makes a site: ours, the theme's and that of installed packages."""

from __future__ import annotations

import hashlib
import importlib.metadata
import sys
from collections.abc import Collection
from functools import cache
from pathlib import Path

from journeybook.site.theme import theme_folder

_CODE = {".py", ".html", ".mo", ".js", ".css", ".json", ".xml", ".svg"}


@cache
def code_digest() -> str:
    """A digest of this package, its theme, Python, and the versions of everything installed."""
    mark = hashlib.blake2b(f"{sys.version}\n".encode(), digest_size=32)
    for line in sorted(f"{each.name}=={each.version}" for each in importlib.metadata.distributions()):
        mark.update(f"{line}\n".encode())
    for folder in (Path(__file__).resolve().parent.parent, theme_folder()):
        mark.update(folder_digest(folder, _CODE))
    return mark.hexdigest()


def folder_digest(folder: Path, endings: Collection[str] | None = None) -> bytes:
    """A digest of the files of a folder, or of those with these endings, and of their paths."""
    mark = hashlib.blake2b(digest_size=32)
    for path in sorted(folder.rglob("*")):
        if (endings is None or path.suffix in endings) and path.is_file():
            mark.update(path.relative_to(folder).as_posix().encode("utf-8", "surrogateescape") + b"\0")
            mark.update(hashlib.blake2b(path.read_bytes(), digest_size=32).digest())
    return mark.digest()
