"""Maps that say the same in another language: which map each of them translates."""

from __future__ import annotations

from collections.abc import Mapping

from journeybook.model.journey import Journey


def original_of(key: str, journeys: Mapping[str, Journey]) -> str | None:
    """The id of the map that the map `key` translates; None for a map that stands for itself.

    A map stands for itself also where its `translation_of` names an unknown map, a retired one,
    itself or another translation, so that a mistake takes no map out of the catalogue.
    """
    named = journeys[key].translation_of
    if named is None or named == key or named not in journeys:
        return None
    original = journeys[named]
    return named if original.listed and original.translation_of is None else None
