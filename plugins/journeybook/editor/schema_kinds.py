"""What schemas there are beside those of the kinds. It imports nothing, so that options may name the words."""

from __future__ import annotations

from enum import StrEnum

VOCABULARY = "vocabulary"
"""The portal's words, which have a schema and are no kind of thing."""


class Output(StrEnum):
    """What is printed as JSON, and has a schema that needs no portal."""

    CHECK = "check-output"
    DIFF = "diff-output"
