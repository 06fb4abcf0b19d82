"""The parts of the standalone swimlane: positioned words and shapes, before they become SVG.

Positions are logical: x runs in reading direction, so that a map in Hebrew is laid out like one in
English and mirrored only on output. Lengths are pixels of the picture.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple, TypeAlias

from journeybook.library.objects import Kind
from journeybook.prose.rendering import inline_runs, is_unmarked
from journeybook.text.widths import EM, PLAIN_WORDS, advance
from journeybook.text.wrapping import (
    Line,
    Piece,
    direction,
    is_plain,
    is_tall,
    plain_lines,
    width_of,
    wrap,
)

Box: TypeAlias = tuple[float, float, float]
"""The place of words: x, y and the width of their lines."""

Known: TypeAlias = Mapping[Kind, Mapping[str, str]]
"""Every title of the portal by kind and id, for `[[links]]` in texts."""


# From this weight on, letters have the widths of bold ones in the width table.
_HEAVY: Final = 600


class Style(NamedTuple):
    """The style of words: size in pixels, a colour of the palette, weight 400, 600 or 700."""

    size: float
    colour: str = "fg"
    weight: int = 400
    italic: bool = False

    @property
    def bold(self) -> bool:
        """Whether the bold widths of the width table apply."""
        return self.weight >= _HEAVY


TITLE: Final = Style(27, weight=700)
EYEBROW: Final = Style(12, "muted", 600)
LEAD: Final = Style(14, "muted")
BAND: Final = Style(14.5, weight=700)
PHASE: Final = Style(12, "muted", 600)
HEAD: Final = Style(13, weight=600)
BRANCH: Final = Style(11.5, "accent", 600)
LABEL: Final = Style(12.5, "muted", 600)
BODY: Final = Style(13)
STRONG: Final = Style(13, weight=600)
SMALL: Final = Style(11.5, "muted")
FIGURE: Final = Style(15, weight=700)
SMALL_STRONG: Final = Style(11.5, "muted", 600)

# Scripts with stacked marks need more line height than Latin, or marks touch the next line.
LEADING: Final = 1.42
TALL_LEADING: Final = 1.75


class TextBlock(NamedTuple):
    """A paragraph in its box.

    `indent` is kept free at the start of the first line, `rtl` is its direction.
    """

    x: float
    y: float
    width: float
    height: float
    lines: tuple[Line, ...]
    style: Style
    leading: float
    rtl: bool
    centred: bool = False
    indent: float = 0

    @property
    def widest(self) -> float:
        """The width of the longest line."""
        size, _, weight, _ = self.style
        heavy = weight >= _HEAVY
        widest = 0.0
        indent = self.indent
        for line in self.lines:
            units = 0
            for text, bold, _ in line:
                try:
                    units += PLAIN_WORDS[heavy or bold].width(text)
                except KeyError:
                    units += advance(text, heavy or bold)
            wide = units * size / EM + indent
            if wide > widest:  # noqa: PLR1730 - `max` costs more than all the rest of this line
                widest = wide
            indent = 0
        return widest


class Rectangle(NamedTuple):
    """A rectangle with rounded corners. `fill` and `stroke` are colours of the palette or None."""

    x: float
    y: float
    width: float
    height: float
    fill: str | None
    stroke: str | None = None
    radius: float = 0
    dashed: bool = False
    opacity: float = 1


class IconMark(NamedTuple):
    """An icon by its name, in one colour."""

    x: float
    y: float
    width: float
    height: float
    name: str
    colour: str = "muted"


class Face(NamedTuple):
    """The face of an emotion level, 0 to 4; `dashed` if the emotion is assumed."""

    x: float
    y: float
    width: float
    height: float
    level: int
    dashed: bool = False
    title: str = ""


class Ring(NamedTuple):
    """A circle's outline (`fill` None) or a disc."""

    x: float
    y: float
    width: float
    height: float
    fill: str | None
    stroke: str | None
    stroke_width: float = 2
    title: str = ""


class Stroke(NamedTuple):
    """A straight line from corner to corner of its box; level or upright if one side is 0."""

    x: float
    y: float
    width: float
    height: float
    colour: str
    thickness: float = 1
    dash: str = ""


class Dots(NamedTuple):
    """`filled` of three dots, for the severity of a pain."""

    x: float
    y: float
    width: float
    height: float
    filled: int
    colour: str


class Arrow(NamedTuple):
    """An arrow that points up along its box."""

    x: float
    y: float
    width: float
    height: float
    colour: str


class CurveStroke(NamedTuple):
    """An unbroken piece of a curve; the actor's (`colour` None) is shaded by height.

    `base` is the y of the line down to which the shade reaches, `shades` are the curves above it:
    this one, and those that branch off from it; none for no shade. `assumed` says for each point
    whether it rests on no evidence; the actor's curve is dashed beside such points.
    """

    x: float
    y: float
    width: float
    height: float
    points: tuple[tuple[float, float], ...]
    colour: str | None
    dash: str = ""
    base: float | None = None
    assumed: tuple[bool, ...] = ()
    shades: tuple[tuple[tuple[float, float], ...], ...] = ()


Part: TypeAlias = TextBlock | Rectangle | IconMark | Face | Ring | Stroke | Dots | Arrow | CurveStroke


class Area(NamedTuple):
    """A named part of the picture: a cell, a heading, a label. Areas never overlap."""

    name: str
    x: float
    y: float
    width: float
    height: float
    parts: tuple[Part, ...]


def paragraph(text: str, box: Box, style: Style, known: Known | None, *, indent: float = 0) -> TextBlock:
    """`text` with its inline Markdown, wrapped into a box as high as its lines.

    With an `indent` the first line leaves room for an icon; if its first word does not fit then,
    every line does.
    """
    if text and is_unmarked(text):
        return set_words((Piece(text),), box, style, indent=indent)
    pieces = tuple([Piece(run.text, run.strong, run.emphasis) for run in inline_runs(text, known)])
    return set_words(pieces, box, style, indent=indent)


def plain_words(text: str, box: Box, style: Style, *, centred: bool = False, indent: float = 0) -> TextBlock:
    """As `paragraph`, for a title or our own words: Markdown in it is not interpreted."""
    return set_words((Piece(text),), box, style, centred=centred, indent=indent)


def set_words(
    pieces: tuple[Piece, ...], box: Box, style: Style, *, centred: bool = False, indent: float = 0
) -> TextBlock:
    """As `paragraph`, for text that is already split into styled pieces."""
    x, y, width = box
    if len(pieces) == 1:
        size, _, weight, _ = style
        lines = plain_lines(pieces[0], width, size, bold=weight >= _HEAVY, indent=indent)
        if lines:
            leading = size * LEADING
            return TextBlock(x, y, width, len(lines) * leading, lines, style, leading, False, centred, indent)
    return _set_any_words(pieces, box, style, centred=centred, indent=indent)


def _set_any_words(
    pieces: tuple[Piece, ...], box: Box, style: Style, *, centred: bool, indent: float
) -> TextBlock:
    x, y, width = box
    text = pieces[0].text if len(pieces) == 1 else "".join(piece.text for piece in pieces)
    lines = wrap(pieces, width, style.size, style.bold, indent)
    if indent and not lines:
        x, width, indent = x + indent, width - indent, 0
        lines = wrap(pieces, width, style.size, style.bold)
    if text.isascii() or is_plain(text):
        leading = style.size * LEADING
        return TextBlock(x, y, width, len(lines) * leading, lines, style, leading, False, centred, indent)
    # Text without letters is figures, which read from left to right in every language.
    rtl = direction(text) == "rtl"
    tall = is_tall(text)
    widest = max((width_of(line, style.size, style.bold) for line in lines), default=0.0)
    if widest > width + 0.01:
        # A single letter is wider than the line (an Arabic ligature can be eleven ems): use a
        # smaller size.
        return set_words(
            pieces,
            (x, y, width),
            style._replace(size=style.size * width / widest * 0.99),
            centred=centred,
        )
    leading = style.size * (TALL_LEADING if tall else LEADING)
    return TextBlock(x, y, width, len(lines) * leading, lines, style, leading, rtl, centred, indent)
