"""A server for a built site that packs what can be packed and counts the bytes that it sends."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote, urlsplit

PACKED = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt"}


@lru_cache(maxsize=4096)
def content_of(path: Path) -> tuple[bytes, bool]:
    """The content as it is sent, and whether it is packed."""
    content = path.read_bytes()
    return (gzip.compress(content, 6, mtime=0), True) if path.suffix in PACKED else (content, False)


@dataclass
class Counted:
    """A site that is served: its address without a slash at the end, and each path that was sent with its bytes."""

    folder: Path
    address: str = ""
    sent: list[tuple[str, int]] = field(default_factory=list)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: Counted

    def do_GET(self) -> None:
        path = self.site.folder / unquote(urlsplit(self.path).path).lstrip("/")
        if path.is_dir():
            path /= "index.html"
        status = HTTPStatus.OK if path.is_file() else HTTPStatus.NOT_FOUND
        content, packed = content_of(path) if path.is_file() else (b"", False)
        self.send_response(status)
        kind = "application/wasm" if path.suffix == ".wasm" else guess_type(path.name)[0]
        self.send_header("Content-Type", kind or "application/octet-stream")
        self.send_header("Content-Length", str(len(content)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(content)
        self.site.sent.append((self.path, len(content)))

    def log_message(self, *args: object) -> None:
        """Print nothing."""


class _Server(ThreadingHTTPServer):
    # A search asks for many small files at once.
    request_queue_size = 256
    daemon_threads = True


@contextmanager
def counting(folder: Path) -> Iterator[Counted]:
    """Serve the site until the block ends."""
    site = Counted(folder)
    server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"site": site}))
    site.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
