"""Commits that changed the maps, and the files that they changed."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from journeybook.history.edits import moment_of


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file that a commit changed: git's status letter, blob hashes and paths before and after.

    Letters are A (added), M (modified), D (deleted) and R (renamed); paths are relative to the
    folder of maps. For a merge, `others` are the blobs at its other parents (zeros if one lacks the
    file), and `base` is the blob at the common ancestor if both sides changed it.
    """

    letter: str
    old_blob: str
    new_blob: str
    old_path: str
    new_path: str
    others: tuple[str, ...] = ()
    base: str = ""


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit that changed the maps.

    `when` is in seconds since 1970, `people` are its authors without bots. `parents` are its
    nearest ancestors among those that changed the maps.
    """

    hash: str
    when: int
    people: tuple[str, ...]
    subject: str
    files: tuple[FileChange, ...]
    parents: tuple[str, ...] = ()

    @property
    def day(self) -> datetime.date:
        """The date of the commit in UTC."""
        return moment_of(self.when).date()

    @property
    def is_merge(self) -> bool:
        """Whether it has more than one parent."""
        return any(each.others for each in self.files)
