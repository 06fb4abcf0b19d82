"""A draft of a metric, and of the file with its values."""

from __future__ import annotations

from journeybook.drafts.lines import Answers, comment, joined, line, some_id
from journeybook.library.objects import Kind, Library

VALUES = "date,value,people,segment\n"
"""The file of values beside a metric, to which a row is added for each date; `people` and `segment` may stay empty."""


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
