"""Where a portal's sources lie: its root, its folders of maps and of pages, and the repository around them.

This is told once, here, by looking at the file system alone: git is not asked, so that it is known without git too.
"""

from __future__ import annotations

import os
import posixpath
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from journeybook.sources.site_settings import SiteSettings, read_site_settings

MAPS, DOCS = "maps", "docs"
"""The folders where nothing else is said."""

_ABOVE = 30
"""Folders above a portal that are looked at for the top of its repository."""


@dataclass(frozen=True)
class PortalLocation:
    """A portal's folders.

    `root` is absolute and holds `mkdocs.yml`, or the folder of maps where there is no such file. `maps` and `docs` are
    paths from it with `/` between, which may begin with `../`. `settings` are those of the site where it has some.
    """

    root: Path
    maps: str = MAPS
    docs: str = DOCS
    settings: SiteSettings | None = None

    @property
    def maps_folder(self) -> Path:
        """The folder of maps, absolute."""
        return Path(os.path.normpath(self.root / self.maps))

    @property
    def docs_folder(self) -> Path:
        """The folder of hand-written pages, absolute."""
        return Path(os.path.normpath(self.root / self.docs))

    @cached_property
    def top(self) -> Path | None:
        """The top of the repository that holds the portal; None outside of any."""
        return top_of(self.root)

    @cached_property
    def maps_top(self) -> Path | None:
        """The top of the repository that holds the maps: another one where they are a submodule or a clone."""
        return top_of(self.maps_folder)

    @property
    def maps_apart(self) -> bool:
        """Whether the maps lie in another repository than the portal."""
        return self.maps_top is not None and self.maps_top != self.top

    @property
    def folders(self) -> bool:
        """Whether the addresses of the site's pages end in a folder, as they do unless its settings say otherwise."""
        return self.settings is None or self.settings.folders

    @property
    def prefix(self) -> str:
        """The way from the repository's top to the portal: "", or with `/` at its end."""
        return _way(self.top, self.root)

    def from_top(self, file: str) -> str:
        """A file of the portal, by its path from the root, as a path from the top of the repository."""
        return posixpath.normpath(f"{self.prefix}{file}")

    def from_maps_top(self, file: str) -> str:
        """A source, by its path from the root, as a path from the top of the repository that holds the maps."""
        if not self.maps_apart:
            return self.from_top(file)
        below = file.removeprefix(f"{self.maps}/")
        return posixpath.normpath(f"{_way(self.maps_top, self.maps_folder)}{below}")


def top_of(folder: Path) -> Path | None:
    """The top of the repository that a folder is in, which need not exist; None where it is in none."""
    at = Path(os.path.realpath(folder))
    for each in (at, *at.parents[:_ABOVE]):
        if os.path.lexists(each / ".git"):
            return each
    return None


def _way(top: Path | None, folder: Path) -> str:
    if top is None:
        return ""
    way = Path(os.path.relpath(os.path.realpath(folder), top)).as_posix()
    return "" if way == "." else f"{way}/"


def locate_portal(root: Path, maps: str | None = None, docs: str | None = None) -> PortalLocation:
    """The layout of the portal in `root`, whose `mkdocs.yml` says what is not given. Folders may be absolute."""
    whole = Path(os.path.abspath(root))  # noqa: PTH100 (resolving would follow links)
    settings = read_site_settings(whole)
    said = settings or SiteSettings("")
    return PortalLocation(
        whole,
        _below(whole, maps or said.maps or MAPS),
        _below(whole, docs or said.docs_dir or DOCS),
        settings,
    )


def locate_portal_around(maps: Path, working: Path) -> PortalLocation:
    """The layout of the portal with this folder of maps: the working folder's or the next one above that names it.

    Where none does, the folder that holds `maps` is the root.
    """
    whole = Path(os.path.abspath(maps))  # noqa: PTH100 (resolving would follow links)
    top = top_of(whole.parent)
    above = [each for each in whole.parents if top is None or each == top or top in each.parents]
    for root in (working, *above[:_ABOVE]):
        found = locate_portal(root)
        if found.settings and found.settings.plugin and found.maps_folder == whole:
            return found
    return locate_portal(whole.parent, whole.name)


def _below(root: Path, folder: str) -> str:
    """A folder as a path from the root; one on another drive of Windows stays as it is."""
    whole = os.path.normpath(root / folder)
    try:
        return Path(os.path.relpath(whole, root)).as_posix()
    except ValueError:
        return Path(whole).as_posix()
