"""A portal of many short maps, made in memory, whose lists of findings are long."""

from __future__ import annotations

from typing import Any

from factories import make_journey, make_library, make_persona, make_stage, make_step
from journeybook.library.objects import Library

STAGES = ("awareness", "purchase", "use", "renewal")
CHANNELS = tuple(f"channel-{number}" for number in range(60))


_SYLLABLES = tuple(first + second for first in "bdfgklmnprst" for second in "aeiou")


def words(number: int) -> str:
    """Three words that no other number has, so that no two texts are nearly the same."""
    found = []
    for place in range(3):
        rest, made = number * 7919 + place * 104_729 + number * place, ""
        for _ in range(3):
            rest, at = divmod(rest, len(_SYLLABLES))
            made += _SYLLABLES[at]
        found.append(made)
    return " ".join(found)


def large_map(number: int, **fields: Any) -> Any:
    """A map with every kind of finding, in words of its own."""
    lowest = -2 + number % 40 / 20
    about = words(number)
    return make_journey(
        f"m-{number:05}",
        make_stage(
            "Search",
            make_step(
                f"Looks {about}",
                id="look",
                emotion=lowest,
                channel=CHANNELS[number % len(CHANNELS)],
                need=[f"Help {about}"] if number % 2 else [],
                moment_of_truth=True,
                pains=[
                    {
                        "text": f"Slow {about}, which nobody had said before it came to that",
                        "severity": 1 + number % 3,
                    }
                ],
            ),
            make_step(
                f"Asks {about}",
                id="ask",
                emotion=lowest / 2,
                opportunities=[f"Tell {about} before anybody has to ask for it"],
            ),
            lifecycle=STAGES[number // len(CHANNELS) % len(STAGES)],
        ),
        make_stage(
            "Find",
            make_step(
                f"Finds {about}",
                id="find",
                emotion=2,
                gains=[f"Good {about}"],
                quotes=[{"text": f"I found {about} at last", "persona": "p-0"}],
            ),
        ),
        title=f"Looking for number {number:05}",
        personas=[f"p-{number % 7}"],
        status="published",
        owner=f"team-{number % 5}",
        reviewed="2026-01-01",
        **fields,
    )


def large_library(maps: int, personas: int = 7, **shelves: Any) -> Library:
    """A library of so many maps, of seven personas' and five teams', and of further personas."""
    return make_library(
        *(large_map(number) for number in range(maps)),
        personas=[make_persona(f"p-{number}") for number in range(personas)],
        vocabulary={
            "channels": dict.fromkeys(CHANNELS),
            "lifecycle": list(STAGES),
            "teams": {f"team-{number}": f"Team {number}" for number in range(5)},
        },
        **shelves,
    )
