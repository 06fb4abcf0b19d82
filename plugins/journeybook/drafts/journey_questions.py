"""What is asked for a new map."""

from __future__ import annotations

from journeybook.drafts.questions import OWNER, Answer, Question, question_of_choice
from journeybook.kinds import Kind

MAP_TYPES = ("current-state", "future-state", "day-in-the-life", "service-blueprint", "emotional-journey")

QUESTIONS = (
    Question("title", "What is it called", "in the customer's words"),
    Question("persona", "Whose journey is it", "personas, the main one first", Answer.IDS, Kind.PERSONA),
    question_of_choice("type", "What does it show", MAP_TYPES, default=MAP_TYPES[0]),
    OWNER,
    Question(
        "stages", "Which stages does it have", "titles in order, such as: Order, Install, Use", Answer.TITLES
    ),
    Question("future-of", "Which map of today does it answer", "a map", Answer.ID, Kind.JOURNEY, asked=False),
)
