"""The forms of sources. It imports nothing, so that options may name them."""

from __future__ import annotations

from enum import StrEnum


class Form(StrEnum):
    """How a file is written."""

    YAML = "yaml"
    MARKDOWN = "markdown"
    VALUES = "values"
    PHOTO = "photo"
