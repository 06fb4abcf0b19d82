"""The locations of a portal: its root, the folders of maps and pages, and the repository.

They are found in the file system alone, without running git.
"""

from __future__ import annotations

import os
import posixpath
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from journeybook.sources.site_settings import SiteSettings, read_site_settings

MAPS, DOCS = "maps", "docs"
"""The default folders."""

_ABOVE = 30
"""How many folders above a portal are searched for the top of its repository."""


@dataclass(frozen=True)
class PortalLocation:
    """The folders of a portal.

    `root` is absolute and holds `mkdocs.yml`, or the folder of maps if there is no such file.
    `maps` and `docs` are paths relative to it with `/`, which may begin with `../`. `settings` are
    those of the site, or None.
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
        """The top of the repository that holds the portal, or None."""
        return top_of(self.root)

    @cached_property
    def maps_top(self) -> Path | None:
        """The top of the repository of the maps; another one if they are a submodule or a clone."""
        return top_of(self.maps_folder)

    @property
    def maps_apart(self) -> bool:
        """Whether the maps are in another repository than the portal."""
        return self.maps_top is not None and self.maps_top != self.top

    @property
    def folders(self) -> bool:
        """Whether the addresses of pages end in a folder (`use_directory_urls`, on by default)."""
        return self.settings is None or self.settings.folders

    @property
    def prefix(self) -> str:
        """The path from the repository's top to the portal: "", or with a trailing `/`."""
        return _way(self.top, self.root)

    def from_top(self, file: str) -> str:
        """A file of the portal, given relative to the root, as a path from the repository's top."""
        return posixpath.normpath(f"{self.prefix}{file}")

    def from_maps_top(self, file: str) -> str:
        """A source, given relative to the root, as a path from the top of the maps' repository."""
        if not self.maps_apart:
            return self.from_top(file)
        below = file.removeprefix(f"{self.maps}/")
        return posixpath.normpath(f"{_way(self.maps_top, self.maps_folder)}{below}")


def top_of(folder: Path) -> Path | None:
    """The top of the repository around a folder, which need not exist; None if there is none."""
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
    """The location of the portal in `root`; `mkdocs.yml` gives the folders that are not given.

    Folders may be absolute.
    """
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
    """The location of the portal that uses this folder of maps.

    Its root is `working` or the nearest folder above `maps` whose settings name it, else the parent
    of `maps`.
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
    """A folder as a path from the root; one on another drive of Windows stays unchanged."""
    whole = os.path.normpath(root / folder)
    try:
        return Path(os.path.relpath(whole, root)).as_posix()
    except ValueError:
        return Path(whole).as_posix()
