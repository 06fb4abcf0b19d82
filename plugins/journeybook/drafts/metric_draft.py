"""A draft of a metric, and of the file with its values, and what is asked for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeybook.drafts.lines import Answers, comment, joined, line, some_id
from journeybook.drafts.questions import OWNER, Answer, Question, question_of_choice
from journeybook.kinds import Kind

if TYPE_CHECKING:
    from journeybook.library.objects import Library

METRIC_KINDS = (
    *("nps", "csat", "ces", "conversion", "retention", "churn", "lifetime-value", "drop-off", "volume"),
    *("time", "other"),
)
DIRECTIONS = ("higher", "lower")

QUESTIONS = (
    Question("title", "What is measured", "such as: Orders without a call"),
    question_of_choice("kind", "What sort of measure is it", METRIC_KINDS),
    Question("unit", "In which unit", "%, points, days ..."),
    question_of_choice("better", "Which way is good", DIRECTIONS, default=DIRECTIONS[0]),
    OWNER,
    Question("target", "Which value is to be reached", "a number", Answer.NUMBER, asked=False),
)


VALUES = "date,value,people,segment\n"
"""The header of the file of values beside a metric; `people` and `segment` may stay empty."""


def metric_yaml(answers: Answers, library: Library) -> str:
    """The text of a metric's file; its values stand in the CSV beside it."""
    return joined(
        [
            *comment(
                "A metric. Its values stand in the file of the same name that ends in .csv, a row for each date."
            ),
            *line("title", answers["title"]),
            *line("kind", answers.get("kind"), example="csat"),
            *line("unit", answers.get("unit"), example='"%"'),
            *line("better", answers.get("better"), example="higher"),
            *line("baseline", None, "where it began", example="61"),
            *line("target", answers.get("target"), "where it should be", example="80"),
            *line("due", None, "by when", example="2027-06-30"),
            *line(
                "source",
                None,
                "research that it comes from",
                example=some_id(library, Kind.EVIDENCE, "an-id-of-evidence"),
            ),
            *line("owner", answers.get("owner"), example=some_id(library, Kind.TEAM, "insight")),
        ]
    )
