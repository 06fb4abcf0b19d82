"""What we keep for the next run, in `.cache/journeybook/` beside the portal; to delete it loses nothing but time.

A folder can come from anywhere, a stranger's proposal included, and what is kept in it could put any words into our
mouth. So each file is plain data under a seal that only this account can make: its key lies in the account's own
cache folder and never in the portal. What is damaged, foreign, or made by another version is as if it were not there.
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
"""Bytes of a kept file that are read."""

_KEY_BYTES = 32
_SEAL = 64
_PARTS = (
    *("model", "library", "text", "prose", "format", "sources", "exchange", "fences", "rules", "checks"),
    *("insight", "history", "editing", "portal", "cache"),
)
_PACKAGES = ("pydantic", "pydantic-core", "PyYAML", "rapidfuzz", "markdown-it-py")


def load_sealed(root: Path, name: str, adapter: TypeAdapter[T]) -> T | None:
    """The data that was kept under `name`, None where there is none of ours or it is not of the adapter's type."""
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
    """Keep data of the adapter's type under `name` for later runs; nothing is kept where the folder cannot be written to.

    The file is there at once and whole, so that several runs can do this at a time.
    """
    path = root / FOLDER / name
    key = _key(make=True)
    if key is None or _is_linked(root):
        return
    try:
        body = adapter.dump_json(data)
    except ValueError:  # a name of a file that is no UTF-8
        return
    mine = path.with_name(f"{name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # So that nobody commits what can be found out anew.
        if not os.path.lexists(path.parent / ".gitignore"):
            (path.parent / ".gitignore").write_text("*\n", encoding="utf-8")
        mine.unlink(missing_ok=True)
        mine.write_bytes(_seal(key, name, body) + body)
        mine.replace(path)
    except OSError:
        with suppress(OSError):
            mine.unlink(missing_ok=True)


def read_regular(path: Path, largest: int) -> bytes | None:
    """The content of a file of at most `largest` bytes; None for a link, a pipe, a device and everything else.

    A pipe would keep its reader waiting for ever. Raises OSError for what cannot be opened.
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
    """A name for everything that decides what is found: our code, the packages that it reads with, and Python."""
    mark = hashlib.sha256(f"{__version__} {sys.version_info[:3]}\n".encode())
    for package in _PACKAGES:
        with suppress(importlib.metadata.PackageNotFoundError):  # where it is shipped without its description
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
    """The key of this account; None where it has none, or no place of its own to keep one in."""
    try:
        own = Path(os.environ.get("XDG_CACHE_HOME", ""))
        # A path that depends on the working folder may lead into a stranger's one.
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
