"""The repository that holds the maps: that of the portal, a separate one, or a submodule."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from journeybook.history.git import GitError, NoRepositoryError, Repository, TreeEntry, open_repository
from journeybook.text.characters import printable

SUBMODULE = "160000"
"""The mode of a tree entry that is the commit of a submodule."""


@dataclass(frozen=True)
class MapsRepository:
    """Where the maps are stored.

    `path` is the path from the repository's top to the folder of maps, "" if they are the same.
    `around` is the repository that has it as a submodule at `link`; revisions are then names of
    `around`.
    """

    repository: Repository
    path: str
    around: Repository | None = None
    link: str = ""

    @property
    def named(self) -> Repository:
        """The repository whose branches and commits users name."""
        return self.around or self.repository

    @property
    def pathspec(self) -> str:
        """The folder of maps relative to the folder in which git runs."""
        return os.path.relpath(self.repository.top / self.path, self.repository.top / self.repository.prefix)

    def maps_commit(self, commit: str) -> str:
        """The commit of the maps for a commit of `named`: itself, or that of the submodule then."""
        if self.around is None:
            return commit
        listed = self.around.run("ls-tree", "-z", "--full-tree", commit, "--", self.link)
        mode, _, name = listed.split(b"\t")[0].decode("ascii").partition(" commit ")
        if mode != SUBMODULE:
            raise GitError(
                f"in {commit[:7]} there is no submodule `{printable(self.link)}`, so its maps are not known"
            )
        if self.repository.ask("cat-file", "-t", name) != "commit":
            raise GitError(
                f"the commit of the maps that {commit[:7]} names is not here",
                f"fetch it with `git -C {printable(self.link)} fetch`",
            )
        return name

    def files(self, commit: str) -> Iterator[tuple[TreeEntry, bytes]]:
        """Every file of the maps in one of their commits, with its path below that folder."""
        front = f"{self.path}/".encode("utf-8", "surrogateescape") if self.path else b""
        for entry in self.repository.tree(commit, self.path):
            if entry.path.startswith(front):
                yield entry, entry.path[len(front) :]

    def standing_in(self, folder: Path) -> MapsRepository:
        """The repository for a user in `folder`: within a submodule, its own branches are meant."""
        here = Path(os.path.realpath(folder))
        top = self.repository.top
        inside = here == top or top in here.parents
        return MapsRepository(self.repository, self.path) if inside else self


def open_maps(root: Path, maps: str) -> MapsRepository:
    """The repository of the maps of the portal in `root`; raises GitError if there is none to use.

    The folder of maps need not exist any more.
    """
    folder = Path(os.path.normpath(root / maps))
    there = folder
    while (not there.is_dir() or there.is_symlink()) and there != there.parent:
        there = there.parent
    repository = open_repository(there)
    missing = folder.relative_to(there).as_posix()
    path = posixpath.normpath(f"{repository.prefix}{missing}")
    path = "" if path == "." else path
    _need_submodule(repository, folder, path)
    around = _around(repository, root)
    if around is None:
        return MapsRepository(repository, path)
    link = os.path.relpath(repository.top, around.top).replace(os.sep, "/")
    return MapsRepository(repository, path, around, link)


def _need_submodule(repository: Repository, folder: Path, path: str) -> None:
    """Raise GitError if the folder of maps is a submodule that was not fetched."""
    if not path or (folder.is_dir() and any(folder.iterdir())):
        return
    parts = path.split("/")
    for count in range(1, len(parts) + 1):
        front = "/".join(parts[:count])
        found = repository.ask("ls-tree", "-z", "--full-tree", "HEAD", "--", front)
        if found and found.startswith(SUBMODULE):
            raise GitError(
                f"`{printable(front)}` is a submodule that was not fetched",
                "run `git submodule update --init`",
            )


def _around(repository: Repository, root: Path) -> Repository | None:
    """The portal's repository, if that of the maps is a submodule of it; else None."""
    try:
        own = open_repository(root)
    except NoRepositoryError:
        return None
    if own.top == repository.top:
        return None
    link = os.path.relpath(repository.top, own.top).replace(os.sep, "/")
    if link.startswith("../"):
        return None
    listed = own.run(
        "ls-files", "--stage", "-z", "--", os.path.relpath(repository.top, os.path.realpath(root))
    )
    return own if listed.startswith(SUBMODULE.encode()) else None
