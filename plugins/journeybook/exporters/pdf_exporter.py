"""Writes PDF files for paper: each map on A3, then its summary on A4.

A map that would be too small to read on one sheet is drawn as its curve and then stage by stage.
The file holds no date and no random id.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from hashlib import sha256

from fpdf import FPDF

from journeybook.drawing.swimlane.swimlane import draw_swimlane
from journeybook.drawing.view.excerpt import curve_of, stage_of
from journeybook.drawing.view.model import MapView
from journeybook.exporters.exporter import ExportedFile, ExportOptions
from journeybook.exporters.fonts import all_letters
from journeybook.exporters.map_story import story_of
from journeybook.exporters.pdf_fonts import PdfFont, pdf_fonts
from journeybook.exporters.pdf_page import PageBox, draw_svg
from journeybook.exporters.summary_sheet import CURVE_HEIGHT, HEIGHT, MARGIN, WIDTH, draw_summary
from journeybook.pages.portfolio import Portfolio

A3 = (1190.55, 841.89)
"""A3 across, in points."""

A3_MARGIN = 28.0
SMALLEST_SCALE = 0.55
"""Points for each pixel of a map at which its smallest words have 6.3 points."""

_NO_DATE = datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)


class PdfExporter:
    """The `Exporter` of sheets for paper."""

    ending = ".pdf"
    together = True

    def write(
        self, portfolio: Portfolio, keys: Sequence[str], _options: ExportOptions
    ) -> Iterator[ExportedFile]:
        """One file with all maps."""
        sheets = [sheet for key in keys for sheet in _sheets(portfolio, key)]
        with pdf_fonts(all_letters(svg for sheet in sheets for svg, _box in sheet[1])) as fonts:
            pdf = _document(keys, portfolio, fonts)
            drawn = "".join(svg for sheet in sheets for svg, _box in sheet[1])
            pdf.content_id = sha256(drawn.encode()).hexdigest()[:32].upper()
            for size, drawings in sheets:
                pdf.add_page(format=size)
                for svg, box in drawings:
                    draw_svg(pdf, svg, box, fonts)
            content = bytes(pdf.output())
        name = keys[0] if len(keys) == 1 else "journeys"
        yield ExportedFile(f"{name}{self.ending}", content)


_Sheet = tuple[tuple[float, float], list[tuple[str, PageBox]]]
"""The size of a sheet, and the documents on it."""


def _sheets(portfolio: Portfolio, key: str) -> Iterator[_Sheet]:
    view = portfolio.view(key)
    room = PageBox(A3_MARGIN, A3_MARGIN, A3[0] - 2 * A3_MARGIN, A3[1] - 2 * A3_MARGIN)
    whole = portfolio.drawings(key)["light"]
    if _scale(whole, room) >= SMALLEST_SCALE or len(view.stages) < 2:
        yield A3, [(whole, room)]
    else:
        parts = [curve_of(view), *(stage_of(view, stage) for stage in view.stages)]
        for part in parts:
            yield A3, [(_drawn(portfolio, part), room)]
    summary, top = draw_summary(story_of(portfolio, key), rtl=view.rtl)
    drawings = [(summary, PageBox(0, 0, WIDTH, HEIGHT))]
    if view.curve_row:
        curve = PageBox(MARGIN, top, WIDTH - 2 * MARGIN, CURVE_HEIGHT)
        drawings.append((_drawn(portfolio, curve_of(view)), curve))
    yield (WIDTH, HEIGHT), drawings


def _drawn(portfolio: Portfolio, view: MapView) -> str:
    return draw_swimlane(view, portfolio.library.title, "light", portfolio.known)


def _scale(svg: str, room: PageBox) -> float:
    head = svg[: svg.index(">")]
    width, height = (float(head.partition(f' {name}="')[2].partition('"')[0]) for name in ("width", "height"))
    return min(room.width / width, room.height / height)


def _document(keys: Sequence[str], portfolio: Portfolio, fonts: tuple[PdfFont, ...]) -> _Undated:
    pdf = _Undated(unit="pt", format=A3)
    pdf.set_auto_page_break(False)
    pdf.set_margin(0)
    pdf.set_creation_date(_NO_DATE)
    pdf.set_title(portfolio.library.journeys[keys[0]].title if len(keys) == 1 else portfolio.site_name)
    pdf.set_lang(portfolio.library.journeys[keys[0]].language)
    for font in fonts:
        pdf.add_font(font.name, fname=font.path)
    return pdf


class _Undated(FPDF):
    """A document whose id follows from its content; fpdf2 makes one out of the time of writing."""

    content_id = ""

    def file_id(self) -> str:
        return f"<{self.content_id}><{self.content_id}>"


EXPORTER = PdfExporter()
