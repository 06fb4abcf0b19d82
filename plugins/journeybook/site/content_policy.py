"""The Content Security Policy of a portal's pages: nothing runs and nothing is loaded but what lies in the site.

Every page carries it itself, for hosts that let nobody set headers. A server that can sends it as a header as well,
with the one directive that browsers take only there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

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
"""What browsers ignore, with a message, in a page itself."""

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
    """The policy as a server sends it."""
    return "; ".join(f"{name} {sources}" for name, sources in {**DIRECTIVES, **IN_HEADERS}.items())


def source(text: str) -> str | None:
    """A source as a policy writes it, keywords and hashes in quotes; None for what is none."""
    bare = text.strip("'")
    if _KEYWORD.fullmatch(bare):
        return f"'{bare}'"
    return text if _SOURCE.fullmatch(text) else None
