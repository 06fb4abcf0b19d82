"""Writes the parts of the swimlane as SVG with literal colours and presentation attributes.

Wikis remove styles, scripts, `<use>` and `<foreignObject>`, and programs other than browsers ignore
them, so none is used. A right-to-left line is enclosed in the marks U+2067 and U+2069, because some
programs ignore `direction` too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, Final

from journeybook.drawing.curve import area_path, sure_pieces
from journeybook.drawing.faces import face
from journeybook.drawing.icons import icon_path
from journeybook.drawing.palette import SCHEMES, Scheme
from journeybook.drawing.swimlane.parts import (
    Arrow,
    CurveStroke,
    Dots,
    Face,
    IconMark,
    Part,
    Rectangle,
    Ring,
    Stroke,
    Style,
    TextBlock,
)
from journeybook.text.escape import escape_words
from journeybook.text.wrapping import Line, has_right_to_left

RTL_ISOLATE: Final = "\u2067"
LTR_ISOLATE: Final = "\u2066"
END_ISOLATE: Final = "\u2069"

_KEPT_FIGURES: Final = 65_536

# The same dash as on the page.
_ASSUMED_DASH = "8 7"

_FACE_INK = re.compile(r'class="jb-face__(frame|eye|mouth jb-face__mouth--full|mouth)"')


# Encloses the name of each slot for a colour. XML forbids it, so no text contains it.
_SLOT: Final = "\x1f"
_SLOTS: Final[Mapping[str, str]] = {name: f"{_SLOT}{name}{_SLOT}" for name in SCHEMES["light"]}

SCHEME_SLOT: Final = f"{_SLOT}scheme{_SLOT}"
"""The slot for the name of the colour scheme."""


def filled_in(document: str, *schemes: Scheme) -> Iterator[str]:
    """`document` with its slots filled in for each scheme: much faster than writing it again."""
    pieces = document.split(_SLOT)
    slots = pieces[1::2]
    for scheme in schemes:
        values = {**SCHEMES[scheme], "scheme": scheme}
        pieces[1::2] = [values[name] for name in slots]
        yield "".join(pieces)


class SvgWriter:
    """Writes parts as SVG with slots for `filled_in` as colours, mirrored for right-to-left maps.

    `gradient` is the id of the shade by height, defined by `shade`.
    """

    def __init__(self, width: float, gradient: str, *, rtl: bool) -> None:
        self.colours = _SLOTS
        self._width = width
        self._gradient = gradient
        self._rtl = rtl
        self._faces = _inked_faces()
        self._writers: Mapping[type, Callable[[Any], str]] = {
            TextBlock: self._words,
            Rectangle: self._plate,
            IconMark: self._glyph,
            Face: self._face,
            Ring: self._ring,
            Stroke: self._stroke,
            Dots: self._dots,
            Arrow: self._arrow,
            CurveStroke: self._sweep,
        }

    def write(self, parts: Iterable[Part]) -> list[str]:
        """One element for each part, in the order of painting."""
        writers = self._writers
        return [writers[type(part)](part) for part in parts]

    def shade(self, top: float, bottom: float) -> str:
        """The gradient of the actor's curve: the five levels' colours between two y positions."""
        stops = "".join(
            f'<stop offset="{short(1 - level / 4)}" stop-color="{self.colours[f"e{level}"]}"/>'
            for level in (4, 3, 2, 1, 0)
        )
        return (
            f'<linearGradient id="{self._gradient}" gradientUnits="userSpaceOnUse" '
            f'x1="0" y1="{short(top)}" x2="0" y2="{short(bottom)}">{stops}</linearGradient>'
        )

    def _left(self, x: float, width: float) -> float:
        return self._width - x - width if self._rtl else x

    def _words(self, part: TextBlock) -> str:
        x, y, width, _, lines, style, leading, rtl, centred, indent = part
        if not lines:
            return ""
        left = self._left(x, width)
        # In a right-to-left map all texts are aligned right; elsewhere by their own direction.
        from_right = rtl or self._rtl
        anchor = "middle" if centred else "end" if from_right else ""
        place = left + width / 2 if centred else left + width if from_right else left
        # An icon is at the map's start, so a text in the other direction keeps clear of it.
        first = place + (0 if centred or from_right != self._rtl else -indent if from_right else indent)
        base = y + leading / 2 + style.size * 0.36
        figures = _FIGURES
        drawn = _look(style, anchor)
        at = first
        for index, line in enumerate(lines):
            words, bold, italic = line[0]
            if len(line) > 1 or bold or italic or from_right or not words.isascii():
                words = _line(line, rtl=rtl, isolated=from_right)
            elif "&" in words or "<" in words or ">" in words:
                words = escape_words(words)
            drawn += f'<tspan x="{figures[at]}" y="{figures[base + index * leading]}">{words}</tspan\n>'
            at = place
        return f"{drawn}</text>"

    def _plate(self, part: Rectangle) -> str:
        x, y, width, height, fill, stroke, radius, dashed, opacity = part
        figures = _FIGURES
        return (
            f'<rect x="{figures[self._left(x, width)]}" y="{figures[y]}" width="{figures[width]}" height="{figures[height]}"'
            f"{_surface(fill, stroke, radius, opacity, dashed)}/>"
        )

    def _glyph(self, part: IconMark) -> str:
        x, y, width, _, name, colour = part
        return f'<path transform="{_onto(self._left(x, width), y, width)}" {_sign(name, colour)}/>'

    def _face(self, part: Face) -> str:
        x, y, width, _, level, dashed, title = part
        return f'<g transform="{_onto(self._left(x, width), y, width)}">{_titled(title)}{self._faces[level, dashed]}</g>'

    def _ring(self, part: Ring) -> str:
        x, y, width, height, fill, stroke, thickness, title = part
        half = width / 2
        head = (
            f'<circle cx="{short(self._left(x, width) + half)}" cy="{short(y + height / 2)}" r="{short(half)}"'
            + _paint(fill, stroke)
            + (f' stroke-width="{short(thickness)}"' if stroke else "")
        )
        return f"{head}>{_titled(title)}</circle>" if title else f"{head}/>"

    def _stroke(self, part: Stroke) -> str:
        x, y, width, height, colour, thickness, dash = part
        way = f"H{short(self._left(x, width) + width)}" if width else f"V{short(y + height)}"
        return (
            f'<path d="M{short(self._left(x, width))},{short(y)}{way}" fill="none" stroke="{self.colours[colour]}"'
            + (f' stroke-width="{short(thickness)}"' if thickness != 1 else "")
            + (f' stroke-dasharray="{dash}"' if dash else "")
            + "/>"
        )

    def _dots(self, part: Dots) -> str:
        width, height, filled, colour = part[2:]
        radius = height / 2
        gap = (width - 3 * height) / 2
        full = [self._dot(part, index * (height + gap), radius) for index in range(filled)]
        empty = [self._dot(part, index * (height + gap), radius - 0.5) for index in range(filled, 3)]
        ink = self.colours[colour]
        return (f'<path fill="{ink}" d="{"".join(full)}"/>' if full else "") + (
            f'<path fill="none" stroke="{ink}" d="{"".join(empty)}"/>' if empty else ""
        )

    def _dot(self, part: Dots, offset: float, radius: float) -> str:
        centre = self._left(part.x + offset, part.height) + part.height / 2
        middle = part.y + part.height / 2
        turn = f"a{short(radius)},{short(radius)} 0 1 0"
        return f"M{short(centre - radius)},{short(middle)}{turn} {short(2 * radius)},0{turn} {short(-2 * radius)},0"

    def _arrow(self, part: Arrow) -> str:
        x, y, width, height, colour = part
        middle = self._left(x, width) + width / 2
        ink = self.colours[colour]
        head = min(7, height)
        return (
            f'<path d="M{short(middle)},{short(y + head)}V{short(y + height)}" fill="none" stroke="{ink}" stroke-width="2"/>'
            f'<path d="M{short(middle)},{short(y)}l{short(width / 2)},{short(head)}h{short(-width)}Z" fill="{ink}"/>'
        )

    def _along(self, points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
        """Points of a curve at their final positions, from left to right."""
        placed = [(self._left(x, 0), y) for x, y in points]
        return placed[::-1] if self._rtl else placed

    def _sweep(self, part: CurveStroke) -> str:
        points = self._along(part.points)
        assumed = list(part.assumed) or [False] * len(points)
        if self._rtl:
            assumed.reverse()
        if part.colour is None:
            # The colour after the reference is for programs that ignore definitions.
            paint = f'"url(#{self._gradient}) {self.colours["e3"]}" stroke-width="3.5"'
        else:
            paint = f'"{self.colours[part.colour]}" stroke-width="2"'
        base = part.base
        shade = "" if base is None else "".join(area_path(self._along(each), base) for each in part.shades)
        lines = [f'<path d="{shade}" fill="url(#{self._gradient}) none" opacity=".13"/>'] if shade else []
        for unsure, path in sure_pieces(points, assumed):
            dash = _ASSUMED_DASH if unsure else part.dash
            lines.append(
                f'<path d="{path}" fill="none" stroke={paint} stroke-linecap="round" stroke-linejoin="round"'
                + (f' stroke-dasharray="{dash}"' if dash else "")
                + "/>"
            )
        return "\n".join(lines)


@cache
def _inked_faces() -> Mapping[tuple[int, bool], str]:
    return {
        (level, dashed): _inked_face(level, dashed=dashed) for level in range(5) for dashed in (False, True)
    }


def _inked_face(level: int, *, dashed: bool) -> str:
    """The page's face of a level with colours instead of classes; dashed for an assumed emotion."""
    ink = _SLOTS[f"e{level}"]
    line = f'stroke="{ink}" stroke-width="1.9" stroke-linecap="round"'
    attributes = {
        "frame": f'fill="{_SLOTS[f"e{level}s"]}" stroke="{ink}" stroke-width="2"'
        + (' stroke-dasharray="3.2 2"' if dashed else ""),
        "eye": f'fill="{ink}"',
        "mouth": f'fill="none" {line}',
        "mouth jb-face__mouth--full": f'fill="{ink}" {line}',
    }
    inside = face(level).partition(">")[2].removesuffix("</svg>")
    return _FACE_INK.sub(lambda match: attributes[match[1]], inside)


class _Figures(dict[float, str]):
    """Numbers as written, each made when it is first asked for; much faster than `lru_cache`."""

    def __missing__(self, value: float) -> str:
        if len(self) >= _KEPT_FIGURES:
            self.clear()
        rounded = round(value, 2)
        whole = int(rounded)
        found = self[value] = str(whole) if whole == rounded else f"{rounded:.2f}".rstrip("0")
        return found


_FIGURES: Final = _Figures()


def short(value: float) -> str:
    """A number with at most two decimals."""
    return _FIGURES[value]


@lru_cache(maxsize=256)
def _look(style: Style, anchor: str) -> str:
    """The attributes that start a text's element."""
    return (
        f'<text font-size="{short(style.size)}" fill="{_SLOTS[style.colour]}"'
        + (f' font-weight="{style.weight}"' if style.weight != 400 else "")
        + (' font-style="italic"' if style.italic else "")
        + (f' text-anchor="{anchor}"' if anchor else "")
        + ">"
    )


@lru_cache(maxsize=256)
def _surface(fill: str | None, stroke: str | None, radius: float, opacity: float, dashed: bool) -> str:
    """The attributes of a rectangle's surface."""
    return (
        (f' rx="{short(radius)}"' if radius else "")
        + _paint(fill, stroke)
        + (' stroke-dasharray="3 2"' if dashed else "")
        + (f' opacity="{short(opacity)}"' if opacity != 1 else "")
    )


def _paint(fill: str | None, stroke: str | None) -> str:
    paint = f' fill="{_SLOTS[fill]}"' if fill else ' fill="none"'
    return paint + (f' stroke="{_SLOTS[stroke]}"' if stroke else "")


@lru_cache(maxsize=512)
def _sign(name: str, colour: str) -> str:
    return f'fill="{_SLOTS[colour]}" d="{icon_path(name)}"'


def _line(line: Line, *, rtl: bool, isolated: bool) -> str:
    if len(line) == 1 and not line[0].bold and not line[0].italic:
        text = escape_words(line[0].text)
    else:
        text = "".join([_styled(*piece) for piece in line])
    if rtl:
        return RTL_ISOLATE + text + END_ISOLATE
    if isolated or (not text.isascii() and has_right_to_left(text)):
        return LTR_ISOLATE + text + END_ISOLATE
    return text


def _styled(text: str, bold: bool, italic: bool) -> str:
    words = escape_words(text)
    if not bold and not italic:
        return words
    look = (' font-weight="700"' if bold else "") + (' font-style="italic"' if italic else "")
    return f"<tspan{look}>{words}</tspan>"


def _onto(x: float, y: float, size: float) -> str:
    return f"translate({short(x)} {short(y)}){_scaled(size)}"


@cache
def _scaled(size: float) -> str:
    scale = size / 24
    return f" scale({scale:.4g})" if scale != 1 else ""


def _titled(title: str) -> str:
    return f"<title>{escape_words(title)}</title>" if title else ""
