"""The formats of `journeybook export`; the command line imports this for its help."""

from __future__ import annotations

from enum import StrEnum


class ExportFormat(StrEnum):
    """A format of files; `journeybook.exporters.<format>_exporter` writes it."""

    CSV = "csv"
    """A row for each step, for spreadsheets."""
    JSON = "json"
    """Everything about a map, for programs."""
    MARKDOWN = "markdown"
    """The source of a map as a Markdown page."""
    MERMAID = "mermaid"
    """A `journey` diagram of Mermaid."""
    OPENJOURNEY = "openjourney"
    """The OpenJourney format: JSON with stages and nodes."""
    SVG = "svg"
    """The picture of a map, of one stage, or of its curve."""
    PNG = "png"
    """The same picture as pixels."""
    PDF = "pdf"
    """Sheets for paper: the map on A3, its summary on A4."""
    PPTX = "pptx"
    """Slides with shapes that can be edited: the map, its worst and best moments, what to do."""
    XLSX = "xlsx"
    """A workbook with a sheet for each map and a row for each step."""


PICTURES = frozenset({ExportFormat.SVG, ExportFormat.PNG})
"""Formats that take --stage, --curve, --scheme and --width."""
