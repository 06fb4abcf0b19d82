"""Draws our SVG documents on pages of a PDF file: shapes as vectors, words as text.

fpdf2 draws the shapes. Words are placed here, because it knows neither our weights nor letters that
are spread over the parts of a font. A document with letters that the portal's font lacks is drawn
as a picture, so that no letter is lost.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from xml.etree import ElementTree

from fpdf import FPDF
from fpdf.drawing_primitives import DeviceRGB
from fpdf.svg import SVGObject

from journeybook.exporters.pdf_fonts import PdfFont
from journeybook.exporters.png_exporter import png_of

_SVG = "{http://www.w3.org/2000/svg}"
_INHERITED = ("font-size", "fill", "font-weight", "font-style", "text-anchor")
_PICTURE_DOTS = 3
"""Pixels for each point where a document is drawn as a picture: 216 to the inch."""

_SLANT = 12
"""The degrees by which italic words lean; the portal's font has no italics."""


class PageBox(NamedTuple):
    """A rectangle of a page, in points from its top left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class _Run:
    """Words of one look at a place of the document; without `x` they follow those before."""

    text: str
    x: float | None
    y: float | None
    look: Mapping[str, str]


def draw_svg(pdf: FPDF, svg: str, box: PageBox, fonts: tuple[PdfFont, ...]) -> None:
    """Draw a document as large as fits into `box`, at its top and start."""
    root = ElementTree.fromstring(svg)  # noqa: S314 - a document that we have written
    width, height = float(root.get("width", "1")), float(root.get("height", "1"))
    scale = min(box.width / width, box.height / height)
    known = frozenset().union(*(font.letters for font in fonts))
    runs = list(_runs(root))
    if not frozenset("".join(run.text for run in runs)) <= known | {" ", "\u00a0"}:
        picture = io.BytesIO(png_of(svg, scale * _PICTURE_DOTS))
        pdf.image(picture, box.x, box.y, width * scale, height * scale)
        return
    root.set("width", str(width * scale))
    root.set("height", str(height * scale))
    _remove_words(root)
    _hand_down_gradients(root)
    shapes = ElementTree.tostring(root, encoding="unicode").replace("ns0:", "").replace(":ns0", "")
    drawing = SVGObject(shapes)
    drawing.draw_to_page(pdf, box.x, box.y)
    for line in _lines(runs):
        _draw_line(pdf, line, box, scale, fonts)


def _runs(element: ElementTree.Element, look: Mapping[str, str] | None = None) -> Iterator[_Run]:
    """The words of a document in their order, each with the look that it inherits."""
    here = {**(look or {}), **{name: value for name in _INHERITED if (value := element.get(name))}}
    x, y = element.get("x"), element.get("y")
    is_words = element.tag in (f"{_SVG}text", f"{_SVG}tspan")
    if is_words and (element.text or x is not None):
        yield _Run(element.text or "", float(x) if x else None, float(y) if y else None, here)
    for child in element:
        yield from _runs(child, here)
        if is_words and child.tail:
            yield _Run(child.tail, None, None, here)


def _lines(runs: list[_Run]) -> Iterator[list[_Run]]:
    """Runs that follow each other on one line."""
    line: list[_Run] = []
    for run in runs:
        if run.x is not None and line:
            yield line
            line = []
        line.append(run)
    if line:
        yield line


def _draw_line(pdf: FPDF, line: list[_Run], box: PageBox, scale: float, fonts: tuple[PdfFont, ...]) -> None:
    start = line[0]
    pieces = [piece for run in line for piece in _pieces(pdf, run, scale, fonts)]
    total = sum(piece.width for piece in pieces)
    anchor = start.look.get("text-anchor", "start")
    x = box.x + (start.x or 0) * scale - {"middle": total / 2, "end": total}.get(anchor, 0)
    y = box.y + (start.y or 0) * scale
    for piece in pieces:
        pdf.set_font(piece.font, size=piece.size)
        pdf.set_text_color(DeviceRGB(*(int(piece.fill[at : at + 2], 16) / 255 for at in (1, 3, 5))))
        if piece.slanted:
            with pdf.skew(ax=_SLANT, x=x, y=y):
                pdf.text(x, y, piece.text)
        else:
            pdf.text(x, y, piece.text)
        x += piece.width


class _Piece(NamedTuple):
    text: str
    font: str
    size: float
    fill: str
    slanted: bool
    width: float


def _pieces(pdf: FPDF, run: _Run, scale: float, fonts: tuple[PdfFont, ...]) -> Iterator[_Piece]:
    """The run in pieces whose letters are each in one part of the font."""
    weight = int(run.look.get("font-weight", "400"))
    parts = [font for font in fonts if font.weight == weight] or list(fonts[:1])
    size = float(run.look.get("font-size", "13")) * scale
    text, font = "", parts[0]
    for letter in run.text:
        own = next((part for part in parts if letter in part.letters), font)
        if own is not font and text:
            yield _measured(pdf, run, text, font, size)
            text = ""
        text, font = text + letter, own
    if text:
        yield _measured(pdf, run, text, font, size)


def _measured(pdf: FPDF, run: _Run, text: str, font: PdfFont, size: float) -> _Piece:
    pdf.set_font(font.name, size=size)
    slanted = run.look.get("font-style") == "italic"
    return _Piece(text, font.name, size, run.look.get("fill", "#000000"), slanted, pdf.get_string_width(text))


def _remove_words(element: ElementTree.Element) -> None:
    for child in list(element):
        if child.tag in (f"{_SVG}text", f"{_SVG}title", f"{_SVG}desc"):
            element.remove(child)
        else:
            _remove_words(child)


def _hand_down_gradients(element: ElementTree.Element) -> None:
    """Write the look of groups with a gradient at their members.

    fpdf2 draws no inherited gradient, and loses the width of a line with one of its own.
    """
    shares = element.tag == f"{_SVG}g" and any("url(" in value for value in element.attrib.values())
    for child in element:
        if shares:
            child.attrib.update({**element.attrib, **child.attrib})
        _hand_down_gradients(child)
    if shares:
        element.attrib.clear()
