"""What is asked of other hosts, and what is not: https alone, no private network, limits."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from journeybook.federation import fetch
from journeybook.federation.fetch import FetchError, fetch_index, is_public, public_address
from journeybook.library.objects import Kind

INDEX = {"version": 2, "portal": {"title": "Group", "address": None}, "parts": [{"list": "personas", "address": "portal/personas-1.json"}]}  # fmt: skip
PART = {"personas": [{"id": "ana", "title": "Ana", "address": "personas/ana/"}]}


class Site(BaseHTTPRequestHandler):
    """Two files of a portal, a redirect to http, one in a circle, and nothing else."""

    def do_GET(self) -> None:
        away = {"/away/portal.json": "http://inside.example/", "/circle/portal.json": "/circle/portal.json"}
        found = {"/portal.json": INDEX, "/portal/personas-1.json": PART}.get(self.path)
        self.send_response(302 if self.path in away else 200 if found else 404)
        if self.path in away:
            self.send_header("Location", away[self.path])
        self.end_headers()
        self.wfile.write(json.dumps(found).encode() if found else b"")

    def log_message(self, *_: object) -> None:
        """Print nothing."""


@pytest.fixture(scope="module")
def connect() -> Iterator[Callable[[str, int, float], http.client.HTTPConnection]]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield lambda _host, _port, seconds: http.client.HTTPConnection(
        "127.0.0.1", server.server_port, timeout=seconds
    )
    server.shutdown()
    server.server_close()
    thread.join()


def test_an_index_is_fetched_with_its_parts(connect):
    steps = []
    index = fetch_index(
        "https://group.example/portal.json", lambda done, whole: steps.append((done, whole)), connect
    )
    assert (index.title, list(index.objects[Kind.PERSONA])) == ("Group", ["ana"])
    assert [done for done, _ in steps] == [1, 2]


@pytest.mark.parametrize(
    ("path", "why"),
    [("away/", "without https"), ("circle/", "too often"), ("gone/", "answers with 404")],
)
def test_what_leads_elsewhere_is_not_followed(connect, path, why):
    with pytest.raises(FetchError, match=why):
        fetch_index(f"https://group.example/{path}portal.json", connect=connect)


def test_an_endless_answer_is_cut_off(connect, monkeypatch):
    monkeypatch.setattr(fetch, "LARGEST", 20)
    with pytest.raises(FetchError, match="larger"):
        fetch_index("https://group.example/portal.json", connect=connect)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "::1", "fe80::1%eth0", "fc00::1",
     "::ffff:10.0.0.1", "2002:0a00:0001::1", "0.0.0.0", "224.0.0.1", "100.64.0.1"],
)  # fmt: skip
def test_private_networks_are_not_public(address):
    assert not is_public(address)


def test_a_host_of_this_machine_is_refused():
    assert is_public("9.9.9.9")
    with pytest.raises(FetchError, match="public network"):
        public_address("localhost", 443)
