"""What a `portal.json` says of the objects of its portal, in one file or split into parts."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

from journeybook.kinds import KINDS, PLURALS, Kind
from journeybook.library.federation import OtherObject
from journeybook.model.scalars import ID_LENGTH, ID_PATTERN
from journeybook.text.characters import printable

NAME = "portal.json"

LARGEST = 64 * 1024 * 1024
"""The most bytes of a `portal.json` or of one of its parts."""

LARGEST_WHOLE = 512 * 1024 * 1024
"""The most bytes of an index with all its parts."""

MOST_PARTS = 20_000

VERSIONS = (1, 2)

_ADDRESS = re.compile(r"(?!/)(?!.*(?:^|/)\.\.(?:/|$))[A-Za-z0-9._~%/#-]{0,400}")
_TITLE = 300


class PortalIndexError(ValueError):
    """The file is no index of a portal; the message says why in a few words."""


@dataclass(frozen=True)
class PortalIndex:
    """The objects of a portal by kind and id; `address` is that of its root, None if unknown.

    `map_files` are the addresses of the maps' own JSON files by the ids of maps.
    """

    title: str
    address: str | None
    objects: Mapping[Kind, Mapping[str, OtherObject]]
    map_files: Mapping[str, str]

    @property
    def digest(self) -> str:
        """A hash of the title, the address and all objects."""
        said = [
            self.title,
            self.address,
            *([kind.value, key, *_pair(each)] for kind in Kind for key, each in self._of(kind)),
        ]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()

    def _of(self, kind: Kind) -> list[tuple[str, OtherObject]]:
        return sorted(self.objects.get(kind, {}).items())


def _pair(each: OtherObject) -> tuple[str, str]:
    return each.title, each.address


def read_index(read: Callable[[str], bytes]) -> PortalIndex:
    """The index of the portal whose files `read` returns by their addresses below its root.

    Raises PortalIndexError, and whatever `read` raises.
    """
    whole = _parsed(read(NAME), NAME)
    version = whole.get("version")
    if version not in VERSIONS:
        raise PortalIndexError(f"its version is {printable(str(version))[:20]}, known are 1 and 2")
    portal = whole.get("portal")
    if not isinstance(portal, dict):
        raise PortalIndexError("it names no portal")
    objects: dict[Kind, dict[str, OtherObject]] = {kind: {} for kind in Kind}
    map_files: dict[str, str] = {}
    size = 0
    for name, entries in _lists(whole):
        _gather(name, entries, objects, map_files)
    parts = whole.get("parts", []) if version > 1 else []
    if not isinstance(parts, list) or len(parts) > MOST_PARTS:
        raise PortalIndexError("its list of parts cannot be read")
    for part in parts:
        name, file = _part(part)
        if name not in _LISTS:
            continue
        content = read(file)
        size += len(content)
        if size > LARGEST_WHOLE:
            raise PortalIndexError("its parts are too large")
        _gather(name, _parsed(content, file).get(name), objects, map_files)
    address = portal.get("address")
    return PortalIndex(
        _text(portal.get("title")) or "",
        address if isinstance(address, str) and address.startswith("https://") else None,
        objects,
        map_files,
    )


_LISTS: Mapping[str, Kind | None] = {
    **{PLURALS[kind]: kind for kind, info in KINDS.items() if info.export},
    "words": None,
}
"""The lists that hold objects, with their kinds; words of the vocabulary say theirs."""


def _lists(whole: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    return ((name, whole[name]) for name in _LISTS if name in whole)


def _part(part: Any) -> tuple[str, str]:
    name, address = (part.get("list"), part.get("address")) if isinstance(part, dict) else (None, None)
    if not isinstance(name, str) or not isinstance(address, str) or not _ADDRESS.fullmatch(address):
        raise PortalIndexError("its list of parts cannot be read")
    return name, address


def _gather(
    name: str, entries: Any, objects: dict[Kind, dict[str, OtherObject]], map_files: dict[str, str]
) -> None:
    if not isinstance(entries, list):
        raise PortalIndexError(f"its list `{name}` cannot be read")
    for entry in entries:
        if not isinstance(entry, dict):
            continue
        said = entry.get("files")
        files: dict[str, Any] = said if isinstance(said, dict) else {}
        kind = _LISTS[name] or _kind(entry.get("kind"))
        key, title = entry.get("id"), _text(entry.get("title"))
        address = files.get("page", entry.get("address"))
        if kind is None or title is None or not is_id(key) or not is_address(address):
            continue
        objects[kind][key] = OtherObject(title, address)
        if kind is Kind.JOURNEY and is_address(files.get("json")):
            map_files[key] = files["json"]


def is_id(value: Any) -> TypeGuard[str]:
    """Whether a value is the id of an object."""
    return isinstance(value, str) and len(value) <= ID_LENGTH and bool(ID_PATTERN.fullmatch(value))


def is_address(value: Any) -> TypeGuard[str]:
    """Whether a value is an address below the root of a portal."""
    return isinstance(value, str) and bool(_ADDRESS.fullmatch(value))


def _kind(value: Any) -> Kind | None:
    return next((kind for kind in Kind if kind.value == value), None)


def _text(value: Any) -> str | None:
    return printable(value)[:_TITLE] if isinstance(value, str) and value.strip() else None


def _parsed(content: bytes, name: str) -> dict[str, Any]:
    if len(content) > LARGEST:
        raise PortalIndexError(f"{name} is larger than {LARGEST // 1024 // 1024} MB")
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        raise PortalIndexError(f"{name} is no JSON") from None
    if not isinstance(found, dict):
        raise PortalIndexError(f"{name} is no index of a portal")
    return found
