"""The identity of list items: an id, an address, or their text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from journeybook.history.pairing import Paired, pair_up, text_likeness

_NAMES = ("id", "text", "title", "read", "url", "step")
"""The fields that can identify an item, the most reliable first."""


def key_of(item: Any) -> str:
    """The text that identifies an item in its list."""
    if not isinstance(item, BaseModel):
        return str(item)
    known: str | None = getattr(item, "known_as", None)
    if known:
        return known
    return next((str(getattr(item, name)) for name in _NAMES if getattr(item, name, None)), "")


def by_key(items: Sequence[Any]) -> dict[str, Any]:
    """The items by key; further ones with an equal key get a number."""
    found: dict[str, Any] = {}
    for item in items:
        key = name = key_of(item)
        count = 1
        while key in found:
            count += 1
            key = f"{name} ({count})"
        found[key] = item
    return found


def pair_items(before: Mapping[str, Any], after: Mapping[str, Any], *, prose: bool) -> Paired[Any]:
    """The same items on both sides; with `prose`, also those whose wording changed a little."""
    return pair_up(before, after, _nothing, _likeness if prose else None)


def _likeness(one: Any, other: Any) -> float:
    return text_likeness(key_of(one), key_of(other))


def _nothing(_: Any) -> tuple[str, ...]:
    """Items have no former ids."""
    return ()
