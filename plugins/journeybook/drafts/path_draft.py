"""A draft of a reading path, and what is asked for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeybook.drafts.lines import Answers, comment, joined, line, some_id
from journeybook.drafts.questions import OWNER, Answer, Question
from journeybook.kinds import Kind

if TYPE_CHECKING:
    from journeybook.library.objects import Library

QUESTIONS = (
    Question("title", "What is it called", "such as: Your first week"),
    Question("for", "Whom is it for", "areas", Answer.IDS, Kind.AREA),
    Question("reads", "What is read, in order", "ids of maps, personas, or docs/page.md", Answer.STOPS),
    OWNER,
)


def path_yaml(answers: Answers, library: Library) -> str:
    """The text of a reading path's file."""
    from journeybook.sources.yaml.writer import scalar  # noqa: PLC0415 - see drafts.questions

    reads = answers.get("reads") or ()
    stops = [reads] if isinstance(reads, str) else list(reads)
    persona = some_id(library, Kind.PERSONA, "an-id-of-personas")
    example = ["  - read: " + f"persona/{persona}", "    why: Meet the customer you will talk to most."]
    return joined(
        [
            *comment("A reading path: five to eight stops, each with a reason to stop there."),
            *line("title", answers["title"]),
            *line("summary", None, example="For whom it is, and what they will know afterwards."),
            *line(
                "for",
                answers.get("for"),
                "home offers it to these",
                example=f"[{some_id(library, Kind.AREA, 'onboarding')}]",
            ),
            *line("owner", answers.get("owner"), example=some_id(library, Kind.TEAM, "research")),
            *(["steps:"] if stops else comment("steps:")),
            *(
                text
                for stop in stops
                for text in (
                    f"  - read: {scalar(stop)}",
                    "    # why: What to look for.",
                    "    # ask: A question to think about.",
                )
            ),
            *([] if stops else comment(*example)),
        ]
    )
