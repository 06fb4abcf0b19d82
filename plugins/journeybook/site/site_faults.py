"""The faults of files in a built site: what, where, and under which directive of a policy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from journeybook.site.content_policy import Policy


class FaultKind(Enum):
    """The rule of a fault."""

    SCRIPT = "script"
    OTHER_HOST = "other host"
    FILE = "file"
    POLICY = "policy"


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault with its place in the file, and the directive of a policy that would allow it."""

    kind: FaultKind
    message: str
    line: int = 1
    column: int = 1
    directive: str | None = None


Found = tuple[FaultKind, str, str | None]
"""A fault without its place."""

LOADED = {
    "src": {
        "script": "script-src",
        "iframe": "frame-src",
        "frame": "frame-src",
        "embed": "object-src",
        "video": "media-src",
        "audio": "media-src",
        "source": "media-src",
        "track": "media-src",
        "bgsound": "media-src",
    },
    "data": {"object": "object-src"},
    "srcset": {},
    "imagesrcset": {},
    "poster": {},
    "background": {},
    "lowsrc": {},
    "dynsrc": {"img": "media-src"},
    "action": {"form": "form-action"},
    "formaction": {"button": "form-action", "input": "form-action"},
    "manifest": {"html": "manifest-src"},
    "ping": {"a": "connect-src", "area": "connect-src"},
    "codebase": {"object": "object-src", "applet": "object-src"},
    "archive": {"object": "object-src", "applet": "object-src"},
    "classid": {"object": "object-src"},
    "code": {"applet": "object-src"},
}
"""Attributes with addresses that browsers load or send forms to, with directives by element.

The directive is that of pictures unless an element is named.
"""

_ONLY_ON_THESE = frozenset(
    {"data", "action", "formaction", "manifest", "ping", "codebase", "archive", "classid", "code"}
)
_LISTS = frozenset({"srcset", "imagesrcset", "ping", "archive"})
_FOLLOWED = frozenset({"a", "area"})
_LINKS_THAT_LOAD_NOTHING = frozenset(
    {
        *("canonical", "alternate", "author", "license", "help", "next", "prev", "edit", "search", "me"),
        *(
            "nofollow",
            "noopener",
            "noreferrer",
            "bookmark",
            "tag",
            "up",
            "first",
            "last",
            "index",
            "contents",
        ),
    }
)
_LINK_DIRECTIVES = {"stylesheet": "style-src", "manifest": "manifest-src", "modulepreload": "script-src"}

_IGNORED_IN_ADDRESSES = re.compile(r"[\t\n\r]")
_EDGES = "".join(map(chr, range(0x21)))
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SCRIPT_SCHEMES = frozenset({"javascript", "vbscript", "livescript", "mocha"})
_EMBEDDED = frozenset({"data", "blob", "filesystem"})

_CSS_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_CSS_ESCAPE = re.compile(r"\\(?:([0-9A-Fa-f]{1,6})[ \t\n\f]?|([^\n]))")
_CSS_ADDRESS = re.compile(
    r"""(?:url|src|image)\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s]*))|@import\s+(?:"([^"]*)"|'([^']*)')""",
    re.IGNORECASE,
)
_CSS_STRING = re.compile(r""""((?:https?:)?//[^"]*)"|'((?:https?:)?//[^']*)'""", re.IGNORECASE)
_CSS_IMAGE_SET = re.compile(r"image-set\(", re.IGNORECASE)


def plain_address(address: str) -> str:
    """An address as browsers read it: without surrounding white space, line ends and tabs."""
    return _IGNORED_IN_ADDRESSES.sub("", address.strip(_EDGES))


def is_foreign(address: str) -> bool:
    """Whether loading a plain address sends a request to another host."""
    scheme = _SCHEME.match(address)
    if scheme:
        return scheme[1].lower() not in _EMBEDDED | _SCRIPT_SCHEMES | {"about", "cid", "mailto", "tel"}
    return len(address) > 1 and address[0] in "/\\" and address[1] in "/\\"


def runs(address: str) -> bool:
    """Whether following a plain address runs a script."""
    scheme = _SCHEME.match(address)
    return scheme is not None and scheme[1].lower() in _SCRIPT_SCHEMES


def element_faults(name: str, attributes: Mapping[str, str], policy: Policy) -> Iterator[Found]:
    """The faults of an element by its attributes.

    Names are in lower case, values without character references.
    """
    if name == "base":
        yield FaultKind.OTHER_HOST, "`<base>` leads the links of its page elsewhere", "base-uri"
    if name == "meta" and attributes.get("http-equiv", "").strip().lower() == "refresh":
        yield from _refresh_faults(attributes.get("content", ""))
    for key, value in attributes.items():
        plain = plain_address(value)
        if key.startswith("on") and len(key) > 2:
            if not policy.lets_run(value, attribute=True):
                yield FaultKind.SCRIPT, f"the attribute `{key[:30]}` runs script", "script-src"
        elif key == "srcdoc":
            yield FaultKind.SCRIPT, "the attribute `srcdoc` holds a page of its own", None
        elif runs(plain) or (
            key in ("to", "from", "values", "by")
            and any(runs(plain_address(each)) for each in value.split(";"))
        ):
            yield FaultKind.SCRIPT, f"the address in `{key[:30]}` runs script", None
        elif key in LOADED or key in ("href", "xlink:href"):
            yield from _address_faults(name, key, plain, attributes, policy)
        if "(" in value and not key.startswith("data-"):
            yield from style_faults(value, policy)


def _address_faults(
    name: str, key: str, plain: str, attributes: Mapping[str, str], policy: Policy
) -> Iterator[Found]:
    if key in ("href", "xlink:href"):
        if name in _FOLLOWED:
            if plain[:5].lower() == "data:":
                yield FaultKind.SCRIPT, f"the link in `{key}` opens a page of its own", None
            return
        directive = "img-src"
        if name == "link":
            words = set(attributes.get("rel", "").lower().split())
            if words and words <= _LINKS_THAT_LOAD_NOTHING:
                return
            directive = next(
                (_LINK_DIRECTIVES[word] for word in sorted(words) if word in _LINK_DIRECTIVES), "img-src"
            )
        elif name == "script":
            directive = "script-src"
    else:
        if key in _ONLY_ON_THESE and name not in LOADED[key]:
            return
        directive = LOADED[key].get(name, "img-src")
    for address in _addresses(key, plain):
        scheme = _SCHEME.match(address)
        embedded = scheme is not None and scheme[1].lower() in _EMBEDDED
        if embedded and directive in ("script-src", "frame-src", "object-src"):
            yield FaultKind.SCRIPT, f"`{key}` holds what it should name the address of", directive
        elif is_foreign(address) and not policy.lets_load(directive, address):
            yield FaultKind.OTHER_HOST, f"`{key}` of `<{name[:30]}>` leads to {shortened(address)}", directive


def _addresses(key: str, plain: str) -> Iterator[str]:
    if key not in _LISTS:
        yield plain
    elif key in ("ping", "archive"):
        yield from plain.replace(",", " ").split()
    else:
        for each in plain.split(","):
            yield from each.split()[:1]


def _refresh_faults(content: str) -> Iterator[Found]:
    address = plain_address(content.partition("=")[2]).strip("\"'")
    if runs(address) or address[:5].lower() == "data:":
        yield FaultKind.SCRIPT, "the page leads at once to an address that runs script", None
    elif is_foreign(address):
        yield FaultKind.OTHER_HOST, f"the page leads at once to {shortened(address)}", None


def style_faults(style: str, policy: Policy) -> Iterator[Found]:
    """Addresses of other hosts in a stylesheet or a `style` attribute."""
    text = _CSS_COMMENT.sub(" ", style)
    if "\\" in text:
        text = _CSS_ESCAPE.sub(_unescaped, text)
    found = [
        next((part for part in match.groups() if part is not None), "")
        for match in _CSS_ADDRESS.finditer(text)
    ]
    if _CSS_IMAGE_SET.search(text):
        found += [match[1] or match[2] for match in _CSS_STRING.finditer(text)]
    for written in dict.fromkeys(found):
        address = plain_address(written)
        directives = ("img-src", "font-src", "style-src")
        if is_foreign(address) and not any(policy.lets_load(name, address) for name in directives):
            yield FaultKind.OTHER_HOST, f"a style leads to {shortened(address)}", "img-src"


def _unescaped(match: re.Match[str]) -> str:
    if match[1] is None:
        return match[2]
    point = int(match[1], 16)
    return chr(point) if 0 < point < 0x110000 and not 0xD800 <= point < 0xE000 else "\ufffd"


def shortened(address: str) -> str:
    """An address shortened for a message."""
    return f"`{address[:80]}{'…' if len(address) > 80 else ''}`"
