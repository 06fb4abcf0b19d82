"""The copy of another portal's index in this repository, under a seal.

`journeybook federation fetch` writes it, so that a build needs no network; it is committed with the
maps. The seal is a hash of all that the copy says: it finds a copy that was edited or merged.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from journeybook.cache.sealed_files import read_regular
from journeybook.federation.portal_index import LARGEST, PortalIndex, PortalIndexError, is_address, is_id
from journeybook.kinds import Kind
from journeybook.library.federation import OtherObject

FOLDER = Path(".journeybook") / "federation"

VERSION = 1


@dataclass(frozen=True)
class PortalCopy:
    """An index with the address that it was fetched from, and the day."""

    index: PortalIndex
    source: str
    fetched: str


def copy_path(root: Path, portal: str) -> Path:
    """The file of the copy of a portal."""
    return root / FOLDER / f"{portal}.json"


def write_copy(root: Path, portal: str, index: PortalIndex, source: str, today: datetime.date) -> bool:
    """Write the copy, unless there is one that says the same; returns whether it was written."""
    path = copy_path(root, portal)
    said = _said(index, source)
    seal = _seal(said)
    try:
        if json.loads(read_regular(path, LARGEST) or b"").get("seal") == seal:
            return False
    except (OSError, ValueError, AttributeError):
        pass  # there is none, or one that is replaced
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(
        {"version": VERSION, "fetched": today.isoformat(), "seal": seal, **said},
        ensure_ascii=False,
        indent=1,
    )
    mine = path.with_suffix(".new")
    mine.write_text(f"{text}\n", encoding="utf-8", newline="\n")
    mine.replace(path)
    return True


def read_copy(root: Path, portal: str) -> PortalCopy | None:
    """The copy of a portal, None if there is none; raises PortalIndexError for an invalid one."""
    try:
        content = read_regular(copy_path(root, portal), LARGEST)
    except FileNotFoundError:
        return None
    except OSError:
        content = None
    if content is None:
        raise PortalIndexError("its copy cannot be read")
    try:
        whole = json.loads(content)
        said = {name: whole[name] for name in ("source", "title", "address", "objects")}
        is_sealed = whole["version"] == VERSION and whole["seal"] == _seal(said)
        copy = PortalCopy(_index(said), said["source"], str(whole["fetched"]))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise PortalIndexError("its copy cannot be read") from None
    if not is_sealed:
        raise PortalIndexError("its copy was changed after it was fetched")
    return copy


def _said(index: PortalIndex, source: str) -> dict[str, Any]:
    return {
        "source": source,
        "title": index.title,
        "address": index.address,
        "objects": {
            kind.value: {key: [each.title, each.address] for key, each in sorted(shelf.items())}
            for kind, shelf in sorted(index.objects.items())
            if shelf
        },
    }


def _index(said: dict[str, Any]) -> PortalIndex:
    objects: dict[Kind, dict[str, OtherObject]] = {}
    for word, shelf in said["objects"].items():
        for key, (title, address) in shelf.items():
            if not is_id(key) or not is_address(address):
                raise PortalIndexError("its copy cannot be read")
            objects.setdefault(Kind(word), {})[key] = OtherObject(str(title), address)
    return PortalIndex(str(said["title"]), said["address"], objects, {})


def _seal(said: dict[str, Any]) -> str:
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
