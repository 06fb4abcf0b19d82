"""Writes `map.csv`, as the portal publishes it, for each map."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeybook.exporters.exporter import ExportedFile, ExportOptions
from journeybook.pages.exports.spreadsheet import draw_map_csv
from journeybook.pages.portfolio import Portfolio


class CsvExporter:
    """The `Exporter` of spreadsheets as text."""

    ending = ".csv"
    together = False

    def write(
        self, portfolio: Portfolio, keys: Sequence[str], _options: ExportOptions
    ) -> Iterator[ExportedFile]:
        """A file for each map."""
        for key in keys:
            yield ExportedFile(f"{key}{self.ending}", draw_map_csv(portfolio, key).encode())


EXPORTER = CsvExporter()
