"""The parts of a portal that is begun. It imports nothing, so that commands may be named after them."""

from __future__ import annotations

from enum import StrEnum


class Part(StrEnum):
    """What belongs together: it is written, or left out, as a whole."""

    SITE = "site"
    EXAMPLE = "example"
    GUIDE = "guide"
    PRE_COMMIT = "pre-commit"
    GITHUB = "github"
    GITLAB = "gitlab"
