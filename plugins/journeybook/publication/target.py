"""Where a site is published: the folder or link that readers are served from."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from journeybook.publication.faults import TargetError, cannot
from journeybook.text.characters import printable

FRONT_PAGE = "index.html"


@dataclass(frozen=True, slots=True)
class Target:
    """The absolute path at which a site is published; it may be a link, those above it are none."""

    path: Path

    @property
    def is_link(self) -> bool:
        """Whether it is a symbolic link to the site."""
        return self.path.is_symlink()

    @property
    def current(self) -> Path | None:
        """The folder of the site that stands; None where there is none yet."""
        folder = Path(os.path.realpath(self.path)) if self.is_link else self.path
        return folder if folder.is_dir() else None

    @property
    def work_folder(self) -> Path:
        """The folder beside it, on the same file system, in which sites are built and kept."""
        return self.path.parent / f".{self.path.name}.journeybook"


def target_at(path: Path, protected: Mapping[str, Path]) -> Target:
    """The target at `path`; raises TargetError where publishing there would lose what is no site.

    `protected` are folders by what they are called in messages: neither they nor one above them
    becomes a site, nor a folder within those of sources. The folder above the target is made where
    it is not there yet.
    """
    whole = Path(os.path.abspath(path))  # noqa: PTH100 (the target itself may be a link)
    if not whole.name:
        raise TargetError(
            f"`{printable(str(path))}` is the root of the file system: name a folder for the site"
        )
    try:
        whole.parent.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise cannot(whole.parent, "be made", fault) from None
    target = Target(Path(os.path.realpath(whole.parent)) / whole.name)
    _keep_clear_of(target, protected)
    _need_site(target)
    return target


def _keep_clear_of(target: Target, protected: Mapping[str, Path]) -> None:
    shown = printable(str(target.path))
    for place in {target.path, Path(os.path.realpath(target.path))}:
        for what, folder in protected.items():
            real = Path(os.path.realpath(folder))
            if place == real:
                raise TargetError(f"`{shown}` is {what}: name a folder for the site alone, such as `site`")
            if place in real.parents:
                raise TargetError(
                    f"`{shown}` holds {what} ({printable(str(real))}): name a folder for the site alone, such as `site`"
                )
            if what in (*SOURCES, REPOSITORY) and real in place.parents:
                raise TargetError(
                    f"`{shown}` lies within {what}: a site among its own sources would be read as one"
                )


REPOSITORY = "the repository's own folder"
SOURCES = ("the folder of maps", "the folder of pages")
"""What a site may not lie within, by what it is called in messages."""


def _need_site(target: Target) -> None:
    """Refuse what is there and is no site: a file, a disk, a folder that holds something else."""
    path, shown = target.path, printable(str(target.path))
    if os.path.lexists(path) and not path.is_dir() and not path.is_symlink():
        raise TargetError(f"`{shown}` is a file: name a folder for the site")
    if path.is_symlink() and path.exists() and not path.is_dir():
        raise TargetError(f"`{shown}` leads to a file: name a folder for the site, or a link to one")
    if path.is_mount():
        raise TargetError(
            f"`{shown}` is a disk of its own, which cannot be exchanged for another folder: name a folder in it"
        )
    current = target.current
    if current is None:
        return
    try:
        names = {each.name for each in current.iterdir()}
    except OSError as fault:
        raise cannot(path, "be read", fault) from None
    if ".git" in names:
        raise TargetError(f"`{shown}` is a checkout of git: build elsewhere and copy the site into it")
    if any(not name.startswith(".") for name in names) and FRONT_PAGE not in names:
        raise TargetError(
            f"`{shown}` holds something that is no site (there is no {FRONT_PAGE}): empty it, or name another folder"
        )
