"""The history of a site's sources, read from git."""

from __future__ import annotations

from pathlib import Path

from journeybook.history.changelog import read_history
from journeybook.history.edits import History
from journeybook.history.git import GitError
from journeybook.library.objects import Library
from journeybook.site.log import Log


def site_history(root: Path, maps: str, library: Library, log: Log) -> History:
    """The history of the maps; empty, with a line in the log, without git or in a shallow clone."""
    try:
        return read_history(root, maps, library)
    except GitError as fault:
        log.info("no page of changes: %s", fault)
        return History()
