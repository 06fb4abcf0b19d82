"""What a comparison can be told in one word. It imports nothing, so that options may name the words."""

from __future__ import annotations

from enum import StrEnum


class DiffFormat(StrEnum):
    """How changes are told."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"
    GITHUB = "github"


class FailOn(StrEnum):
    """The least kind of change that fails."""

    REGRESSION = "regression"
    REVIEW = "review"
    NEVER = "never"
