"""A draft of a recommendation, and what is asked for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeybook.drafts.lines import Answers, comment, joined, line, some_id
from journeybook.drafts.questions import OWNER, Answer, Question
from journeybook.kinds import Kind

if TYPE_CHECKING:
    from journeybook.library.objects import Library

QUESTIONS = (
    Question("title", "What should be done", "such as: Live order tracker"),
    Question("relevant", "Which maps or steps does it answer", "map or map#step", Answer.STEPS),
    Question("metric", "Which metric will show it", "a metric", Answer.ID, Kind.METRIC),
    Question("due", "By when", "YYYY-MM-DD", Answer.DATE),
    OWNER,
)


def recommendation_yaml(answers: Answers, library: Library) -> str:
    """The text of a recommendation's file, with a line for each of its five SMART parts."""
    journey = some_id(library, Kind.JOURNEY, "a-map")
    metric = answers.get("metric")
    measure = f"{{metric: {metric or some_id(library, Kind.METRIC, 'an-id-of-metrics')}, from: 3.4, to: 4.2}}"
    return joined(
        [
            *comment("A recommendation: specific, measurable, achievable, relevant, and with a date."),
            *line("title", answers["title"]),
            *line(
                "specific", None, example="What exactly is to be done, so that one can say whether it was."
            ),
            *(
                [f"measurable: {{metric: {metric}}}  # add `from:` and `to:`"]
                if metric
                else [f"# measurable: {measure}"]
            ),
            *line(
                "achievable",
                None,
                "effort from 1 to 10",
                example=f"{{effort: 4, team: {some_id(library, Kind.TEAM, 'digital')}}}",
            ),
            *line(
                "relevant", answers.get("relevant"), "maps or steps that it answers", example=f"[{journey}]"
            ),
            *line("due", answers.get("due"), example="2027-03-31"),
            *line("customer_value", None, "1 to 10", example="9"),
            *line("business_value", None, "1 to 10", example="7"),
            *line("status", None, "then accepted, in-progress, done or dropped", example="proposed"),
            *line("owner", answers.get("owner"), example=some_id(library, Kind.TEAM, "digital")),
        ]
    )
