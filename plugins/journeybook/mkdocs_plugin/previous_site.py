"""Keeps the old site until all pages of the new one are rendered.

MkDocs empties the folder before it reads a page, so an unresolved link would leave a site without
pages. Here it is emptied when only writing remains.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import mkdocs.utils

Signature = tuple[int, int, int, int]


class PreviousSite:
    """The files in a site's folder; between `keep` and `let_go`, MkDocs does not remove them."""

    def __init__(self, folder: str) -> None:
        self._folder = Path(folder)
        self._files: dict[Path, Signature] = {}
        self._folders: list[Path] = []
        self._emptied_by = mkdocs.utils.clean_directory

    def keep(self) -> None:
        """From now on MkDocs' emptying of this folder is only recorded."""
        mkdocs.utils.clean_directory = self._note

    def let_go(self) -> None:
        """MkDocs empties folders again."""
        mkdocs.utils.clean_directory = self._emptied_by

    def remove(self) -> None:
        """Remove the old files, except those written since: plugins may write before pages are."""
        for path, before in self._files.items():
            with suppress(OSError):
                if _signature(path) == before:
                    path.unlink()
        for path in reversed(self._folders):
            with suppress(OSError):  # it holds something new
                path.rmdir()

    def _note(self, directory: str) -> None:
        if Path(directory) != self._folder:
            self._emptied_by(directory)
            return
        for walked, folders, files in os.walk(directory):
            folder = Path(walked)
            if folder == self._folder:  # as MkDocs does: hidden files, such as `.git`, stay
                folders[:] = [each for each in folders if not each.startswith(".")]
            linked = [each for each in folders if (folder / each).is_symlink()]
            self._folders += [folder / each for each in folders if each not in linked]
            for name in (*files, *linked):
                if folder == self._folder and name.startswith("."):
                    continue
                with suppress(OSError):
                    self._files[folder / name] = _signature(folder / name)


def _signature(path: Path) -> Signature:
    state = path.lstat()
    return state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns
