"""Commits that changed the maps, and what they did to files, as git tells it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from journeybook.history.edits import moment_of


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file that a commit changed: git's letter for it, the names of its contents and its paths before and after.

    Letters are A (added), M (modified), D (deleted) and R (renamed); paths are relative to the folder of maps. A merge
    has several states before it: `others` are the contents at its other parents, zeros where one lacks the file, and
    `base` what both sides began from where both of them changed it.
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
    """A commit that changed the maps. `when` is in seconds since 1970, `people` are its authors without programs.

    `parents` are the commits before it among those that changed the maps.
    """

    hash: str
    when: int
    people: tuple[str, ...]
    subject: str
    files: tuple[FileChange, ...]
    parents: tuple[str, ...] = ()

    @property
    def day(self) -> datetime.date:
        """The day on which it was made, in UTC."""
        return moment_of(self.when).date()

    @property
    def is_merge(self) -> bool:
        """Whether it joins several lines of work."""
        return any(each.others for each in self.files)
