"""Which objects mention which, gathered object by object.

What an object mentions depends on it alone. It is found once for each object, so that a library
that differs from another in one map gathers the others' mentions without looking through them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import NamedTuple

from journeybook.library.objects import Ref, Use


class ItemMentions(NamedTuple):
    """What one object mentions.

    `uses` holds the mentions of each object, and of each step, by its reference; a mention of a
    step is one of its map too. Mentions of itself are left out, but for those of its own steps.
    `named` are all objects that it names, without steps, in order.
    """

    uses: Mapping[Ref, tuple[Use, ...]]
    named: tuple[Ref, ...]


def item_mentions(mentions: Iterable[tuple[Use, Ref]]) -> ItemMentions:
    """The mentions of one object, given every reference in its fields with the use that it is."""
    uses: dict[Ref, dict[Use, None]] = {}
    named: dict[Ref, None] = {}
    for use, ref in mentions:
        whole = Ref(ref.kind, ref.id) if ref.step else ref
        named[whole] = None
        if ref != (use.by.kind, use.by.id, None):
            uses.setdefault(ref, {})[use] = None
        if ref.step:
            uses.setdefault(whole, {})[use] = None
    return ItemMentions({ref: tuple(found) for ref, found in uses.items()}, tuple(sorted(named)))


class Mentions:
    """The mentions of all objects together, in the order in which the objects are given."""

    def __init__(self, items: Iterable[tuple[Ref, ItemMentions]]) -> None:
        self._parts: dict[Ref, list[tuple[Use, ...]]] = {}
        self._named: dict[Ref, tuple[Ref, ...]] = {}
        self._uses: dict[Ref, tuple[Use, ...]] = {}
        for by, found in items:
            self._named[by] = found.named
            for ref, uses in found.uses.items():
                self._parts.setdefault(ref, []).append(uses)

    def uses(self, ref: Ref) -> tuple[Use, ...]:
        """Every mention of an object or step, ordered by who mentions it and where it stands."""
        found = self._uses.get(ref)
        if found is None:
            found = self._uses[ref] = tuple(chain.from_iterable(self._parts.get(ref, ())))
        return found

    def named(self, ref: Ref) -> tuple[Ref, ...]:
        """The objects that one names in its fields, each once and in order."""
        return self._named.get(ref, ())
