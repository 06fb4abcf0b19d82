"""What is asked for a new thing of each kind: as questions on a terminal, and as options of the command."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeybook.cli.prompts import (
    Checked,
    choice,
    count,
    date,
    id_of,
    ids_of,
    number,
    one_line,
    parts,
    step_of,
    stop_of,
)

if TYPE_CHECKING:  # the words of the format are written out below, so that `--help` need not read it
    from journeybook.library.objects import Library

MAP_TYPES = ("current-state", "future-state", "day-in-the-life", "service-blueprint", "emotional-journey")
PERSONA_KINDS = ("individual", "segment")
EVIDENCE_KINDS = (
    *("survey", "interviews", "focus-group", "analytics", "social-media", "support-data", "observation"),
    *("usability-test", "desk-research"),
)
METRIC_KINDS = (
    *(
        "nps",
        "csat",
        "ces",
        "conversion",
        "retention",
        "churn",
        "lifetime-value",
        "drop-off",
        "volume",
        "time",
    ),
    "other",
)
WAYS = ("higher", "lower")


@dataclass(frozen=True, slots=True)
class Question:
    """One question: the name of its option, its words, a hint, and how an answer is checked.

    `many` answers stand with commas between them. What is not `asked` is an option alone.
    """

    name: str
    words: str
    hint: str
    check: Callable[[Library], Checked]
    many: bool = False
    default: str = ""
    asked: bool = True
    known: str | None = None


def _text(_: Library) -> Checked:
    return one_line


def _titles(_: Library) -> Checked:
    return lambda typed: ", ".join(parts(typed))


def _one(kind: str) -> Callable[[Library], Checked]:
    return lambda library: id_of(kind, library)


def _some(kind: str) -> Callable[[Library], Checked]:
    return lambda library: ids_of(kind, library)


def _word(*words: str) -> Callable[[Library], Checked]:
    return lambda _: choice(*words)


def _plainly(check: Checked) -> Callable[[Library], Checked]:
    return lambda _: check


_OWNER = Question("owner", "Who owns it", "a team", _one("team"), known="team")

QUESTIONS: Mapping[str, tuple[Question, ...]] = {
    "journey": (
        Question("title", "What is it called", "in the customer's words", _text),
        Question(
            "persona",
            "Whose journey is it",
            "personas, the main one first",
            _some("persona"),
            many=True,
            known="persona",
        ),
        Question(
            "type",
            "What does it show",
            ", ".join(MAP_TYPES),
            _word(*MAP_TYPES),
            default=MAP_TYPES[0],
        ),
        _OWNER,
        Question(
            "stages",
            "Which stages does it have",
            "titles in order, such as: Order, Install, Use",
            _titles,
            many=True,
        ),
        Question(
            "future-of",
            "Which map of today does it answer",
            "a map",
            _one("journey"),
            asked=False,
            known="journey",
        ),
    ),
    "persona": (
        Question("title", "What is the persona called", "a name, or the name of the group", _text),
        Question("role", "Who is that", "in a few words, such as: Owns a bicycle workshop", _text),
        Question(
            "kind",
            "One person or a group",
            "individual, segment",
            _word(*PERSONA_KINDS),
            default=PERSONA_KINDS[0],
        ),
        Question("quote", "What do they say", "one sentence in their words", _text),
        _OWNER,
    ),
    "evidence": (
        Question("title", "What is it called", "such as: Switcher interviews, spring 2026", _text),
        Question("kind", "How was it won", ", ".join(EVIDENCE_KINDS), _word(*EVIDENCE_KINDS)),
        Question("date", "When was it done", "YYYY-MM-DD", _plainly(date)),
        Question("people", "How many people took part", "a number", _plainly(count)),
        _OWNER,
    ),
    "metric": (
        Question("title", "What is measured", "such as: Orders without a call", _text),
        Question("kind", "What sort of measure is it", ", ".join(METRIC_KINDS), _word(*METRIC_KINDS)),
        Question("unit", "In which unit", "%, points, days ...", _text),
        Question("better", "Which way is good", "higher, lower", _word(*WAYS), default=WAYS[0]),
        _OWNER,
        Question("target", "Which value is to be reached", "a number", _plainly(number), asked=False),
    ),
    "recommendation": (
        Question("title", "What should be done", "such as: Live order tracker", _text),
        Question("relevant", "Which maps or steps does it answer", "map or map#step", step_of, many=True),
        Question("metric", "Which metric will show it", "a metric", _one("metric"), known="metric"),
        Question("due", "By when", "YYYY-MM-DD", _plainly(date)),
        _OWNER,
    ),
    "account": (
        Question("title", "What is the customer called", "the company", _text),
        Question(
            "segment", "Which segment is it", "a persona of kind segment", _one("persona"), known="persona"
        ),
        Question("since", "Since when is it a customer", "YYYY-MM-DD", _plainly(date)),
        Question(
            "contacts", "Who are its people", "roles, such as: IT manager, Front desk", _titles, many=True
        ),
        _OWNER,
    ),
    "path": (
        Question("title", "What is it called", "such as: Your first week", _text),
        Question("for", "Whom is it for", "areas", _some("area"), many=True, known="area"),
        Question(
            "reads", "What is read, in order", "ids of maps, personas, or docs/page.md", stop_of, many=True
        ),
        _OWNER,
    ),
}
"""Five questions at most: more is a form, and nobody starts a form."""
