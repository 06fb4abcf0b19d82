"""Seconds for all insight over many maps, against the least work that looks at every step of them once.

python tests/benchmarks/insight_speed.py [MAPS]

Each round is timed alone and the least time counts, because other work on the machine can only add to it. `cpu` is
the time that this process itself used. Garbage is collected between rounds, as a build of the portal collects none
while it makes pages.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any

from synthetic_portal import CHANNELS, LIFECYCLE, PERSONAS, TEAMS, SyntheticMap, synthetic_map

from journeybook.insight.claims import claims_in, tally
from journeybook.insight.health import health, portal_health
from journeybook.insight.overview import overview
from journeybook.insight.recommendation_effect import answers
from journeybook.insight.step_context import step_contexts
from journeybook.insight.summary import Summary, summarise
from journeybook.library.objects import Library
from journeybook.model.evidence import Evidence
from journeybook.model.journey import Journey
from journeybook.model.persona import Persona
from journeybook.model.vocabulary import Vocabulary

ROUNDS = 3
LIMIT = 2.0
"""Seconds that all insight over 1,000 maps may take."""


def library_of(maps: list[SyntheticMap]) -> Library:
    """The maps as models, without the way over files; every third step names the one source there is."""
    journeys = [Journey.model_validate(_fields(each)) for each in maps]
    return Library(
        vocabulary=Vocabulary.model_validate(
            {"lifecycle": LIFECYCLE, "channels": list(CHANNELS), "teams": list(TEAMS)}
        ),
        journeys={each.id: each for each in journeys},
        personas={key: Persona.model_validate({"id": key, "title": key, "share": 15}) for key in PERSONAS},
        evidence={"survey": Evidence.model_validate({"id": "survey", "title": "Survey"})},
    )


def _fields(one: SyntheticMap) -> dict[str, Any]:
    stages = [
        {
            "id": stage.id,
            "title": stage.title,
            "lifecycle": stage.lifecycle,
            "entered": 4000,
            "steps": [
                {
                    "id": step.id,
                    "title": step.title,
                    "channel": step.channel,
                    "need": step.thought,
                    "emotion": step.emotion,
                    "moment_of_truth": at == 0,
                    "pains": [{"text": step.pain, "severity": step.severity}],
                    "opportunities": [step.opportunity] if at % 2 else [],
                    "frontstage": step.frontstage,
                    "evidence": ["survey"] if at % 3 == 0 else [],
                }
                for at, step in enumerate(stage.steps)
            ],
        }
        for stage in one.stages
    ]
    named = {"id": one.id, "title": one.title, "personas": one.personas, "owner": one.owner, "next": one.next}
    return {**named, "status": "published", "reviewed": "2026-09-01", "stages": stages}


def look(library: Library) -> int:
    """The reference: every step of every map looked at once, its feeling and its pains added up."""
    total = 0.0
    for journey in library.journeys.values():
        for stage in journey.stages:
            for step in stage.steps:
                if isinstance(step.emotion, float):
                    total += step.emotion
                for pain in step.pains:
                    total += (pain.severity or 1) * len(pain.text.split())
    return int(total)


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """The least wall time and the least processor time of a few rounds, in seconds."""
    walls, cpus = [], []
    for _ in range(ROUNDS):
        gc.collect()
        gc.disable()
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
        gc.enable()
    return min(walls), min(cpus)


def main() -> None:
    """Print one line for each part, then the sum against the reference and the limit."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    library = library_of([synthetic_map(number, count) for number in range(count)])
    scale = library.vocabulary.emotion_scale

    def summed() -> Mapping[str, Summary]:
        return {key: summarise(each, scale) for key, each in library.journeys.items()}

    summaries = summed()
    found = tuple(summaries.values())
    library.uses  # noqa: B018 - the mentions are found once for all pages, and on first use

    def health_of_all() -> object:
        answered = answers(library)
        return portal_health(health(each, library, answered=answered) for each in found)

    parts: dict[str, Callable[[], object]] = {
        "look at every step": lambda: look(library),
        "summaries": summed,
        "hot spots, pains, gaps, twins": lambda: overview(library, found),
        "health": health_of_all,
        "claims": lambda: [tally(claims_in(each)) for each in found],
        "every step in its place": lambda: [step_contexts(summaries, key) for key in summaries],
    }
    print(f"{'':32}{'wall s':>9}{'cpu s':>9}{'ratio':>8}")
    reference, total, used = 0.0, 0.0, 0.0
    for title, work in parts.items():
        wall, cpu = timed(work)
        reference = reference or cpu
        if work is not parts["look at every step"]:
            total, used = total + wall, used + cpu
        print(f"{title:32}{wall:9.3f}{cpu:9.3f}{cpu / reference:8.1f}")
    print(f"{'all insight':32}{total:9.3f}{used:9.3f}{used / reference:8.1f}")
    print(f"{count} maps, {sum(each.steps for each in found)} steps; the limit for 1000 maps is {LIMIT} s")


if __name__ == "__main__":
    main()
