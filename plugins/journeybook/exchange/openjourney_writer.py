"""Writes a map in the OpenJourney format: JSON with stages, swimlanes and nodes.

Each step is a node of its stage, and so is a stage without steps. `score` is on the format's scale
from -5 to 5. Every field that the format does not name is written under its own name, because
readers of the format ignore names that they do not know and our import reads them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from journeybook.exchange.mermaid.writer import lowest_emotion
from journeybook.model.journey import Journey, Moment, Stage
from journeybook.model.scalars import Phrase
from journeybook.model.vocabulary import EmotionScale
from journeybook.prose.rendering import plain_text

VERSION = "1.1.0"
REACH = 5.0
"""The ends of the format's scale are -5 and 5."""

SWIMLANE = "steps"

HELD = frozenset(
    {
        *("title", "narrative", "emotion", "feeling", "moment_of_truth"),
        *("physical_evidence", "frontstage", "backstage", "support"),
        *("action", "thought", "need", "pains", "gains", "risks", "opportunities", "quotes"),
    }
)
"""The fields of stages and steps that are written."""

HELD_OF_MAP = frozenset({"title", "personas", "scenario", "stages"})
"""The fields of a map that are written."""

_LISTS = ("action", "thought", "need", "pains", "gains", "risks", "opportunities", "quotes")
"""Fields with texts that the format has no name for."""


def write_openjourney(journey: Journey, scale: EmotionScale, persona_title: Callable[[str], str]) -> str:
    """The map as indented JSON; `persona_title` gives the name of a persona by its id."""
    head: dict[str, Any] = {"title": journey.title}
    if journey.personas:
        head["persona"] = ", ".join(map(persona_title, journey.personas))
    if journey.scenario:
        head["pov"] = plain_text(journey.scenario)
    data = {
        "metadata": {**head, "version": VERSION},
        "stages": [{"id": _key(stage), "name": stage.title} for stage in journey.stages],
        "swimlanes": [{"id": SWIMLANE, "name": "Customer actions"}],
        "nodes": [
            _node(stage, moment, scale) for stage in journey.stages for moment in (stage.steps or (stage,))
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _key(stage: Stage) -> str:
    return f"s-{stage.id}"


def _node(stage: Stage, moment: Moment, scale: EmotionScale) -> dict[str, Any]:
    node: dict[str, Any] = {
        "id": f"t-{moment.id}",
        "stageId": _key(stage),
        "swimlaneId": SWIMLANE,
        "title": moment.title,
    }
    if moment.narrative:
        node["description"] = moment.narrative
    value = lowest_emotion(moment)
    if value is not None:
        node["score"] = round((scale.share(value) * 2 - 1) * REACH, 2)
    if moment.feeling:
        node["sentiment"] = ", ".join(moment.feeling)
    if moment.moment_of_truth:
        node["isMomentOfTruth"] = True
    for name in _LISTS:
        if texts := [item if isinstance(item, str) else item.text for item in getattr(moment, name)]:
            node[name] = texts
    if blueprint := dict(_blueprint(moment)):
        node["blueprint"] = blueprint
    return node


def _blueprint(moment: Moment) -> Iterator[tuple[str, list[dict[str, str]]]]:
    parts: tuple[tuple[str, str, str, Sequence[Phrase]], ...] = (
        ("evidence", "", "item", moment.physical_evidence),
        ("onstage", "actor", "action", moment.frontstage),
        ("backstage", "actor", "action", moment.backstage),
        ("support", "system", "description", moment.support),
    )
    for name, who, what, phrases in parts:
        if phrases:
            yield (
                name,
                [
                    {**({who: phrase.team} if who and phrase.team else {}), what: phrase.text}
                    for phrase in phrases
                ],
            )
