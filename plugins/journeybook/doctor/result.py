"""A result of `journeybook doctor` and its level."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """The level of a result: fine, could be better, or keeps a portal from working."""

    OK = "ok"
    ADVICE = "advice"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Result:
    """A result: its topic, level, one sentence about it, and help unless the level is ok."""

    topic: str
    level: Level
    message: str
    help: str | None = None


def ok(topic: str, message: str) -> Result:
    """A result that is as it should be."""
    return Result(topic, Level.OK, message)


def advice(topic: str, message: str, way_out: str) -> Result:
    """A result that could be better."""
    return Result(topic, Level.ADVICE, message, way_out)


def problem(topic: str, message: str, way_out: str) -> Result:
    """A result that keeps a portal from working."""
    return Result(topic, Level.PROBLEM, message, way_out)
