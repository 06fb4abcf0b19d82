"""The authenticated file cache in `.cache/journeybook/` beside the portal; it can be deleted.

A folder may come from an untrusted source, and a manipulated cache could change any output. So each
file is plain data with a MAC, whose key is in the account's own cache folder and never in the
portal. A file that is damaged, foreign, or from another version is ignored.
"""

from __future__ import annotations

import hashlib
import hmac
import importlib.metadata
import os
import secrets
import stat
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter

from journeybook import __version__

T = TypeVar("T")

FOLDER = Path(".cache") / "journeybook"

LARGEST = 256 * 1024 * 1024
"""The largest cache file that is read, in bytes."""

_KEY_BYTES = 32
_SEAL = 64
_PARTS = (
    *("model", "library", "text", "prose", "format", "sources", "exchange", "fences", "rules", "checks"),
    *("insight", "history", "editing", "portal", "cache", "drawing", "labels", "i18n", "federation"),
)
_PACKAGES = ("pydantic", "pydantic-core", "PyYAML", "rapidfuzz", "markdown-it-py")


def load_sealed(root: Path, name: str, adapter: TypeAdapter[T]) -> T | None:
    """The data saved as `name`; None if there is none, it is not authentic, or of another type."""
    path = root / FOLDER / name
    key = _key(make=False)
    if key is None or _is_linked(root):
        return None
    try:
        content = read_regular(path, LARGEST)
        if content is None:
            return None
        seal, body = content[:_SEAL], content[_SEAL:]
        return adapter.validate_json(body) if hmac.compare_digest(seal, _seal(key, name, body)) else None
    except (OSError, ValueError):
        return None


def save_sealed(root: Path, name: str, adapter: TypeAdapter[T], data: T) -> None:
    """Save data of the adapter's type as `name`; does nothing if the folder cannot be written to.

    The file is replaced atomically, so that several runs can save at the same time.
    """
    path = root / FOLDER / name
    key = _key(make=True)
    if key is None or _is_linked(root):
        return
    try:
        body = adapter.dump_json(data)
    except ValueError:  # a file name that is not UTF-8
        return
    mine = path.with_name(f"{name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Keeps the cache out of version control.
        if not os.path.lexists(path.parent / ".gitignore"):
            (path.parent / ".gitignore").write_text("*\n", encoding="utf-8")
        mine.unlink(missing_ok=True)
        mine.write_bytes(_seal(key, name, body) + body)
        mine.replace(path)
    except OSError:
        with suppress(OSError):
            mine.unlink(missing_ok=True)


def read_regular(path: Path, largest: int) -> bytes | None:
    """The content of a regular file of at most `largest` bytes; None for links, pipes and devices.

    Reading a pipe would block. Raises OSError if the file cannot be opened.
    """
    flags = (
        os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    )
    with open(os.open(path, flags), "rb") as stream:  # noqa: PTH123 (of a descriptor)
        state = os.fstat(stream.fileno())
        if not stat.S_ISREG(state.st_mode) or state.st_size > largest:
            return None
        return stream.read(largest + 1)


@cache
def code_fingerprint() -> str:
    """A hash of what determines the results: our code, the parser packages, and Python."""
    mark = hashlib.sha256(f"{__version__} {sys.version_info[:3]}\n".encode())
    for package in _PACKAGES:
        with suppress(importlib.metadata.PackageNotFoundError):  # where it is installed without metadata
            mark.update(f"{package} {importlib.metadata.version(package)}\n".encode())
    home = Path(__file__).parent.parent
    for part in ("", *_PARTS):
        folder = home / part
        for path in sorted(folder.rglob("*.py") if part else folder.glob("*.py")):
            mark.update(path.relative_to(home).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return mark.hexdigest()


def _seal(key: bytes, name: str, body: bytes) -> bytes:
    said = f"{name}\0{code_fingerprint()}\0".encode() + body
    return hmac.new(key, said, hashlib.sha256).hexdigest().encode()


def _is_linked(root: Path) -> bool:
    return any((root / each).is_symlink() for each in (FOLDER.parts[0], FOLDER))


def _key(*, make: bool) -> bytes | None:
    """The key of this account; None if it has none, or no private folder for one."""
    try:
        own = Path(os.environ.get("XDG_CACHE_HOME", ""))
        # A relative path would depend on the working folder, which may be untrusted.
        path = (own if own.is_absolute() else Path.home() / ".cache") / "journeybook" / "key"
        if make and not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(secrets.token_bytes(_KEY_BYTES))
        content = read_regular(path, _KEY_BYTES)
    except (OSError, RuntimeError):
        return None
    return content if content is not None and len(content) == _KEY_BYTES else None
