"""Which files changed since a revision of git: what reviewers look at, and what a check may be limited to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from journeybook.cli.terminal import refused
from journeybook.history.baseline import Baseline, read_past
from journeybook.history.git import GitError
from journeybook.history.maps_repository import MapsRepository, open_maps
from journeybook.sources.portal_location import PortalLocation
from journeybook.text.characters import visible


@dataclass(frozen=True, slots=True)
class Changed:
    """The files below `maps` that are not as they were in `base`, a commit of the maps, relative to the portal's root."""

    kept: MapsRepository
    base: str
    maps: str
    files: frozenset[str]

    def past(self) -> Baseline | None:
        """What they said in that commit; None where this clone does not hold it."""
        return read_past(self.kept, self.base, self.maps, self.files)


def changed_files(layout: PortalLocation, revision: str) -> Changed:
    """The files of the maps that are not as they were where the present work left `revision`.

    What is not yet committed counts, and so do files that git does not know yet. Raises ClickException (status 2)
    where git cannot say.
    """
    try:
        kept = open_maps(layout.root, layout.maps).standing_in(Path.cwd())
        named, repository = kept.named, kept.repository
        base = kept.maps_commit(named.merge_base(named.commit(revision), named.commit("HEAD")))
        listed = repository.run("diff", "--name-only", "-z", "--no-renames", base, "--", kept.pathspec)
        new = repository.run(
            "ls-files", "--others", "--exclude-standard", "--full-name", "-z", "--", kept.pathspec
        )
    except GitError as fault:
        raise refused(fault) from None
    names = (listed + new).decode("utf-8", "surrogateescape").split("\0")
    front = f"{kept.path}/" if kept.path else ""
    files = (f"{layout.maps}/{name.removeprefix(front)}" for name in names if name)
    return Changed(kept, base, layout.maps, frozenset(map(visible, files)))
