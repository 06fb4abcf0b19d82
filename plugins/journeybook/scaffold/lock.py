"""The lock of everything that journeybook needs, each package by version and hash, as this version was tested with it."""

from __future__ import annotations

from pathlib import Path

LOCK = "locks/portal.txt"
"""Its place inside the package, and in the repository."""


def lock_file() -> Path:
    """The lock: inside the installed package, or at the root of a checkout."""
    package = Path(__file__).resolve().parent.parent
    shipped = package / LOCK
    return shipped if shipped.is_file() else package.parent.parent / LOCK
