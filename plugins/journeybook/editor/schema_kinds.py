"""The schemas besides those of the kinds. It imports nothing, so options can name them."""

from __future__ import annotations

from enum import StrEnum

VOCABULARY = "vocabulary"
"""The portal's vocabulary, which has a schema but is not a kind."""


class Output(StrEnum):
    """The JSON outputs of commands, whose schemas need no portal."""

    CHECK = "check-output"
    DIFF = "diff-output"
