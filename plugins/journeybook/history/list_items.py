"""What tells the items of a list apart: an id, an address, or their own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from journeybook.history.pairing import Paired, pair_up, text_likeness

_NAMES = ("id", "text", "title", "read", "url", "step")
"""The fields that can tell items apart, the surest first."""


def key_of(item: Any) -> str:
    """What an item is known by among its like."""
    if not isinstance(item, BaseModel):
        return str(item)
    known: str | None = getattr(item, "known_as", None)
    if known:
        return known
    return next((str(getattr(item, name)) for name in _NAMES if getattr(item, name, None)), "")


def by_key(items: Sequence[Any]) -> dict[str, Any]:
    """The items by what they are known by; the second of two equal ones is told apart by its number."""
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
    """The same items on both sides; those known by their words also where the wording changed a little."""
    return pair_up(before, after, _nothing, _likeness if prose else None)


def _likeness(one: Any, other: Any) -> float:
    return text_likeness(key_of(one), key_of(other))


def _nothing(_: Any) -> tuple[str, ...]:
    """Items have no former ids."""
    return ()
