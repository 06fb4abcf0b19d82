"""Writes a map as Mermaid's `journey` text: titles, one score for each step, and actors.

A score is on Mermaid's scale from 1 to 5; where several emotions are recorded at a step it is the
lowest, because a mean would hide it. Mermaid draws no task without a score, so a step without an
emotion becomes a comment.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from journeybook.exchange.mermaid.journey_map import HIGHEST, LOWEST
from journeybook.model.journey import Journey, Moment, Stage
from journeybook.model.vocabulary import EmotionScale

HELD = frozenset({"title", "emotion", "personas"})
"""The fields of stages and steps that Mermaid holds."""

HELD_OF_MAP = frozenset({"title", "summary", "personas", "stages"})
"""The fields of a map that Mermaid holds."""

# Signs that end a line, a name or an actor, or begin a comment. Mermaid decodes `#58;`.
_OF_LINE, _OF_NAME, _OF_ACTOR = (re.compile(signs) for signs in ("[#;%{}]", "[#;%{}:]", "[#;%{}:,]"))
_WORDS = ("journey", "title", "accTitle", "accDescr", "section")
_KEYWORD = re.compile(rf"({'|'.join(_WORDS)})\b", re.IGNORECASE)


def write_mermaid(journey: Journey, scale: EmotionScale, persona_title: Callable[[str], str]) -> str:
    """The diagram of a map; `persona_title` gives the name of a persona by its id."""
    lines = ["journey", f"    title {_escaped(journey.title, _OF_LINE)}"]
    if journey.summary:
        lines.append(f"    accDescr: {_escaped(journey.summary, _OF_LINE)}")
    for stage in journey.stages:
        lines.append(f"    section {_escaped(stage.title, _OF_NAME)}")
        lines.extend(
            f"      {_task(journey, stage, moment, scale, persona_title)}"
            for moment in stage.steps or (stage,)
        )
    return "\n".join(lines) + "\n"


def lowest_emotion(moment: Moment) -> float | None:
    """The lowest of all emotions of a step or stage, of any persona, at its start or end."""
    return min(_values(moment), default=None)


def emotion_count(moment: Moment) -> int:
    """The number of different emotions of a step or stage."""
    return len(set(_values(moment)))


def _values(moment: Moment) -> Iterator[float]:
    for level in (moment.emotion, moment.emotion_end):
        if isinstance(level, dict):
            yield from level.values()
        elif level is not None:
            yield level


def _task(
    journey: Journey, stage: Stage, moment: Moment, scale: EmotionScale, persona_title: Callable[[str], str]
) -> str:
    personas = moment.personas or stage.personas or journey.personas
    actors = ", ".join(_escaped(persona_title(key), _OF_ACTOR) for key in personas)
    value = lowest_emotion(moment)
    name = _escaped(moment.title, _OF_NAME)
    if value is None:
        return f"%% no emotion is known: {name}" + (f": {actors}" if actors else "")
    score = LOWEST + scale.share(value) * (HIGHEST - LOWEST)
    return f"{name}: {round(score, 2):g}" + (f": {actors}" if actors else "")


def _escaped(text: str, syntax: re.Pattern[str]) -> str:
    """A text in one line with its signs of syntax, and the letter of a keyword, as entities."""
    line = syntax.sub(lambda found: f"#{ord(found[0])};", " ".join(text.split()))
    if _KEYWORD.match(line):
        line = f"#{ord(line[0])};{line[1:]}"
    return line
