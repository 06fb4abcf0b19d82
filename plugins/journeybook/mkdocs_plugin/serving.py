"""The preview's watch over the maps folder, which goes on when the folder is deleted or comes into being."""

from __future__ import annotations

import threading
from pathlib import Path

from mkdocs.livereload import LiveReloadServer
from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)


class FolderWatch(FileSystemEventHandler):
    """Watches for one folder by watching its parent.

    MkDocs' watch of a folder ends with the folder, and it takes no notice of folders that come or go.
    """

    def __init__(self, server: LiveReloadServer, folder: Path) -> None:
        self._server = server
        self._folder = folder
        self._lock = threading.Lock()
        self._watched = folder.is_dir()

    def start(self) -> None:
        """Begin; the server's observer ends it."""
        self._server.observer.schedule(self, str(self._folder.parent), recursive=False)

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Take up or drop the watch and ask for a new build."""
        gone = isinstance(event, DirDeletedEvent | DirMovedEvent) and event.src_path == str(self._folder)
        come = (isinstance(event, DirCreatedEvent) and event.src_path == str(self._folder)) or (
            isinstance(event, DirMovedEvent) and event.dest_path == str(self._folder)
        )
        with self._lock:
            if gone and self._watched:
                self._server.unwatch(str(self._folder))
            elif come and not self._watched:
                self._server.watch(str(self._folder))
            else:
                return
            self._watched = come
        # The server has no public way to ask for a build; its own handlers do just this.
        with self._server._rebuild_cond:  # noqa: SLF001
            self._server._want_rebuild = True  # noqa: SLF001
            self._server._rebuild_cond.notify_all()  # noqa: SLF001
