"""What commits did, remembered between runs: a commit never changes, so what was found of it holds for good."""

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
    """What commits did, by their names, and the ends of the scale by which their emotions were weighed."""

    scale: tuple[float, float]
    entries: dict[str, tuple[Entry, ...]]


@cache
def _adapter() -> TypeAdapter[_Commits]:
    return TypeAdapter(_Commits)


def load_commit_changes(root: Path, scale: EmotionScale) -> dict[str, tuple[Entry, ...]]:
    """What is remembered of commits by their names; nothing where it was weighed by another scale, or is none of ours."""
    commits = load_sealed(root, FILE, _adapter())
    return commits.entries if commits and commits.scale == (scale.min, scale.max) else {}


def save_commit_changes(root: Path, scale: EmotionScale, found: Found) -> None:
    """Keep what was found; a folder that cannot be written to keeps nothing, and nothing is lost but time."""
    newest = dict(list(found.items())[:REMEMBERED])
    save_sealed(root, FILE, _adapter(), _Commits((scale.min, scale.max), newest))
