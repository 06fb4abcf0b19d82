"""A draft of an account, and what is asked for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeybook.drafts.lines import Answers, comment, joined, line, some_id
from journeybook.drafts.questions import OWNER, Answer, Question
from journeybook.kinds import Kind

if TYPE_CHECKING:
    from journeybook.library.objects import Library

QUESTIONS = (
    Question("title", "What is the customer called", "the company"),
    Question("segment", "Which segment is it", "a persona of kind segment", Answer.ID, Kind.PERSONA),
    Question("since", "Since when is it a customer", "YYYY-MM-DD", Answer.DATE),
    Question("contacts", "Who are its people", "roles, such as: IT manager, Front desk", Answer.TITLES),
    OWNER,
)


def account_yaml(answers: Answers, library: Library) -> str:
    """The text of an account's file: a customer who is a company, and its people."""
    from journeybook.sources.ids import make_id  # noqa: PLC0415 - see drafts.questions
    from journeybook.sources.yaml.writer import flow  # noqa: PLC0415 - see drafts.questions

    persona = some_id(library, Kind.PERSONA, "an-id-of-personas")
    contacts = answers.get("contacts") or ()
    taken: set[str] = set()
    people = []
    for at, role in enumerate([contacts] if isinstance(contacts, str) else contacts, 1):
        key = make_id(role, f"contact-{at}", taken)
        taken.add(key)
        people.append(f"  - {flow({'id': key, 'role': role})}")
    journey = some_id(library, Kind.JOURNEY, "a-map")
    return joined(
        [
            *comment("An account. Its experience is only as good as the worst of its people's."),
            *line("title", answers["title"]),
            *line("segment", answers.get("segment"), "a persona of kind segment", example=persona),
            *line("since", answers.get("since"), example="2026-03-02"),
            *(
                ["contacts:", *people]
                if people
                else comment("contacts:", f"  - {{id: it-manager, role: IT manager, persona: {persona}}}")
            ),
            *comment("observations:                 # what was seen of them, the newest counts"),
            *comment(
                f"  - {{contact: it-manager, journey: {journey}, step: a-step, emotion: -1, on: 2026-03-09}}"
            ),
            *comment("milestones:", "  - {title: 30-day check-in, after: 30 days}"),
            *comment("gates:                        # what must wait while somebody there is unhappy"),
            *comment("  - {title: Ask for a review, needs: 1}"),
            *line("owner", answers.get("owner"), example=some_id(library, Kind.TEAM, "success")),
        ]
    )
