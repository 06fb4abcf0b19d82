"""The kinds of files that `journeybook import` reads."""

from __future__ import annotations

from enum import StrEnum


class ImportKind(StrEnum):
    """The form of a file to import, which is recognised unless its author names it."""

    MERMAID = "mermaid"
    """Mermaid's `journey` diagrams, alone or in a Markdown page."""
