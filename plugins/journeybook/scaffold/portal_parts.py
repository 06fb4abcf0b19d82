"""The parts of a new portal. It imports nothing, so that commands can be named after them."""

from __future__ import annotations

from enum import StrEnum


class Part(StrEnum):
    """Files that are written or left out together."""

    SITE = "site"
    EXAMPLE = "example"
    GUIDE = "guide"
    PRE_COMMIT = "pre-commit"
    GITHUB = "github"
    GITLAB = "gitlab"
