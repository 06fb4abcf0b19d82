"""The preview's server: it watches a folder that may disappear, and may reload pages."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import stat
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from mkdocs.livereload import LiveReloadServer
from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers.polling import PollingObserverVFS

POLLING_SECONDS = 0.5
"""Seconds between two checks for changes, as in MkDocs."""


def watch_no_links(server: LiveReloadServer) -> None:
    """Make a server that is not started ignore links to folders, which can form endless cycles."""
    watched = [path for path, count in server._watched_paths.items() for _ in range(count)]  # noqa: SLF001
    for path in watched:
        server.unwatch(path)
    server.observer = PollingObserverVFS(  # type: ignore[assignment]  # of the same base, with a way to look at files
        _stat, os.scandir, polling_interval=POLLING_SECONDS
    )
    for path in watched:
        server.watch(path)


def _stat(path: str) -> os.stat_result:
    """The status of a link's target; of the link itself if it leads to a folder or nowhere."""
    own = os.lstat(path)
    if not stat.S_ISLNK(own.st_mode):
        return own
    try:
        target = Path(path).stat()
    except OSError:
        return own
    return own if stat.S_ISDIR(target.st_mode) else target


class FolderWatch(FileSystemEventHandler):
    """Watches a folder by watching its parent.

    MkDocs' watch of a folder ends with the folder, and it ignores folders that appear or disappear.
    """

    def __init__(self, server: LiveReloadServer, folder: Path) -> None:
        self._server = server
        self._folder = folder
        self._lock = threading.Lock()
        self._watched = folder.is_dir()

    def start(self) -> None:
        """Start watching; the server's observer ends it."""
        self._server.observer.schedule(self, str(self._folder.parent), recursive=False)

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Start or stop the watch of the folder, and request a new build."""
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
        # The server has no public way to request a build; its own handlers do the same.
        with self._server._rebuild_cond:  # noqa: SLF001
            self._server._want_rebuild = True  # noqa: SLF001
            self._server._rebuild_cond.notify_all()  # noqa: SLF001


def allow_reloading(server: LiveReloadServer) -> None:
    """Allow the reload script that a preview adds to every page, by its hash."""
    answer = server.get_app()

    def with_hash(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        status, headers = "", []

        def hold(said: str, named: list[tuple[str, str]], *_: Any) -> None:
            nonlocal status, headers
            status, headers = said, named

        body = answer(environ, hold)  # type: ignore[misc, arg-type]
        if ("Content-Type", "text/html") in headers:
            content = with_script_allowed(b"".join(body))
            getattr(body, "close", lambda: None)()
            body = [content]
            headers = [header for header in headers if header[0] != "Content-Length"]
            headers.append(("Content-Length", str(len(content))))
        start_response(status, headers)
        return body

    server.set_app(with_hash)


def with_script_allowed(page: bytes) -> bytes:
    """A page whose policy, if it has one, allows MkDocs' reload script at its end."""
    at = page.rfind(_SCRIPT)
    script = page[at + len(_SCRIPT) : page.find(b"</script>", at)]
    found = _SCRIPT_SOURCES.search(page)
    if at < 0 or found is None or b"livereload(" not in script or b"'unsafe-inline'" in found[0]:
        return page
    digest = base64.b64encode(hashlib.sha256(script).digest())
    return page[: found.end()] + b" 'sha256-" + digest + b"'" + page[found.end() :]


_SCRIPT = b"<script>"
_SCRIPT_SOURCES = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="[^"]*script-src [^;"]*')
