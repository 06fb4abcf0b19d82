"""Which files changed since a revision of git: what reviewers look at, and what a check may be limited to."""

from __future__ import annotations

from pathlib import Path

from journeybook.cli.terminal import refused
from journeybook.history.git import GitError, open_repository
from journeybook.sources.characters import visible


def changed_files(root: Path, maps: str, revision: str) -> frozenset[str]:
    """The files below `maps` that are not as they were where the present work left `revision`, relative to `root`.

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
    return frozenset(visible(name) for name in names if name)
