"""The steps of maps that use a channel, team, system or area, and how they use it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from journeybook.i18n.catalog import cached_in_language
from journeybook.insight.spots import Spot
from journeybook.insight.summary import EmotionAt, Summary
from journeybook.labels.value_labels import USE_WORDS
from journeybook.library.objects import Kind, Use


@dataclass(frozen=True, slots=True)
class Part:
    """A step with the ways in which it uses the object: `works backstage`, `does the work`."""

    spot: Spot
    how: tuple[str, ...]


@dataclass(frozen=True)
class Usage:
    """A map and its steps that use the object; `whole` says how the map itself uses it."""

    summary: Summary
    parts: tuple[Part, ...]
    whole: tuple[str, ...]

    @cached_property
    def lowest(self) -> EmotionAt | None:
        """The lowest emotion in these steps."""
        felt = (EmotionAt(part.spot, part.spot.lowest) for part in self.parts if part.spot.lowest)
        return min(felt, key=lambda each: each.emotion.value, default=None)


def usages(uses: Iterable[Use], summaries: Iterable[Summary]) -> tuple[Usage, ...]:
    """Each of the maps that uses an object, in the given order, with its steps that use it."""
    by_map: dict[str, dict[str | None, list[str]]] = {}
    for use in uses:
        if use.by.kind is Kind.JOURNEY:
            by_map.setdefault(use.by.id, {}).setdefault(use.by.step, []).append(use.field)
    found = []
    for summary in summaries:
        steps = by_map.get(summary.journey.id)
        if steps:
            parts = [
                Part(spot, _how(tuple(steps[spot.moment.id])))
                for spot in summary.spots
                if spot.moment.id in steps
            ]
            found.append(Usage(summary, tuple(parts), _how(tuple(steps.get(None, ())))))
    return tuple(found)


@cached_in_language(1024)  # one of the few fields that name such an object
def _how(fields: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(USE_WORDS.get(field, field.replace("_", " ")) for field in fields))
