"""The kinds of files that a built site may hold, by extension, and checks of their content."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable, Mapping
from types import MappingProxyType

from journeybook.text.characters import first_refused

UNPACKED = 50_000_000
"""The most bytes of an unpacked file: the sitemap of a site of a hundred thousand pages."""

TEXTS = frozenset(
    {
        "html",
        "css",
        "js",
        "json",
        "webmanifest",
        "map",
        "xml",
        "svg",
        "txt",
        "csv",
        "ics",
        "md",
        "yml",
        "yaml",
    }
)
"""Extensions of UTF-8 texts."""

_LIKE_A_PAGE = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|script|iframe|svg|img|a\s)",
    re.IGNORECASE | re.DOTALL,
)


def _begins(*beginnings: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(beginnings)


def _is_webp(content: bytes) -> bool:
    return content[:4] == b"RIFF" and content[8:12] == b"WEBP"


def _is_avif(content: bytes) -> bool:
    return content[4:8] == b"ftyp" and content[8:12] in (b"avif", b"avis", b"mif1")


def _is_of_search(content: bytes) -> bool:
    """Whether it is a packed file of Pagefind, which begins with a signature of its own."""
    return (
        _unpacked(content, 12)[:12] in (b"pagefind_dcd", b"\0asm\x01\0\0\0")
        or _unpacked(content, 12)[:4] == b"\0asm"
    )


SIGNATURES: Mapping[str, Callable[[bytes], bool]] = MappingProxyType(
    {
        "png": _begins(b"\x89PNG\r\n\x1a\n"),
        "jpg": _begins(b"\xff\xd8\xff"),
        "jpeg": _begins(b"\xff\xd8\xff"),
        "gif": _begins(b"GIF87a", b"GIF89a"),
        "webp": _is_webp,
        "avif": _is_avif,
        "ico": _begins(b"\0\0\x01\0"),
        "woff": _begins(b"wOFF"),
        "woff2": _begins(b"wOF2"),
        "pdf": _begins(b"%PDF-"),
        "gz": _begins(b"\x1f\x8b\x08"),
        "pagefind": _is_of_search,
        "pf_fragment": _is_of_search,
        "pf_index": _is_of_search,
        "pf_meta": _is_of_search,
        "pf_filter": _is_of_search,
        "pf_sort": _is_of_search,
    }
)
"""Extensions of other files, with the beginnings of their content."""

ALLOWED = TEXTS | frozenset(SIGNATURES)


def decoded(content: bytes) -> str | None:
    """The decoded text; None if it is not UTF-8 or holds control characters."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def text_fault(ending: str, text: str) -> str | None:
    """A fault of a text with this extension, or None."""
    if ending in ("json", "webmanifest"):
        try:
            json.loads(text)
        except (ValueError, RecursionError):
            return "it is no JSON"
    elif ending == "map":
        if not text.lstrip().startswith("{"):
            return "it is no map of a script"
    elif ending in ("txt", "csv", "ics", "md", "yml", "yaml") and _LIKE_A_PAGE.match(text[:2_000]):
        return "it begins like a page"
    elif ending == "ics" and not text.startswith("BEGIN:VCALENDAR"):
        return "it is no calendar"
    return None


def unpacked(content: bytes) -> bytes | None:
    """The content of a gzip file; None if it is damaged or larger than `UNPACKED` bytes."""
    try:
        found = _unpacked(content, UNPACKED + 1)
    except zlib.error:
        return None
    return found if len(found) <= UNPACKED else None


def _unpacked(content: bytes, most: int) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(content, most)
    except zlib.error:
        return b""


def name_fault(name: str) -> str | None:
    """A fault of the name of a file or folder, or None."""
    if first_refused(name) or "\n" in name or "\r" in name or "\t" in name:
        return "its name holds a character that nobody sees"
    if name.startswith(".") and name not in (".nojekyll", ".well-known"):
        return "its name begins with a dot"
    return None
