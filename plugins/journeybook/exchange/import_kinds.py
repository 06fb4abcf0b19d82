"""The kinds of files that `journeybook import` reads."""

from __future__ import annotations

from enum import StrEnum


class ImportKind(StrEnum):
    """The form of a file to import, which is recognised unless its author names it."""

    MERMAID = "mermaid"
    """Mermaid's `journey` diagrams, alone or in a Markdown page."""
    MAP_JSON = "map-json"
    """A map's own `map.json`."""
    MAP_CSV = "map-csv"
    """A map's own `map.csv`."""
    MARKDOWN = "markdown"
    """A Markdown page with tables, or with a heading for each stage."""
    XLSX = "xlsx"
    """A workbook: a map on each sheet, wide or long."""
    OPENJOURNEY = "openjourney"
    """A map of the OpenJourney format: nodes by stage, as JSON."""
    BOARD = "board"
    """The sticky notes of a board as CSV, as Miro and FigJam export them."""
    PERSONAS = "personas"
    """Personas in a page, or in a table with a row or a column for each."""
    METRICS = "metrics"
    """Metrics: dates down or across, beside figures."""
    WIDE = "wide"
    """A table with stages across and lanes down."""
    LONG = "long"
    """A table with a row for each step."""
