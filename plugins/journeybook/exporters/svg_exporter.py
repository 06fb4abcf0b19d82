"""Writes pictures of maps as SVG: whole, one stage, or the curve, light or dark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeybook.exporters.exporter import ExportedFile, ExportOptions
from journeybook.exporters.pictures import draw_picture, picture_name
from journeybook.pages.portfolio import Portfolio


class SvgExporter:
    """The `Exporter` of drawings that stay sharp at any size."""

    ending = ".svg"
    together = False

    def write(
        self, portfolio: Portfolio, keys: Sequence[str], options: ExportOptions
    ) -> Iterator[ExportedFile]:
        """A picture of each map."""
        for key in keys:
            text = draw_picture(portfolio, key, options)
            yield ExportedFile(picture_name(key, options, self.ending), text.encode())


EXPORTER = SvgExporter()
