"""The Content Security Policy of a portal's pages: all code and resources come from the site.

Every page contains it, for hosts that do not let users set headers. A server can also send it as a
header, with the one directive that browsers accept only there.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Self
from urllib.parse import urlsplit

DIRECTIVES: Mapping[str, str] = MappingProxyType(
    {
        "default-src": "'none'",
        "script-src": "'self' 'wasm-unsafe-eval'",  # search is a program in WebAssembly
        "style-src": "'self'",
        "img-src": "'self' data:",  # the theme's icons are in its stylesheet
        "font-src": "'self'",
        "connect-src": "'self'",
        "worker-src": "'self'",
        "manifest-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "object-src": "'none'",
    }
)

IN_HEADERS: Mapping[str, str] = MappingProxyType({"frame-ancestors": "'none'"})
"""Directives that browsers ignore in a page, with a message."""

EXTENSIBLE = (
    *("script-src", "style-src", "img-src", "font-src", "connect-src", "worker-src", "manifest-src"),
    *("frame-src", "media-src", "child-src", "form-action", "object-src", "base-uri"),
)
"""The directives to which a site may add sources."""

_KEYWORD = re.compile(
    r"(?:self|none|unsafe-inline|unsafe-eval|unsafe-hashes|wasm-unsafe-eval|strict-dynamic|sha(?:256|384|512)-[A-Za-z0-9+/_-]+={0,2})"
)
_SOURCE = re.compile(r"[A-Za-z*][A-Za-z0-9+.*-]*(?::[A-Za-z0-9*._~/%-]*)*")

Additions = Mapping[str, Sequence[str]]


def policy(additions: Additions = MappingProxyType({})) -> str:
    """The policy in a page, with the sources that a site adds."""
    said = dict(DIRECTIVES)
    for name, sources in additions.items():
        before = said.get(name, said["default-src"])
        kept = [] if before == "'none'" else before.split()
        said[name] = " ".join(dict.fromkeys([*kept, *sources]))
    return "; ".join(f"{name} {sources}" for name, sources in said.items())


def header_policy() -> str:
    """The policy as a header of a server."""
    return "; ".join(f"{name} {sources}" for name, sources in {**DIRECTIVES, **IN_HEADERS}.items())


def source(text: str) -> str | None:
    """A source in the form of a policy, keywords and hashes in quotes; None if it is invalid."""
    bare = text.strip("'")
    if _KEYWORD.fullmatch(bare):
        return f"'{bare}'"
    return text if _SOURCE.fullmatch(text) else None


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy by its directives, with methods that tell what a browser would allow under it."""

    directives: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, text: str) -> Self:
        """Parse a policy; of a repeated directive the first one counts, as in browsers."""
        directives: dict[str, tuple[str, ...]] = {}
        for part in text.split(";"):
            words = part.split()
            if words:
                directives.setdefault(words[0].lower(), tuple(words[1:]))
        return cls(directives)

    def sources(self, directive: str) -> tuple[str, ...]:
        """The sources of a directive, or of `default-src` if it is missing."""
        fallback = () if directive in _WITHOUT_FALLBACK else self.directives.get("default-src", ("*",))
        found = self.directives.get(directive, fallback)
        return () if found == ("'none'",) else found

    def lets_run(self, script: str, *, attribute: bool = False) -> bool:
        """Whether an inline script of a page, or of an `attribute`, may run."""
        sources = self.sources("script-src")
        hashed = any(each.startswith("'sha") for each in sources)
        if "'unsafe-inline'" in sources and not hashed:
            return True
        if attribute and "'unsafe-hashes'" not in sources:
            return False
        content = script.encode("utf-8", "surrogatepass")
        return hashed and any(f"'{name}-{_digest(name, content)}'" in sources for name in _HASHES)

    def lets_load(self, directive: str, address: str) -> bool:
        """Whether an address of another host may be loaded under `directive`."""
        try:
            asked = urlsplit(address if not address.startswith("//") else f"https:{address}")
        except ValueError:
            return False
        return any(
            _matches(each, asked.scheme, asked.hostname or "", asked.path) for each in self.sources(directive)
        )

    def covers(self, other: Policy) -> bool:
        """Whether `other` allows nothing that this policy does not allow."""
        if other.directives.get("default-src") != ("'none'",):
            return False
        named = {*self.directives, *other.directives} - set(IN_HEADERS)
        return all(set(other.sources(each)) <= set(self.sources(each)) for each in named)


_WITHOUT_FALLBACK = frozenset({"base-uri", "form-action", "frame-ancestors"})
_HASHES = ("sha256", "sha384", "sha512")


def _digest(name: str, content: bytes) -> str:
    return base64.b64encode(hashlib.new(name, content).digest()).decode()


def _matches(source: str, scheme: str, host: str, path: str) -> bool:
    """Whether a source of a policy matches an address."""
    if source.startswith("'"):
        return False
    if source == "*":
        return scheme in ("http", "https")
    if source.endswith(":"):
        return scheme == source[:-1].lower()
    wanted_scheme, _, rest = source.rpartition("://")
    named, slash, folder = rest.partition("/")
    wanted_host = re.sub(r":(?:[0-9]+|\*)$", "", named).lower()
    if scheme != (wanted_scheme.lower() or "https"):
        return False
    if wanted_host.startswith("*."):
        if not host.endswith(wanted_host[1:]):
            return False
    elif host != wanted_host:
        return False
    whole = slash + folder
    return path.startswith(whole) if whole.endswith("/") else path == whole or not whole
