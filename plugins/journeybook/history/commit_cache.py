"""The cache of commits' changes; commits are immutable, so its entries never become stale."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pydantic import TypeAdapter

from journeybook.cache.sealed_files import load_sealed, save_sealed
from journeybook.history.commit_changes import Entry
from journeybook.model.vocabulary import EmotionScale

FILE = "changelog.json"

REMEMBERED = 60_000

Found = Mapping[str, tuple[Entry, ...]]


class _Commits(NamedTuple):
    """The changes of commits by hash, and the ends of the emotion scale used for them."""

    scale: tuple[float, float]
    entries: dict[str, tuple[Entry, ...]]


@cache
def _adapter() -> TypeAdapter[_Commits]:
    return TypeAdapter(_Commits)


def load_commit_changes(root: Path, scale: EmotionScale) -> dict[str, tuple[Entry, ...]]:
    """The cached changes of commits by hash; none for another scale or an invalid file."""
    commits = load_sealed(root, FILE, _adapter())
    return commits.entries if commits and commits.scale == (scale.min, scale.max) else {}


def save_commit_changes(root: Path, scale: EmotionScale, found: Found) -> None:
    """Save the changes; if the folder cannot be written to, nothing is cached."""
    newest = dict(list(found.items())[:REMEMBERED])
    save_sealed(root, FILE, _adapter(), _Commits((scale.min, scale.max), newest))
