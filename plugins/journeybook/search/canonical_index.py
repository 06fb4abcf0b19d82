"""Makes an index deterministic: Pagefind writes the values of filters in the order of a hash map.

Its files are gzip over a marker and CBOR (RFC 8949). The filter files are read, sorted and renamed
after their new content, and the metadata that refers to them is updated. Every other file that
Pagefind writes is the same for the same documents in the same order.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping
from typing import TypeAlias

_MARK = b"pagefind_dcd"
_ENTRY = "pagefind-entry.json"

Value: TypeAlias = "int | str | list[Value]"


class UnknownContentError(ValueError):
    """A file of the index has a form that is not known."""


def canonical(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The same index with sorted filters; `files` maps paths below the index's folder to content.

    Raises UnknownContentError for a file of unknown form; then use the files as they are.
    """
    out = dict(files)
    renamed: dict[str, str] = {}
    for path in sorted(files):
        if path.startswith("filter/") and path.endswith(".pf_filter"):
            old = path.removeprefix("filter/").removesuffix(".pf_filter")
            content = _packed(_ordered(_read(files[path])))
            new = f"{old.rpartition('_')[0]}_{_digest(content)}"
            renamed[old] = new
            del out[path]
            out[f"filter/{new}.pf_filter"] = content
    entry = json.loads(files[_ENTRY])
    for about in entry["languages"].values():
        path = f"pagefind.{about['hash']}.pf_meta"
        content = _packed(_pointing(_read(files[path]), renamed))
        about["hash"] = f"{about['hash'].rpartition('_')[0]}_{_digest(content)}"
        del out[path]
        out[f"pagefind.{about['hash']}.pf_meta"] = content
    out[_ENTRY] = json.dumps(entry, separators=(",", ":"), sort_keys=True).encode()
    return dict(sorted(out.items()))


def _ordered(found: Value) -> Value:
    """The filter `[name, [[value, pages], ...]]` with its values sorted."""
    match found:
        case [str() as name, list() as values] if all(_is_pair(value) for value in values):
            return [name, sorted(values, key=lambda value: str(value[0]))]  # type: ignore[index]
    raise UnknownContentError("a filter of an unknown form")


def _is_pair(value: Value) -> bool:
    return isinstance(value, list) and len(value) == 2 and isinstance(value[0], str)


def _pointing(found: Value, renamed: Mapping[str, str]) -> Value:
    """The metadata with the new names of filter files; its list of `[filter, file]` is sorted."""
    if isinstance(found, str):
        return renamed.get(found, found)
    if not isinstance(found, list):
        return found
    if found and all(_is_pair(each) and str(each[1]) in renamed for each in found):  # type: ignore[index]
        found = sorted(found, key=str)
    return [_pointing(each, renamed) for each in found]


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:10]


def _packed(value: Value) -> bytes:
    return gzip.compress(_MARK + _encode(value), compresslevel=9, mtime=0)


def _read(content: bytes) -> Value:
    raw = gzip.decompress(content)
    if not raw.startswith(_MARK):
        raise UnknownContentError("a file without Pagefind's mark")
    value, end = _decode(raw, len(_MARK))
    if end != len(raw):
        raise UnknownContentError("a file that goes on after its end")
    return value


def _decode(raw: bytes, at: int) -> tuple[Value, int]:
    """The value that starts at `at`, and where it ends; three types of CBOR occur in an index."""
    try:
        major, small = raw[at] >> 5, raw[at] & 31
    except IndexError:
        raise UnknownContentError("a file that ends too early") from None
    at += 1
    if small < 24:
        number = small
    elif small <= 27:
        size = 1 << (small - 24)
        number, at = int.from_bytes(raw[at : at + size], "big"), at + size
    else:
        raise UnknownContentError("a length that is not written down")
    if major == 0:
        return number, at
    if major == 3:
        return raw[at : at + number].decode(), at + number
    if major == 4:
        items: list[Value] = []
        for _ in range(number):
            item, at = _decode(raw, at)
            items.append(item)
        return items, at
    raise UnknownContentError(f"a value of type {major}")


def _encode(value: Value) -> bytes:
    if isinstance(value, int):
        return _head(0, value)
    if isinstance(value, str):
        text = value.encode()
        return _head(3, len(text)) + text
    return _head(4, len(value)) + b"".join(_encode(each) for each in value)


def _head(major: int, number: int) -> bytes:
    if number < 24:
        return bytes([major << 5 | number])
    for step, size in enumerate((1, 2, 4, 8)):
        if number < 1 << (8 * size):
            return bytes([major << 5 | 24 + step]) + number.to_bytes(size, "big")
    raise UnknownContentError("a number beyond 64 bits")
