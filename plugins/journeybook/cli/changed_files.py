"""Which files changed since a revision of git: what reviewers look at, and what a check may be limited to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from journeybook.cli.terminal import refused
from journeybook.history.git import GitError, Repository, open_repository
from journeybook.history.past import Past, read_past
from journeybook.sources.characters import visible


@dataclass(frozen=True, slots=True)
class Changed:
    """The files below `maps` that are not as they were in the commit `base`, relative to the portal's root."""

    repository: Repository
    base: str
    maps: str
    files: frozenset[str]

    def past(self) -> Past | None:
        """What they said in that commit; None where this clone does not hold it."""
        return read_past(self.repository, self.base, self.maps, self.files)


def changed_files(root: Path, maps: str, revision: str) -> Changed:
    """The files below `maps` that are not as they were where the present work left `revision`.

    What is not yet committed counts, and so do files that git does not know yet. Raises ClickException (status 2)
    where git cannot say.
    """
    try:
        repository = open_repository(root)
        base = repository.merge_base(repository.commit(revision), repository.commit("HEAD"))
        listed = repository.run("diff", "--name-only", "-z", "--no-renames", "--relative", base, "--", maps)
        new = repository.run("ls-files", "--others", "--exclude-standard", "-z", "--", maps)
    except GitError as fault:
        raise refused(fault) from None
    names = (listed + new).decode("utf-8", "surrogateescape").split("\0")
    return Changed(repository, base, maps, frozenset(visible(name) for name in names if name))
