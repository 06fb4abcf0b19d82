"""A draft of a persona, and what is asked for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeybook.drafts.lines import Answers, comment, joined, line, some_id, some_ids
from journeybook.drafts.questions import OWNER, Question, question_of_choice
from journeybook.kinds import Kind

if TYPE_CHECKING:
    from journeybook.library.objects import Library

PERSONA_KINDS = ("individual", "segment")

QUESTIONS = (
    Question("title", "What is the persona called", "a name, or the name of the group"),
    Question("role", "Who is that", "in a few words, such as: Owns a bicycle workshop"),
    question_of_choice("kind", "One person or a group", PERSONA_KINDS, default=PERSONA_KINDS[0]),
    Question("quote", "What do they say", "one sentence in their words"),
    OWNER,
)


def persona_yaml(answers: Answers, library: Library) -> str:
    """The text of a persona's file."""
    kind = answers.get("kind")
    return joined(
        [
            *comment("A persona. Begin with what research found, and leave out what would only decorate."),
            *line("title", answers["title"]),
            *line("role", answers.get("role"), example="Night-shift nurse, father of three"),
            *line("kind", None if kind == "individual" else kind),
            *line("quote", answers.get("quote"), example="What somebody said, in their words."),
            *line("summary", None, example="Two or three sentences about their life with us."),
            *line("goals", None, example="[What they want to reach]"),
            *line("needs", None, example="[What they cannot do without]"),
            *line("struggles", None, example="[What goes wrong for them again and again]"),
            *line(
                "channels",
                None,
                example=f"[{some_ids(library, Kind.CHANNEL, 'website, phone', 3).removesuffix(' ...')}]",
            ),
            *line("share", None, "percent of all customers", example="18"),
            *line(
                "evidence",
                None,
                "research that it rests on",
                example=some_id(library, Kind.EVIDENCE, "an-id-of-evidence"),
            ),
            *line("owner", answers.get("owner"), example=some_id(library, Kind.TEAM, "research")),
            *line("review_every", None, "with `reviewed:` and a day", example="12 months"),
        ]
    )
