"""What commits did, remembered between runs: a commit never changes, so what was found of it holds for good."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from journeybook.cache.sealed_files import load_sealed, save_sealed
from journeybook.history.change import Act, Change, Sort, Value
from journeybook.history.commit_changes import Entry
from journeybook.library.objects import Kind, Ref
from journeybook.model.vocabulary import EmotionScale

FILE = "changelog.json"

REMEMBERED = 60_000

Found = Mapping[str, tuple[Entry, ...]]


def load_commit_changes(root: Path, scale: EmotionScale) -> dict[str, tuple[Entry, ...]]:
    """What is remembered of commits by their names; nothing where it was weighed by another scale, or is none of ours."""
    content = load_sealed(root, FILE)
    try:
        if content["scale"] != [scale.min, scale.max]:
            return {}
        return {
            str(name): tuple(_entry(each) for each in found) for name, found in content["commits"].items()
        }
    except (ValueError, TypeError, KeyError, AttributeError):
        return {}


def save_commit_changes(root: Path, scale: EmotionScale, found: Found) -> None:
    """Keep what was found; a folder that cannot be written to keeps nothing, and nothing is lost but time."""
    newest = dict(list(found.items())[:REMEMBERED])
    commits = {name: [_plain(each) for each in entries] for name, entries in newest.items()}
    save_sealed(root, FILE, {"scale": [scale.min, scale.max], "commits": commits})


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
