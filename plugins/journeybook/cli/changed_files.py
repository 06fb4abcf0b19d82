"""The files that changed since a revision of git, for checks that are limited to them."""

from __future__ import annotations

import os
import posixpath
from dataclasses import dataclass
from pathlib import Path

from journeybook.checks.settings import FILES, SettingsError, settings_in
from journeybook.cli.terminal import refused
from journeybook.history.baseline import Baseline, read_past
from journeybook.history.git import GitError, Repository
from journeybook.history.maps_repository import MapsRepository, open_maps
from journeybook.sources.limits import PageLimits
from journeybook.sources.portal_location import PortalLocation
from journeybook.sources.yaml.reader import FILE_BYTES
from journeybook.text.characters import visible


@dataclass(frozen=True, slots=True)
class Changed:
    """Files below `maps` that differ from `base`, a commit, relative to the portal's root.

    `limits` are the limits of hand-written pages in that commit, None if its repository is another.
    """

    kept: MapsRepository
    base: str
    maps: str
    files: frozenset[str]
    limits: PageLimits | None

    def past(self) -> Baseline | None:
        """The content of these files in that commit; None if the clone does not have it."""
        return read_past(self.kept, self.base, self.maps, self.files)


def changed_files(layout: PortalLocation, revision: str) -> Changed:
    """The files of the maps that differ from where the present branch left `revision`.

    Uncommitted and untracked files count too. Raises ClickException (status 2) if git fails.
    """
    try:
        kept = open_maps(layout.root, layout.maps).standing_in(Path.cwd())
        named, repository = kept.named, kept.repository
        state = named.merge_base(named.commit(revision), named.commit("HEAD"))
        base = kept.maps_commit(state)
        limits = _limits(named, state, layout.root)
        listed = repository.run("diff", "--name-only", "-z", "--no-renames", base, "--", kept.pathspec)
        new = repository.run(
            "ls-files", "--others", "--exclude-standard", "--full-name", "-z", "--", kept.pathspec
        )
    except GitError as fault:
        raise refused(fault) from None
    names = (listed + new).decode("utf-8", "surrogateescape").split("\0")
    front = f"{kept.path}/" if kept.path else ""
    files = (f"{layout.maps}/{name.removeprefix(front)}" for name in names if name)
    return Changed(kept, base, layout.maps, frozenset(map(visible, files)), limits)


def _limits(repository: Repository, commit: str, root: Path) -> PageLimits | None:
    """The limits in the settings of the portal in `root` as of a commit."""
    folder = os.path.relpath(os.path.realpath(root), repository.top).replace(os.sep, "/")
    if folder.startswith("../"):
        return None
    blobs = {}
    for name in FILES:
        path = posixpath.normpath(f"{folder}/{name}")
        for entry in repository.tree(commit, path):
            if os.fsdecode(entry.path) == path and entry.size <= FILE_BYTES:
                blobs[name] = entry.blob
    contents = dict(repository.contents(blobs.values()))
    try:
        return settings_in(lambda name: contents[blobs[name]] if name in blobs else None).limits
    except SettingsError:
        return PageLimits()
