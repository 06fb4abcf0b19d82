"""Keeps the old site until the new one is complete, and puts it back where the build fails.

MkDocs empties the folder before it reads a page. Here the old site stays until all pages are
rendered, is then set aside within the folder, and is removed when the new one is complete. A build
that is killed while it writes leaves a part of a site: `journeybook build` does not.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import mkdocs.utils

Signature = tuple[int, int, int, int]

ASIDE = ".journeybook-previous-"
"""The name of the old site's folder within that of the new one: MkDocs keeps hidden folders."""


class PreviousSite:
    """The files in a site's folder; between `keep` and `let_go`, MkDocs does not remove them."""

    def __init__(self, folder: str) -> None:
        self._folder = Path(folder)
        self._files: dict[Path, Signature] = {}
        self._folders: list[Path] = []
        self._aside: Path | None = None
        self._emptied_by = mkdocs.utils.clean_directory

    def keep(self) -> None:
        """From now on MkDocs' emptying of this folder is only recorded."""
        mkdocs.utils.clean_directory = self._note

    def let_go(self) -> None:
        """MkDocs empties folders again."""
        mkdocs.utils.clean_directory = self._emptied_by

    def set_aside(self) -> None:
        """Make room for the new site; what was written since stays: plugins may write early."""
        for left in self._folder.glob(f"{ASIDE}*"):  # by a build that was killed
            shutil.rmtree(left, ignore_errors=True)
        if not self._files:
            return
        self._aside = Path(tempfile.mkdtemp(prefix=ASIDE, dir=self._folder))
        for path, before in self._files.items():
            with suppress(FileNotFoundError):
                if _signature(path) == before:
                    kept = self._aside / path.relative_to(self._folder)
                    kept.parent.mkdir(parents=True, exist_ok=True)
                    path.rename(kept)
        for path in reversed(self._folders):
            with suppress(OSError):  # it holds something new
                path.rmdir()

    def file(self, path: Path) -> Path | None:
        """Where the earlier site's file of this path lies now; None if it had none."""
        if self._aside is None or path not in self._files:
            return None
        return self._aside / path.relative_to(self._folder)

    def put_back(self) -> None:
        """Make the folder what it was before the build, which has failed."""
        aside, self._aside = self._aside, None
        if aside is None:
            return
        for path in self._written():
            path.unlink(missing_ok=True)
        for walked, _, names in os.walk(aside):
            for name in names:
                kept = Path(walked, name)
                path = self._folder / kept.relative_to(aside)
                path.parent.mkdir(parents=True, exist_ok=True)
                kept.replace(path)
        shutil.rmtree(aside, ignore_errors=True)
        for walked, _, _ in os.walk(self._folder, topdown=False):
            if Path(walked) not in (self._folder, *self._folders):
                with suppress(OSError):  # it is not empty
                    Path(walked).rmdir()

    def forget(self) -> None:
        """Remove the earlier site: the new one is complete."""
        if self._aside is not None:
            shutil.rmtree(self._aside, ignore_errors=True)
            self._aside = None

    def _written(self) -> Iterator[Path]:
        """The files of the new site."""
        for walked, folders, names in os.walk(self._folder):
            folder = Path(walked)
            if folder == self._folder:
                folders[:] = [each for each in folders if not each.startswith(".")]
            linked = [each for each in folders if (folder / each).is_symlink()]
            yield from (
                folder / name
                for name in (*names, *linked)
                if not (folder == self._folder and name.startswith("."))
            )

    def _note(self, directory: str) -> None:
        if Path(directory) != self._folder:
            self._emptied_by(directory)
            return
        for walked, folders, _ in os.walk(directory):
            folder = Path(walked)
            if folder == self._folder:  # as MkDocs does: hidden files, such as `.git`, stay
                folders[:] = [each for each in folders if not each.startswith(".")]
            self._folders += [folder / each for each in folders if not (folder / each).is_symlink()]
        for path in self._written():
            with suppress(OSError):
                self._files[path] = _signature(path)


def _signature(path: Path) -> Signature:
    state = path.lstat()
    return state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns
