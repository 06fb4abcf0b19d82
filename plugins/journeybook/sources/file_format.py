"""The formats of source files. The module imports nothing, so that options can name them."""

from __future__ import annotations

from enum import StrEnum


class Form(StrEnum):
    """The format in which a file is written."""

    YAML = "yaml"
    MARKDOWN = "markdown"
    VALUES = "values"
    PHOTO = "photo"
