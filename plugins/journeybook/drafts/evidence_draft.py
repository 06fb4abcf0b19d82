"""A draft of a piece of evidence, and what is asked for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeybook.drafts.lines import Answers, comment, joined, line, some_id
from journeybook.drafts.questions import OWNER, Answer, Question, question_of_choice
from journeybook.kinds import Kind

if TYPE_CHECKING:
    from journeybook.library.objects import Library

EVIDENCE_KINDS = (
    *("survey", "interviews", "focus-group", "analytics", "social-media", "support-data", "observation"),
    *("usability-test", "desk-research"),
)

QUESTIONS = (
    Question("title", "What is it called", "such as: Switcher interviews, spring 2026"),
    question_of_choice("kind", "How was it won", EVIDENCE_KINDS),
    Question("date", "When was it done", "YYYY-MM-DD", Answer.DATE),
    Question("people", "How many people took part", "a number", Answer.COUNT),
    OWNER,
)


def evidence_yaml(answers: Answers, library: Library) -> str:
    """The text of a file of evidence."""
    return joined(
        [
            *comment(
                "A piece of research. Its id goes into `evidence:` of what rests on it: a pain, a quote, a step."
            ),
            *line("title", answers["title"]),
            *line("kind", answers.get("kind"), example="interviews"),
            *line("date", answers.get("date"), "when it was done", example="2026-06-14"),
            *line("people", answers.get("people"), "how many took part", example="14"),
            *line("method", None, example="Semi-structured, 45 minutes"),
            *line("findings", None, example="[What was found, a sentence each]"),
            *line("valid_for", None, "how long it holds", example="18 months"),
            *line("link", None, "where the whole of it is", example="https://research.example/switchers"),
            *line("owner", answers.get("owner"), example=some_id(library, Kind.TEAM, "research")),
        ]
    )
