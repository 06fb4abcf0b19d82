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
        self._files: dict[str, Signature] = {}
        self._folders: dict[str, None] = {}  # those above others come first
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
        folders, files = _content(self._folder)
        new = (folders - self._folders.keys()) | {
            path for path, state in files.items() if self._files.get(path) != state
        }
        # What holds nothing new is moved as a whole.
        top = str(self._folder)
        mixed = {top, *(folder for path in new for folder in _folders_around(path, top))}
        unchanged = (path for path in files if path not in new)
        for path in (*self._folders, *unchanged):
            if path not in mixed and os.path.dirname(path) in mixed:  # noqa: PTH120 (thousands of paths)
                self._move_aside(path)
        for path in reversed(self._folders):
            with suppress(OSError):  # it is gone, or holds something new
                os.rmdir(path)  # noqa: PTH106

    def _move_aside(self, path: str) -> None:
        """Move a file, or a folder with all that it holds."""
        assert self._aside is not None
        kept = self._aside / Path(path).relative_to(self._folder)
        kept.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):
            os.rename(path, kept)  # noqa: PTH104

    def file(self, path: Path) -> Path | None:
        """Where the earlier site's file of this path lies now; None if it had none."""
        if self._aside is None or str(path) not in self._files:
            return None
        return self._aside / path.relative_to(self._folder)

    def put_back(self) -> None:
        """Make the folder what it was before the build, which has failed."""
        aside, self._aside = self._aside, None
        if aside is None:
            return
        for written in _content(self._folder)[1]:
            Path(written).unlink(missing_ok=True)
        for kept in _content(aside)[1]:
            path = self._folder / Path(kept).relative_to(aside)
            path.parent.mkdir(parents=True, exist_ok=True)
            Path(kept).replace(path)
        shutil.rmtree(aside, ignore_errors=True)
        for walked, _, _ in os.walk(self._folder, topdown=False):
            if walked != str(self._folder) and walked not in self._folders:
                with suppress(OSError):  # it is not empty
                    Path(walked).rmdir()

    def forget(self) -> None:
        """Remove the earlier site: the new one is complete."""
        if self._aside is not None:
            shutil.rmtree(self._aside, ignore_errors=True)
            self._aside = None

    def _note(self, directory: str) -> None:
        if Path(directory) != self._folder:
            self._emptied_by(directory)
            return
        folders, self._files = _content(self._folder)
        self._folders = dict.fromkeys(sorted(folders))


def _content(folder: Path) -> tuple[set[str], dict[str, Signature]]:
    """The paths of the folders of a site and of its files, without what is hidden at its top.

    As MkDocs does: hidden files there, such as `.git`, are none of the site.
    """
    top = str(folder)
    found: set[str] = set()
    files: dict[str, Signature] = {}
    for walked, folders, names in os.walk(top):
        if walked == top:
            folders[:] = [name for name in folders if not name.startswith(".")]
            names = [name for name in names if not name.startswith(".")]  # noqa: PLW2901
        for name in folders:
            path = f"{walked}{os.sep}{name}"
            if os.path.islink(path):  # noqa: PTH114
                names.append(name)
            else:
                found.add(path)
        for name in names:
            path = f"{walked}{os.sep}{name}"
            with suppress(OSError):  # it is gone meanwhile
                files[path] = _signature(path)
    return found, files


def _folders_around(path: str, top: str) -> Iterator[str]:
    """The folders that a path lies in, below a folder."""
    while (path := os.path.dirname(path)) != top:  # noqa: PTH120
        yield path


def _signature(path: str) -> Signature:
    state = os.lstat(path)
    return state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns
