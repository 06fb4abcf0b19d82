"""Shapes of slides that python-pptx has no short call for: boxes with words, and lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE, MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Inches, Pt

Length = float
"""A length on a slide, in inches."""


class Box(NamedTuple):
    """A rectangle on a slide, in inches."""

    x: Length
    y: Length
    width: Length
    height: Length


class Words(NamedTuple):
    """A paragraph: its text, size in points, colour (`#rrggbb` or None for the theme's)."""

    text: str
    size: float
    colour: str | None = None
    bold: bool = False


def add_words(
    slide: Any, box: Box, paragraphs: Iterable[Words], *, centred: bool = False, rtl: bool = False
) -> Any:
    """A text box, whose words wrap inside `box`; returns the shape."""
    shape = slide.shapes.add_textbox(*map(Inches, box))
    write_words(shape, paragraphs, centred=centred, rtl=rtl)
    return shape


def add_box(
    slide: Any, box: Box, paragraphs: Iterable[Words], *, fill: str | None, line: str | None, rtl: bool
) -> Any:
    """A rounded box with words; None for `fill` is the theme's first accent."""
    shape = slide.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, *map(Inches, box))
    shape.adjustments[0] = min(0.5, 0.06 / min(box.width, box.height))
    shape.shadow.inherit = False
    shape.fill.solid()
    if fill:
        shape.fill.fore_color.rgb = _colour(fill)
    else:
        shape.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_1
    if line:
        shape.line.color.rgb = _colour(line)
        shape.line.width = Pt(0.75)
    else:
        shape.line.fill.background()
    write_words(shape, paragraphs, centred=False, rtl=rtl)
    return shape


def write_words(shape: Any, paragraphs: Iterable[Words], *, centred: bool, rtl: bool) -> None:
    """Put paragraphs into a shape, with small margins."""
    frame = shape.text_frame
    frame.word_wrap = True
    frame.vertical_anchor = MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = Inches(0.06)
    frame.margin_top = frame.margin_bottom = Inches(0.03)
    for at, words in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.CENTER if centred else PP_ALIGN.RIGHT if rtl else PP_ALIGN.LEFT
        if rtl:
            paragraph._p.get_or_add_pPr().set("rtl", "1")  # noqa: SLF001 - python-pptx has no call for it
        run = paragraph.add_run()
        run.text = words.text
        run.font.size = Pt(words.size)
        run.font.bold = words.bold
        if words.colour:
            run.font.color.rgb = _colour(words.colour)


def add_line(
    slide: Any, points: Sequence[tuple[Length, Length]], colour: str, *, width: float, dash: str | None = None
) -> None:
    """A line through points as one freeform shape whose points can be moved."""
    (x, y), *rest = points
    builder = slide.shapes.build_freeform(Inches(x), Inches(y), scale=1.0)
    builder.add_line_segments([(Inches(left), Inches(top)) for left, top in rest], close=False)
    shape = builder.convert_to_shape()
    shape.shadow.inherit = False
    shape.fill.background()
    shape.line.color.rgb = _colour(colour)
    shape.line.width = Pt(width)
    if dash:
        shape.line.dash_style = getattr(MSO_LINE, dash)


def add_disc(slide: Any, x: Length, y: Length, size: Length, *, fill: str, line: str) -> None:
    """A circle around a point."""
    shape = slide.shapes.add_shape(
        MSO_SHAPE.OVAL, Inches(x - size / 2), Inches(y - size / 2), Inches(size), Inches(size)
    )
    shape.shadow.inherit = False
    shape.fill.solid()
    shape.fill.fore_color.rgb = _colour(fill)
    shape.line.color.rgb = _colour(line)
    shape.line.width = Pt(1.25)


def _colour(text: str) -> Any:
    return RGBColor(*bytes.fromhex(text.removeprefix("#")))  # type: ignore[no-untyped-call]
