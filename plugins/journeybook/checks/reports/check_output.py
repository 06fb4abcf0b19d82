"""What `check --format json` prints, type by type. Its keys only ever grow in number."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict  # before Python 3.12, pydantic requires that of typing_extensions


class Position(TypedDict):
    """A place in a file."""

    row: int
    """The line, from 1."""
    column: int
    """The character on the line, from 1."""


class EditWritten(TypedDict):
    """One change of a text."""

    location: Position
    """Where what is taken away begins, or where the new text goes in."""
    end_location: Position
    """Behind what is taken away; the same as `location` where nothing is."""
    content: str
    """The new text."""


class FixWritten(TypedDict):
    """What mends a finding."""

    applicability: Literal["safe", "unsafe"]
    """Whether it is certainly what the author meant."""
    message: str
    """What it does, for a button."""
    edits: list[EditWritten]
    """All of them together are the fix."""


class Finding(TypedDict):
    """Something that a rule found."""

    code: str
    """The rule's code, such as `JB201`; codes never change their meaning."""
    name: str
    """The rule's name, such as `unknown-reference`."""
    severity: Literal["error", "warning", "info"]
    """How bad it is here, after the settings."""
    message: str
    """What is wrong, in one line."""
    filename: str
    """The file, from the working folder on, with `/`."""
    location: Position
    """Where it begins."""
    end_location: Position
    """Behind its end."""
    help: str | None
    """What to do about it, null where the message says it all."""
    fix: FixWritten | None
    """What would mend it, null where that cannot be known."""
    fingerprint: str
    """A name that the finding keeps when lines are added above it."""


class CheckOutput(TypedDict):
    """What `journeybook check --format json` prints."""

    diagnostics: list[Finding]
    """Every finding, in the order of files and lines."""
