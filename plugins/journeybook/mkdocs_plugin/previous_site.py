"""The site that stands, kept until all pages of the new one are rendered.

MkDocs empties the folder before it reads a page, so a link that leads nowhere left a site without pages. It is
emptied here when nothing is left but to write.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import mkdocs.utils

Signature = tuple[int, int, int, int]


class PreviousSite:
    """What stands in a site's folder when MkDocs would empty it; between `keep` and `let_go` it does not."""

    def __init__(self, folder: str) -> None:
        self._folder = Path(folder)
        self._files: dict[Path, Signature] = {}
        self._folders: list[Path] = []
        self._emptied_by = mkdocs.utils.clean_directory

    def keep(self) -> None:
        """From now on MkDocs' emptying of this folder is only noted."""
        mkdocs.utils.clean_directory = self._note

    def let_go(self) -> None:
        """MkDocs empties folders as ever."""
        mkdocs.utils.clean_directory = self._emptied_by

    def remove(self) -> None:
        """Remove what was there, unless something has written it anew since: plugins may write before pages are."""
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
            if folder == self._folder:  # as MkDocs does: what is hidden there, such as `.git`, stays
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
