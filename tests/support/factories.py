"""Libraries made in a line, for tests that need no files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from journeybook.library.objects import Library
from journeybook.model.journey import Journey, Stage, Step
from journeybook.model.persona import Persona
from journeybook.model.vocabulary import Vocabulary


def make_step(title: str = "Orders", **fields: Any) -> Step:
    """A step whose id is its title, lower-case with hyphens."""
    return Step.model_validate({"id": title.lower().replace(" ", "-"), "title": title, **fields})


def make_stage(title: str = "Order", *steps: Step, **fields: Any) -> Stage:
    """A stage of these steps."""
    return Stage.model_validate(
        {"id": title.lower().replace(" ", "-"), "title": title, "steps": steps, **fields}
    )


def make_journey(key: str = "m-one", *stages: Stage, **fields: Any) -> Journey:
    """A map of these stages; one stage without steps where none is given."""
    return Journey.model_validate(
        {
            "id": key,
            "title": key.replace("-", " ").capitalize(),
            "stages": stages or (make_stage(),),
            **fields,
        }
    )


def make_persona(key: str = "p-ana", **fields: Any) -> Persona:
    """A persona."""
    return Persona.model_validate({"id": key, "title": key.replace("-", " ").capitalize(), **fields})


def make_library(
    *journeys: Journey,
    personas: Iterable[Persona] = (),
    vocabulary: dict[str, Any] | None = None,
    **shelves: Any,
) -> Library:
    """A library of these objects."""
    return Library(
        vocabulary=Vocabulary.model_validate(vocabulary or {}),
        journeys={each.id: each for each in journeys},
        personas={each.id: each for each in personas},
        **shelves,
    )
