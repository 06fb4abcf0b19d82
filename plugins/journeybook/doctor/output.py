"""What `doctor --format json` prints, type by type. Its keys only ever grow in number."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict  # before Python 3.12, pydantic requires that of typing_extensions


class ResultWritten(TypedDict):
    """Something that was looked at."""

    topic: str
    """A word for it, such as `git`; several results may share one."""
    level: Literal["ok", "advice", "problem"]
    """How it is."""
    message: str
    """The same in a sentence."""
    help: str | None
    """What to do about it, null where it is ok."""


class DoctorOutput(TypedDict):
    """What `journeybook doctor --format json` prints."""

    results: list[ResultWritten]
    """Everything that was looked at, in a fixed order."""
