"""The preview's server: what it watches, when it builds and when browsers load pages again."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import time
from collections.abc import Iterable
from typing import Any

from mkdocs.livereload import LiveReloadServer
from watchdog.observers.polling import PollingObserverVFS

from journeybook.site.folder_snapshot import status_of

POLLING_SECONDS = 0.5
"""Seconds between two checks for changes, as in MkDocs."""


def watch_no_links(server: LiveReloadServer) -> None:
    """Make a server that is not started ignore links to folders, which can form endless cycles."""
    watched = [path for path, count in server._watched_paths.items() for _ in range(count)]  # noqa: SLF001
    for path in watched:
        server.unwatch(path)
    server.observer = PollingObserverVFS(  # type: ignore[assignment]  # of the same base, with a way to look at files
        status_of, os.scandir, polling_interval=POLLING_SECONDS
    )
    for path in watched:
        server.watch(path)


def request_build(server: LiveReloadServer) -> None:
    """Have MkDocs build the site, as after a change of a hand-written page."""
    # The server has no public way to request a build; its own handlers do the same.
    with server._rebuild_cond:  # noqa: SLF001
        server._want_rebuild = True  # noqa: SLF001
        server._rebuild_cond.notify_all()  # noqa: SLF001


def reload_pages(server: LiveReloadServer) -> None:
    """Have browsers load again what they show."""
    with server._epoch_cond:  # noqa: SLF001 - as above
        now = max(round(time.monotonic() * 1000), server._visible_epoch + 1)  # noqa: SLF001
        server._visible_epoch = now  # noqa: SLF001
        server._wanted_epoch = max(now, server._wanted_epoch)  # noqa: SLF001
        server._epoch_cond.notify_all()  # noqa: SLF001


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
