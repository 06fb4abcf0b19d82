"""What was looked at and how it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How something is: as it should be, worth a change, or in the way of a portal."""

    OK = "ok"
    ADVICE = "advice"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Result:
    """One thing that was looked at: a word for it, how it is, in a sentence, and the way out where it is not ok."""

    topic: str
    level: Level
    message: str
    help: str | None = None


def ok(topic: str, message: str) -> Result:
    """Something that is as it should be."""
    return Result(topic, Level.OK, message)


def advice(topic: str, message: str, way_out: str) -> Result:
    """Something that would be better otherwise."""
    return Result(topic, Level.ADVICE, message, way_out)


def problem(topic: str, message: str, way_out: str) -> Result:
    """Something that is in the way of a portal."""
    return Result(topic, Level.PROBLEM, message, way_out)
