"""What a preview serves: the last complete site while a build runs, and drawings on request.

MkDocs lets requests wait for a running build, and forever after a build that failed. Here the last
complete site is set aside within its folder before MkDocs empties it, and is served until the next
one is complete. The reload script of a page then loads the new one.
"""

from __future__ import annotations

import copy
import logging
import shutil
import tempfile
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from mkdocs.livereload import LiveReloadServer
from mkdocs.utils import write_file

from journeybook.pages.page import AssetPlan

Log: TypeAlias = logging.Logger | logging.LoggerAdapter[logging.Logger]

_ASIDE = ".journeybook-served-"
"""The start of the name of the folder for the last complete site: MkDocs keeps hidden folders."""

_RELOADS = "/livereload/"
"""Where a page asks for a newer site. Such requests wait by design."""


@dataclass(slots=True)
class _Site:
    """A folder and its drawings that are not made yet, by address."""

    folder: Path
    pending: dict[str, AssetPlan] = field(default_factory=dict)


class PreviewSite:
    """The site of a preview from build to build."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._lock = threading.RLock()
        self._built = _Site(Path())
        self._complete = False
        self._aside: _Site | None = None

    def set_aside(self, folder: Path) -> None:
        """Call before MkDocs empties the folder: serve what is complete in it from elsewhere.

        After a build that failed, the site before it stays the one that is served.
        """
        with self._lock:
            if not self._complete:
                return
            self._complete = False
            aside = Path(tempfile.mkdtemp(prefix=_ASIDE, dir=folder))
            for entry in list(folder.iterdir()):
                if not entry.name.startswith("."):
                    entry.rename(aside / entry.name)
            self._aside = _Site(aside, self._built.pending)
            self._built = _Site(folder)

    def plan(self, folder: Path, drawings: Iterable[AssetPlan]) -> None:
        """Set the drawings of the site that is being built. They are made on request."""
        with self._lock:
            self._built = _Site(folder, {drawing.address: drawing for drawing in drawings})

    def complete(self) -> None:
        """Call when the build has written everything: from now on the new site is served."""
        with self._lock:
            self._complete = True
            earlier, self._aside = self._aside, None
        if earlier is not None:
            shutil.rmtree(earlier.folder, ignore_errors=True)

    def attach(self, server: LiveReloadServer) -> None:
        """Answer the requests to a server that is not started."""
        wait = server.get_app()

        def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            path = environ.get("PATH_INFO", "")
            with self._lock:
                site = self._built if self._complete else self._aside
                if site is not None and not path.startswith(_RELOADS):
                    self._draw(site, path.removeprefix(server.mount_path))
                    return _without_waiting(server, site.folder).serve_request(environ, start_response)
            return wait(environ, start_response)  # type: ignore[misc]

        server.set_app(answer)

    def _draw(self, site: _Site, address: str) -> None:
        """Write the drawing at an address if it is not made yet; exceptions are logged."""
        drawing = site.pending.pop(address, None)
        if drawing is None:
            return
        try:
            write_file(drawing.make().encode(), str(site.folder / address))
        except Exception:  # noqa: BLE001 - a fault in code may be anything, and a request needs its answer
            self._log.exception("%s cannot be made", address)


def _without_waiting(server: LiveReloadServer, folder: Path) -> LiveReloadServer:
    """The same server for one request, with another folder and no build that is running."""
    copied = copy.copy(server)
    copied.root = str(folder)
    copied._wanted_epoch = copied._visible_epoch  # noqa: SLF001 - what its requests wait for
    return copied
