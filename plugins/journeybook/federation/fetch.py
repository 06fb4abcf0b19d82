"""Fetches the index of another portal over https, with limits on bytes and time.

Nothing but `journeybook federation fetch` uses this: builds and pages ask no other host. A redirect
is followed to https alone, and no address of a private network is asked, so that a published portal
cannot make a machine of CI look into its own network. The address that was checked is the one that
is connected to.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

from journeybook.federation.portal_index import (
    LARGEST,
    LARGEST_WHOLE,
    NAME,
    PortalIndex,
    PortalIndexError,
    read_index,
)
from journeybook.progress import ProgressCallback, no_progress

SECONDS = 120.0
"""The longest that all files of an index may take."""

_ANSWER = 20.0
"""The longest wait for a part of an answer, in seconds."""

_REDIRECTS = 3
_PIECE = 64 * 1024

Connect = Callable[[str, int, float], http.client.HTTPConnection]
"""Opens a connection to a host and port, with a time limit in seconds."""


class FetchError(PortalIndexError):
    """An index could not be fetched; the message says why in a few words."""


def fetch_index(
    address: str, on_progress: ProgressCallback = no_progress, connect: Connect | None = None
) -> PortalIndex:
    """The index at the address of a `portal.json`, with its parts; raises PortalIndexError.

    `on_progress` receives the number of files that were fetched.
    """
    root = address.removesuffix(NAME)
    deadline = time.monotonic() + SECONDS
    fetched = size = 0

    def read(name: str) -> bytes:
        nonlocal fetched, size
        content = _fetch(urljoin(root, name), deadline, connect or connect_to_public_host)
        fetched, size = fetched + 1, size + len(content)
        if size > LARGEST_WHOLE:
            raise FetchError("its files are too large")
        on_progress(fetched, fetched + 1)
        return content

    return read_index(read)


def _fetch(address: str, deadline: float, connect: Connect) -> bytes:
    for _ in range(_REDIRECTS + 1):
        parts = urlsplit(address)
        if parts.scheme != "https" or not parts.hostname or parts.username is not None:
            raise FetchError("it leads to an address without https")
        try:
            connection = connect(parts.hostname, parts.port or 443, _left(deadline))
            answer = _ask(
                connection, f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}", deadline
            )
        except FetchError:
            raise
        except (OSError, http.client.HTTPException, ValueError) as fault:
            raise FetchError(f"{parts.hostname} does not answer ({type(fault).__name__})") from None
        if isinstance(answer, bytes):
            return answer
        address = urljoin(address, answer)
    raise FetchError("it leads from one address to another too often")


def _ask(connection: http.client.HTTPConnection, target: str, deadline: float) -> bytes | str:
    """The content of a path on a host, or the address to which it redirects."""
    try:
        headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
        connection.request("GET", target, headers=headers)
        answer = connection.getresponse()
        if answer.status in (301, 302, 303, 307, 308):
            return answer.headers.get("Location") or ""
        if answer.status != http.HTTPStatus.OK:
            raise FetchError(f"{connection.host} answers with {answer.status}")
        content = bytearray()
        while piece := answer.read1(_PIECE):
            content += piece
            if len(content) > LARGEST:
                raise FetchError(f"it is larger than {LARGEST // 1024 // 1024} MB")
            _left(deadline)
        return bytes(content)
    finally:
        connection.close()


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise FetchError(f"it takes longer than {SECONDS:.0f} seconds")
    return min(left, _ANSWER)


def public_address(host: str, port: int) -> str:
    """An address of a host in the public network; raises FetchError if it has any other."""
    found = {each[4][0] for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    if not found or not all(is_public(str(each)) for each in found):
        raise FetchError(f"{host} is not in the public network")
    return str(min(found, key=lambda each: (":" in str(each), str(each))))


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public network, also as written within IPv6."""
    found = ipaddress.ip_address(address.partition("%")[0])
    inner = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    return found.is_global and not found.is_multicast and (inner is None or inner.is_global)


class _Connection(http.client.HTTPSConnection):
    """A connection to an address that was checked, with the certificate of its host."""

    def __init__(self, host: str, port: int, seconds: float, address: str) -> None:
        self._secure = ssl.create_default_context()
        super().__init__(host, port, timeout=seconds, context=self._secure)
        self._address = address

    def connect(self) -> None:
        """Connect to the address, and check the certificate for the host's name."""
        plain = socket.create_connection((self._address, self.port), self.timeout)
        self.sock = self._secure.wrap_socket(plain, server_hostname=self.host)


def connect_to_public_host(host: str, port: int, seconds: float) -> http.client.HTTPConnection:
    """A connection to a host in the public network; raises FetchError for any other."""
    return _Connection(host, port, seconds, public_address(host, port))
