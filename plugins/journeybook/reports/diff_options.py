"""The values of options of a comparison, without imports, so that the command line loads fast."""

from __future__ import annotations

from enum import StrEnum


class DiffFormat(StrEnum):
    """The formats of a difference."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"
    GITHUB = "github"


class FailOn(StrEnum):
    """The least important kind of change that makes the command fail."""

    REGRESSION = "regression"
    REVIEW = "review"
    NEVER = "never"
