"""The lock of all dependencies, by version and hash, as tested with this version."""

from __future__ import annotations

from pathlib import Path

LOCK = "locks/portal.txt"
"""Its path inside the package, and in the repository."""


def lock_file() -> Path:
    """The path of the lock: inside the installed package, or at the root of a checkout."""
    package = Path(__file__).resolve().parent.parent
    shipped = package / LOCK
    return shipped if shipped.is_file() else package.parent.parent / LOCK
