"""What commits did, remembered between runs: a commit never changes, so what was found of it holds for good.

The file is JSON and is believed only as far as it has the shape that we write; all else is found out anew.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from journeybook.history.change import Act, Change, Sort, Value
from journeybook.history.entries import Entry
from journeybook.library import Kind, Ref
from journeybook.model.vocabulary import EmotionScale

SHAPE = 1
"""Counts up whenever a comparison finds something else than before, or the file is laid out in another way."""

PLACE = Path(".cache") / "journeybook" / "changelog.json"

LARGEST = 256 * 1024 * 1024
REMEMBERED = 60_000

Found = Mapping[str, tuple[Entry, ...]]


def recall(root: Path, scale: EmotionScale) -> dict[str, tuple[Entry, ...]]:
    """What is remembered of commits by their names; nothing where the file is missing, foreign or damaged."""
    path = root / PLACE
    try:
        if path.is_symlink() or path.stat().st_size > LARGEST:
            return {}
        content = json.loads(path.read_bytes())
        if content["shape"] != SHAPE or content["scale"] != [scale.min, scale.max]:
            return {}
        return {
            str(name): tuple(_entry(each) for each in found) for name, found in content["commits"].items()
        }
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}


def remember(root: Path, scale: EmotionScale, found: Found) -> None:
    """Keep what was found; a folder that cannot be written to keeps nothing, and nothing is lost but time."""
    path = root / PLACE
    kept = dict(list(found.items())[:REMEMBERED])
    content = {
        "shape": SHAPE,
        "scale": [scale.min, scale.max],
        "commits": {name: [_plain(each) for each in entries] for name, entries in kept.items()},
    }
    mine = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        if any(each.is_symlink() for each in (root / PLACE.parts[0], path.parent)):
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        # So that nobody commits what can be found out anew.
        (path.parent / ".gitignore").write_text("*\n", encoding="utf-8")
        mine.write_text(json.dumps(content, separators=(",", ":")), encoding="utf-8")
        mine.replace(path)
    except OSError:
        mine.unlink(missing_ok=True)


def _plain(entry: Entry) -> list[Any]:
    return [_told(entry.ref), entry.title, _told(entry.was), [_change(each) for each in entry.changes]]


def _change(change: Change) -> list[Any]:
    return [
        change.sort.value,
        change.act.value,
        _told(change.ref),
        change.field,
        change.about,
        change.before,
        change.after,
        list(change.trail),
        change.guess,
    ]


def _told(ref: Ref | None) -> list[str | None] | None:
    return None if ref is None else [ref.kind.value, ref.id, ref.step]


def _entry(plain: Any) -> Entry:
    ref, title, was, changes = plain
    return Entry(_ref(ref), _text(title), tuple(_read(each) for each in changes), _ref(was))


def _read(plain: Any) -> Change:
    sort, act, ref, field, about, before, after, trail, guess = plain
    found = _ref(ref)
    if found is None:
        raise TypeError
    return Change(
        Sort(sort),
        Act(act),
        found,
        _text(field),
        _text(about),
        _value(before),
        _value(after),
        tuple(_text(each) for each in trail),
        guess is True,
    )


def _ref(plain: Any) -> Ref | None:
    if plain is None:
        return None
    kind, key, step = plain
    return Ref(Kind(kind), _text(key), None if step is None else _text(step))


def _text(plain: Any) -> str:
    if not isinstance(plain, str):
        raise TypeError
    return plain


def _value(plain: Any) -> Value:
    if plain is None or isinstance(plain, str | bool):
        return plain
    if isinstance(plain, int | float):
        return float(plain)
    raise TypeError
