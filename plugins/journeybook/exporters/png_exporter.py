"""Writes pictures of maps as PNG, drawn by resvg out of their SVG, without a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import resvg_py

from journeybook.exporters.exporter import ExportedFile, ExportError, ExportOptions
from journeybook.exporters.fonts import font_files
from journeybook.exporters.pictures import draw_picture, picture_name
from journeybook.pages.portfolio import Portfolio

SHARPNESS = 2
"""Pixels for each of the SVG's, where no width is given: pictures are read on sharp screens."""

MOST_PIXELS = 200_000_000
"""The most pixels of a picture, which take four bytes each in memory."""

_SIZE = re.compile(r'width="([0-9.]+)" height="([0-9.]+)"')


class PngExporter:
    """The `Exporter` of pictures as pixels."""

    ending = ".png"
    together = False

    def write(
        self, portfolio: Portfolio, keys: Sequence[str], options: ExportOptions
    ) -> Iterator[ExportedFile]:
        """A picture of each map."""
        for key in keys:
            svg = draw_picture(portfolio, key, options)
            zoom = 1 if options.width else SHARPNESS
            size = _SIZE.search(svg)
            if size and float(size[1]) * float(size[2]) * zoom**2 > MOST_PIXELS:
                raise ExportError(
                    f"the picture of `{key}` has more than {MOST_PIXELS // 1_000_000} million pixels; "
                    "name a smaller --width, or one stage with --stage"
                )
            yield ExportedFile(picture_name(key, options, self.ending), png_of(svg, zoom))


def png_of(svg: str, zoom: float) -> bytes:
    """The picture of an SVG document, `zoom` pixels for each of its own."""
    with font_files(svg) as fonts:
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=svg,
                zoom=zoom,
                skip_system_fonts=fonts.complete,
                font_files=[str(path) for path in fonts.paths],
            )
        )


EXPORTER = PngExporter()
