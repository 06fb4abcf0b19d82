"""What `journeybook new` asks: questions as data, which each kind keeps beside its draft.

The modules with questions read neither the models nor the sources while they are imported, so that
`--help` is quick.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from journeybook.kinds import Kind


class Answer(Enum):
    """What an answer is; several stand with commas between them."""

    TEXT = auto()
    TITLES = auto()
    """Texts, of which things with ids of their own are made."""
    ID = auto()
    IDS = auto()
    CHOICE = auto()
    DATE = auto()
    COUNT = auto()
    """A whole number from 0."""
    NUMBER = auto()
    STEPS = auto()
    """Maps, or steps of maps: `moving-in#pack`."""
    STOPS = auto()
    """What is read on a path: things of the portal or pages of `docs/`."""


_SEVERAL = frozenset({Answer.TITLES, Answer.IDS, Answer.STEPS, Answer.STOPS})


@dataclass(frozen=True, slots=True)
class Question:
    """One question: the name of its option, its words, a hint, and what an answer is.

    `refers` is the kind of an ID or of IDS, `choices` are the words of a CHOICE. A question that is
    not `asked` is an option alone.
    """

    name: str
    words: str
    hint: str
    answer: Answer = Answer.TEXT
    refers: Kind | None = None
    choices: tuple[str, ...] = ()
    default: str = ""
    asked: bool = True

    @property
    def many(self) -> bool:
        """Whether several answers may be given."""
        return self.answer in _SEVERAL


def question_of_choice(name: str, words: str, choices: tuple[str, ...], *, default: str = "") -> Question:
    """A question that is answered by one of these words, which are its hint."""
    return Question(name, words, ", ".join(choices), Answer.CHOICE, choices=choices, default=default)


OWNER = Question("owner", "Who owns it", "a team", Answer.ID, Kind.TEAM)
"""The question that closes those of every kind."""
