"""Synthetic maps, the same on every run: 6 stages of 4 steps, 7 lanes, about 7.5 kB of YAML each."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

STAGES = 6
STEPS = 4
SECTIONS = 20
CHANNELS = ("website", "e-mail", "phone", "shop", "app", "letter", "chat", "visit")
PERSONAS = ("amara", "bruno", "chidi", "dalia", "enzo", "freya")
LIFECYCLE = ("awareness", "consideration", "purchase", "onboarding", "use", "renewal")
TEAMS = ("sales", "support", "billing", "field")
LANES = ("Channel", "Doing", "Thinking", "Feeling", "Pains", "Opportunities", "Frontstage")
_SYLLABLES = tuple(first + second for first in "bdfglmnprstv" for second in "aeio")


def _words() -> tuple[str, ...]:
    source = random.Random(7)
    found: dict[str, None] = {}
    while len(found) < 1200:
        found["".join(source.choice(_SYLLABLES) for _ in range(source.choice((1, 2, 2, 2, 3, 3))))] = None
    return tuple(found)


WORDS = _words()


@dataclass(frozen=True, slots=True)
class SyntheticStep:
    """One step; each text is a lane's cell."""

    id: str
    title: str
    channel: str
    action: str
    thought: str
    emotion: float
    pain: str
    severity: int
    opportunity: str
    frontstage: str


@dataclass(frozen=True, slots=True)
class SyntheticStage:
    """One stage of four steps."""

    id: str
    title: str
    lifecycle: str
    steps: tuple[SyntheticStep, ...]


@dataclass(frozen=True, slots=True)
class SyntheticMap:
    """One map, and the ids of the two maps that may follow it."""

    id: str
    section: str
    title: str
    summary: str
    scenario: str
    personas: tuple[str, str]
    owner: str
    next: tuple[str, str]
    stages: tuple[SyntheticStage, ...]

    @property
    def steps(self) -> tuple[SyntheticStep, ...]:
        """Every step in the order of the story."""
        return tuple(step for stage in self.stages for step in stage.steps)


def map_id(number: int) -> str:
    """The id of the map with this number."""
    return f"map-{number:05d}"


def synthetic_map(number: int, count: int) -> SyntheticMap:
    """The map with this number out of `count`; the same number gives the same map but for what follows it."""
    source = random.Random(number)

    def say(length: int) -> str:
        return " ".join(source.choices(WORDS, k=length)).capitalize()

    def prose(length: int) -> str:
        return ". ".join(say(12) for _ in range(length // 12)) + "."

    stages = tuple(
        SyntheticStage(
            id=f"stage-{stage}",
            title=say(2),
            lifecycle=LIFECYCLE[stage],
            steps=tuple(
                SyntheticStep(
                    id=f"step-{stage}-{step}",
                    title=say(2),
                    channel=source.choice(CHANNELS),
                    action=say(4),
                    thought=say(4),
                    emotion=source.randrange(-20, 21) / 10,
                    pain=say(3),
                    severity=source.randrange(1, 3),
                    opportunity=say(2),
                    frontstage=say(3),
                )
                for step in range(STEPS)
            ),
        )
        for stage in range(STAGES)
    )
    return SyntheticMap(
        id=map_id(number),
        section=f"area-{number % SECTIONS:02d}",
        title=f"{say(3)} {number}",
        summary=prose(120),
        scenario=prose(120),
        personas=(PERSONAS[number % 6], PERSONAS[(number + 1 + number // 6 % 5) % 6]),
        owner=TEAMS[number % 4],
        next=(map_id((number + 1) % count), map_id((number + SECTIONS) % count)),
        stages=stages,
    )


def map_yaml(one: SyntheticMap) -> str:
    """The map as a team would write it."""
    lines = [
        f"title: {one.title}",
        f"summary: {one.summary}",
        "status: published",
        f"personas: [{', '.join(one.personas)}]",
        f"scenario: {one.scenario}",
        f"owner: {one.owner}",
        "reviewed: 2026-09-01",
        f"next: [{', '.join(one.next)}]",
        "stages:",
    ]
    for stage in one.stages:
        lines += [
            f"- id: {stage.id}",
            f"  title: {stage.title}",
            f"  lifecycle: {stage.lifecycle}",
            "  steps:",
        ]
        for step in stage.steps:
            lines += [
                f"  - id: {step.id}",
                f"    title: {step.title}",
                f"    channel: {step.channel}",
                f"    action: {step.action}",
                f"    thought: {step.thought}",
                f"    emotion: {step.emotion}",
                f"    pains: [{{text: {step.pain}, severity: {step.severity}}}]",
                f"    opportunities: [{step.opportunity}]",
                f"    frontstage: {step.frontstage}",
            ]
            if step is one.steps[0]:
                # A published map that rests on nothing at all would be told so.
                lines.append("    evidence: [interviews]")
    return "\n".join(lines) + "\n"


def write_sources(folder: Path, count: int) -> list[SyntheticMap]:
    """Write `count` maps in 20 sections, 6 personas and the vocabulary into the maps folder; the maps written."""
    maps = [synthetic_map(number, count) for number in range(count)]
    for one in maps:
        path = folder / "journeys" / one.section / f"{one.id}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(map_yaml(one), encoding="utf-8")
    (folder / "personas").mkdir(parents=True, exist_ok=True)
    for key in PERSONAS:
        about = f"title: {key.capitalize()} Example\nrole: Customer\nquote: I want it to work.\ngoals: [Save time]\n"
        (folder / "personas" / f"{key}.yml").write_text(about, encoding="utf-8")
    (folder / "evidence").mkdir(parents=True, exist_ok=True)
    about = "title: Interviews of 2026\nkind: interviews\ndate: 2026-06-14\npeople: 14\n"
    (folder / "evidence" / "interviews.yml").write_text(about, encoding="utf-8")
    words = [
        f"lifecycle: [{', '.join(LIFECYCLE)}]",
        "channels:",
        *(f"  {key}: {key.capitalize()}" for key in CHANNELS),
        "teams:",
        *(f"  {key}: {key.capitalize()}" for key in TEAMS),
    ]
    (folder / "vocabulary.yml").write_text("\n".join(words) + "\n", encoding="utf-8")
    return maps
