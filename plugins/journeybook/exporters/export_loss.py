"""What a format cannot hold of a map, as a finding for whoever exports it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any

from journeybook.diagnostics import Diagnostic, Place
from journeybook.exchange.mermaid.writer import emotion_count
from journeybook.library.objects import Kind, Ref
from journeybook.model.journey import Journey, Stage, Step
from journeybook.pages.portfolio import Portfolio
from journeybook.rules import import_rules

_ALWAYS_LEFT = frozenset({"id", "was", "section", "stages", "steps"})
"""Fields that name or hold others, and are no loss by themselves."""


def lost_fields(
    portfolio: Portfolio, journey: Journey, format_: str, held: Collection[str], held_of_map: Collection[str]
) -> Iterator[Diagnostic]:
    """One finding with every field that is not written and how often the map has it.

    `held` are the fields of stages and steps that the format `format_` holds, `held_of_map` those
    of the map itself. A map of which everything is written has no finding.
    """
    counts: Counter[str] = Counter()
    fields = journey.model_dump(by_alias=True, exclude_defaults=True)
    counts.update(name for name in fields if name not in held_of_map and name not in _ALWAYS_LEFT)
    for stage in journey.stages:
        for moment in (stage, *stage.steps):
            for name, value in moment.model_dump(by_alias=True, exclude_defaults=True).items():
                if name not in held and name not in _ALWAYS_LEFT:
                    counts[name] += _length(value)
    if counts:
        listed = ", ".join(f"{name} ({count})" for name, count in counts.items())
        yield export_note(portfolio, journey, f"{format_} has no place for: {listed}")


def several_emotions(portfolio: Portfolio, journey: Journey, what: str) -> Iterator[Diagnostic]:
    """A finding about steps with several emotions, for a format that writes the lowest.

    `what` is the beginning of what it says of that, such as "the file holds".
    """
    several = sum(1 for moment in timeline(journey) if emotion_count(moment) > 1)
    if several:
        steps = "one step has" if several == 1 else f"{several} steps have"
        yield export_note(portfolio, journey, f"{steps} several emotions, and {what} the lowest")


def timeline(journey: Journey) -> list[Stage | Step]:
    """The steps of a map, and its stages that have none."""
    return [moment for stage in journey.stages for moment in (stage.steps or (stage,))]


def export_note(portfolio: Portfolio, journey: Journey, message: str) -> Diagnostic:
    """A finding about a map that is exported, at its source file."""
    place = Place(portfolio.source(Ref(Kind.JOURNEY, journey.id)) or journey.id)
    return import_rules.lossy_export.at(
        place, message, "`journeybook export json` writes everything, and `import` reads it back"
    )


def _length(value: Any) -> int:
    return len(value) if isinstance(value, list | tuple | dict) else 1
