"""Writes `map.json`, as the portal publishes it, for each map."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeybook.exporters.exporter import ExportedFile, ExportOptions
from journeybook.pages.exports.map_export import draw_map_json
from journeybook.pages.portfolio import Portfolio


class JsonExporter:
    """The `Exporter` of everything about a map."""

    ending = ".json"
    together = False

    def write(
        self, portfolio: Portfolio, keys: Sequence[str], _options: ExportOptions
    ) -> Iterator[ExportedFile]:
        """A file for each map."""
        for key in keys:
            yield ExportedFile(f"{key}{self.ending}", draw_map_json(portfolio, key).encode())


EXPORTER = JsonExporter()
