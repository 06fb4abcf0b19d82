"""A portal in memory with many objects of every kind, for the sizes of pages and files that list them."""

from __future__ import annotations

from itertools import cycle, islice

from synthetic_portal import LIFECYCLE, WORDS, synthetic_map

from journeybook.library.objects import Library
from journeybook.model.account import Account
from journeybook.model.evidence import Evidence
from journeybook.model.journey import Journey
from journeybook.model.metric import Metric, Reading
from journeybook.model.path import ReadingPath
from journeybook.model.persona import Persona
from journeybook.model.recommendation import Recommendation
from journeybook.model.vocabulary import Vocabulary

PEOPLE, TERMS = 4, 10
"""There is a persona for so many maps, and a term of each kind of the vocabulary."""

STATUSES = ("proposed", "accepted", "in-progress", "done", "dropped")


def varied_library(count: int) -> Library:
    """A library of so many maps, half of them the future of another, and as many other objects."""
    numbers = range(count)
    return Library(
        vocabulary=vocabulary(count),
        journeys={f"m-{number:05}": journey(number, count) for number in numbers},
        personas={
            key: Persona.model_validate({"id": key, "title": title(number), "summary": say(number, 20)})
            for number, key in enumerate(f"p-{at}" for at in range(1 + count // PEOPLE))
        },
        accounts={
            key: Account.model_validate(
                {
                    "id": key,
                    "title": title(number),
                    "segment": f"p-{number // PEOPLE}",
                    "contacts": [{"id": "head", "role": "Head"}],
                }
            )
            for number, key in enumerate(f"a-{at}" for at in numbers)
        },
        evidence={
            key: Evidence.model_validate({"id": key, "title": title(number), "summary": say(number, 20)})
            for number, key in enumerate(f"e-{at}" for at in numbers)
        },
        recommendations={
            key: Recommendation.model_validate(
                {"id": key, "title": title(number), "status": STATUSES[number % 5]}
            )
            for number, key in enumerate(f"r-{at}" for at in numbers)
        },
        metrics={
            key: Metric.model_validate(
                {"id": key, "title": title(number), "readings": [Reading("2026-01-28", 10.0 + number % 7)]}
            )
            for number, key in enumerate(f"k-{at}" for at in numbers)
        },
        paths={
            key: ReadingPath.model_validate(
                {
                    "id": key,
                    "title": title(number),
                    "steps": [{"read": f"journey/m-{number:05}", "why": say(number, 8)}],
                }
            )
            for number, key in enumerate(f"w-{at}" for at in numbers)
        },
    )


def say(number: int, length: int) -> str:
    """So many words, the same for the same number."""
    return " ".join(islice(cycle(WORDS), number * 7 % len(WORDS), number * 7 % len(WORDS) + length))


def title(number: int) -> str:
    """A title that no other number has."""
    return f"{say(number, 3).capitalize()} {number}"


def vocabulary(count: int) -> Vocabulary:
    """A vocabulary that grows with the number of maps."""
    numbers = range(1 + count // TERMS)
    terms = {
        name: {f"{name}-{at}": {"title": title(at), "summary": say(at, 15)} for at in numbers}
        for name in ("channels", "systems", "areas", "tags")
    }
    return Vocabulary.model_validate(
        {**terms, "teams": {f"teams-{at}": title(at) for at in numbers}, "lifecycle": list(LIFECYCLE)}
    )


def journey(number: int, count: int) -> Journey:
    """A map with what only some maps have: several feelings at once, variants, a map that it replaces."""
    words = synthetic_map(number, count)
    term = number % (1 + count // TERMS)
    people = [f"p-{number // PEOPLE}", f"p-{number // PEOPLE + 1}"][: 1 if number + PEOPLE >= count else 2]
    steps = [
        {
            "id": step.id,
            "title": step.title,
            "channel": f"channels-{term}",
            "systems": [f"systems-{term}"],
            "emotion": dict.fromkeys(people, step.emotion) | {people[0]: -step.emotion},
            "pains": [{"text": step.pain, "severity": step.severity, "evidence": [f"e-{number}"]}],
            "opportunities": [{"text": step.opportunity}],
            "gains": [step.thought],
            "quotes": [{"text": step.action, "persona": people[0]}],
            "moment_of_truth": step.emotion > 1,
        }
        for step in words.steps[:6]
    ]
    steps[0]["variants"] = [{"id": "a", "title": "Long form"}, {"id": "b", "title": "Short form"}]
    stages = [
        {"id": f"stage-{at}", "title": LIFECYCLE[at].capitalize(), "lifecycle": LIFECYCLE[at], "steps": part}
        for at, part in enumerate((steps[:2], steps[2:4], steps[4:]))
    ]
    future = {"type": "future-state", "future_of": f"m-{number - 1:05}"} if number % 2 else {}
    return Journey.model_validate(
        {
            "id": f"m-{number:05}",
            "title": title(number),
            "summary": say(number, 30),
            "status": "published",
            "personas": people,
            "owner": f"teams-{term}",
            "areas": [f"areas-{term}"],
            "tags": [f"tags-{term}"],
            "reviewed": "2025-01-01",
            "review_every": "6 months",
            "stages": stages,
            **future,
        }
    )
