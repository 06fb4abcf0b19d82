"""Reads a portal several times in one process, each time only what changed since the last."""

from __future__ import annotations

from pathlib import Path

from journeybook.checks.settings import Settings
from journeybook.portal.check_cache import CheckCache, load_check_cache, save_check_cache
from journeybook.portal.portal import Portal, read_portal
from journeybook.progress import ProgressCallback, no_progress


class PortalReader:
    """Reads the portal of one folder; what was read is kept for the next reading.

    The first reading loads and saves the cache of the folder. Later ones, which a preview makes
    after each change, leave it: to write it takes longer than to read a few changed maps again.
    """

    def __init__(self) -> None:
        self._cache: CheckCache | None = None

    def read(
        self,
        root: Path,
        maps: str,
        settings: Settings,
        docs: str,
        on_progress: ProgressCallback = no_progress,
    ) -> Portal:
        """The portal as it is now, as `read_portal` gives it."""
        cache, self._cache = self._cache, None  # what a failed reading left is not used
        first = cache is None
        if cache is None:
            cache = load_check_cache(root)
        else:
            cache.start_next()
        portal = read_portal(root, maps, settings, docs=docs, cache=cache, on_progress=on_progress)
        if first:
            save_check_cache(root, cache)
        self._cache = cache
        return portal
