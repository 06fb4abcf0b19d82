"""A small server for built sites, for tests: a free port, a thread, and an end."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO

from journeybook.site.content_policy import header_policy

DRAWN_TYPES = {
    ".wasm": "application/wasm",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
    ".js": "text/javascript",
}

POLICY_HEADERS = {"Content-Security-Policy": header_policy(), "X-Content-Type-Options": "nosniff"}
"""What the guide tells a server to send."""


@dataclass
class Served:
    """A site being served: its address without a slash at the end, and the paths that were not found."""

    address: str
    folder: Path
    missing: list[str] = field(default_factory=list)


class _Handler(SimpleHTTPRequestHandler):
    extensions_map = SimpleHTTPRequestHandler.extensions_map | DRAWN_TYPES

    def __init__(self, *args, served: Served, headers: dict[str, str], **kwargs) -> None:
        self._served = served
        self._headers = headers
        super().__init__(*args, directory=str(served.folder), **kwargs)

    def end_headers(self) -> None:
        for name, value in self._headers.items():
            self.send_header(name, value)
        super().end_headers()

    def send_head(self) -> BinaryIO | None:
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        if path.is_file():
            return super().send_head()
        self._served.missing.append(self.path)
        body = (self._served.folder / "404.html").read_bytes()
        self.send_response(HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)
        return None

    def log_message(self, *args: object) -> None:
        """Say nothing: a failing test shows what matters."""


class _Server(ThreadingHTTPServer):
    # A search asks for many small files at once; the default of 5 refuses some of them on a busy machine.
    request_queue_size = 256


@contextmanager
def serving(folder: Path, headers: dict[str, str] | None = None) -> Iterator[Served]:
    """Serve `folder` as a web server would, with its `404.html`, until the block ends."""
    served = Served("", folder)
    server = _Server(("127.0.0.1", 0), partial(_Handler, served=served, headers=headers or {}))
    server.daemon_threads = True
    served.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
