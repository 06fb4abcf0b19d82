"""How large a diagram may be to become a map."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.diagnostics import Diagnostic, Place
from journeybook.exchange.mermaid.tokens import short
from journeybook.exchange.mermaid.tree import MermaidJourney
from journeybook.model.scalars import LIST_LENGTH
from journeybook.rules import import_rules
from journeybook.sources.step_ids import STAGES, STEPS

# The personas of a map are a list of the format.
MOST_ACTORS = LIST_LENGTH
# A narrative holds 4,000 characters, and each character of a name may need a backslash.
LONGEST_NAME = 1_900


def size_problems(diagram: MermaidJourney) -> Iterator[Diagnostic]:
    """An error for each part of the diagram that is more or longer than a map can hold."""
    tasks = list(diagram.tasks)
    actors: dict[str, Place] = {}
    for task in tasks:
        for actor in task.actors:
            actors.setdefault(actor, task.place)
    for places, most, what in (
        ([section.place for section in diagram.sections], STAGES, "sections"),
        ([task.place for task in tasks], STEPS, "tasks"),
        (list(actors.values()), MOST_ACTORS, "actors"),
    ):
        if len(places) > most:
            yield import_rules.too_much_to_import.at(
                places[most],
                f"{len(places)} {what} are more than a map can hold ({most})",
                "part it into several diagrams",
            )
    named = [
        *((title.text, title.place) for title in diagram.titles),
        *((section.title or "", section.place) for section in diagram.sections),
        *((text, task.place) for task in tasks for text in (task.name, task.score or "", *task.actors)),
        *((text or "", diagram.place) for text in (diagram.accessible_title, diagram.description)),
    ]
    for text, place in named:
        if len(text) > LONGEST_NAME:
            yield import_rules.too_much_to_import.at(
                place,
                f"the text beginning with `{short(text)}` has {len(text)} characters",
                f"{LONGEST_NAME} are the most that a map can keep",
            )
