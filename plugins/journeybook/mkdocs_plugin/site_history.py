"""What git tells of a site's sources, as far as there is a git that can tell it."""

from __future__ import annotations

from pathlib import Path

from mkdocs.plugins import PrefixedLogger

from journeybook.history.changelog import read_history
from journeybook.history.edits import History
from journeybook.history.git import GitError
from journeybook.library.objects import Library


def site_history(root: Path, maps: str, library: Library, log: PrefixedLogger) -> History:
    """The history of the maps; an empty one, with a line in the log, without git or in a shallow clone."""
    try:
        return read_history(root, maps, library)
    except GitError as fault:
        log.info("no page of changes: %s", fault)
        return History()
