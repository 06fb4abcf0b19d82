"""Writes the source of each map as a Markdown page, as `journeybook convert` does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeybook.exporters.exporter import ExportedFile, ExportOptions
from journeybook.pages.portfolio import Portfolio
from journeybook.sources.markdown.map_writer import write_markdown


class MarkdownExporter:
    """The `Exporter` of Markdown sources."""

    ending = ".md"
    together = False

    def write(
        self, portfolio: Portfolio, keys: Sequence[str], _options: ExportOptions
    ) -> Iterator[ExportedFile]:
        """A file for each map."""
        for key in keys:
            text = write_markdown(portfolio.library.journeys[key])
            yield ExportedFile(f"{key}{self.ending}", text.encode())


EXPORTER = MarkdownExporter()
