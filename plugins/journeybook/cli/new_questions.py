"""The questions of `journeybook new`, as prompts and options, and the checks of answers."""

from __future__ import annotations

from collections.abc import Mapping
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
from journeybook.drafts.questions import Answer, Question
from journeybook.kinds import KINDS, load

if TYPE_CHECKING:  # `--help` must not import the format
    from journeybook.library.objects import Library

QUESTIONS: Mapping[str, tuple[Question, ...]] = {
    kind.value: load("drafts", info.questions) for kind, info in KINDS.items() if info.questions
}
"""The questions for each kind, at most five."""


def check_of(question: Question, library: Library) -> Checked:
    """The function that checks an answer to the question and returns the value."""
    refers = question.refers.value if question.refers else ""
    match question.answer:
        case Answer.TEXT:
            return one_line
        case Answer.TITLES:
            return lambda typed: ", ".join(parts(typed))
        case Answer.ID:
            return id_of(refers, library)
        case Answer.IDS:
            return ids_of(refers, library)
        case Answer.CHOICE:
            return choice(*question.choices)
        case Answer.DATE:
            return date
        case Answer.COUNT:
            return count
        case Answer.NUMBER:
            return number
        case Answer.STEPS:
            return step_of(library)
        case Answer.STOPS:
            return stop_of(library)
