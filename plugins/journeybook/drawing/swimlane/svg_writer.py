"""Writes the parts of the swimlane as SVG with literal colours and presentation attributes.

Wikis remove styles, scripts, `<use>` and `<foreignObject>`, and programs other than browsers ignore
them, so none is used. Elements that look alike and follow each other share their look in a group. A
right-to-left line is enclosed in the marks U+2067 and U+2069, because some programs ignore
`direction` too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, Final, TypeAlias

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


Element: TypeAlias = tuple[str, str, str]
"""An element: its tag, the attributes that others may share with it, and the rest of it."""

_look_of = itemgetter(1)


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
        self._writers: Mapping[type, Callable[[Any], Sequence[Element]]] = {
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
        """The elements of the parts in the order of painting, one a line."""
        writers = self._writers
        elements = [element for part in parts for element in writers[type(part)](part)]
        drawn = []
        for look, alike in groupby(elements, key=_look_of):
            group = list(alike)
            if len(group) > 1 and look:
                drawn.append(f"<g{look}>")
                drawn += [f"<{tag}{rest}" for tag, _, rest in group]
                drawn.append("</g>")
            else:
                drawn += [f"<{tag}{look}{rest}" for tag, _, rest in group]
        return drawn

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

    def _words(self, part: TextBlock) -> Sequence[Element]:
        x, y, width, _, lines, style, leading, rtl, centred, indent = part
        if not lines:
            return ()
        left = self._left(x, width)
        # In a right-to-left map all texts are aligned right; elsewhere by their own direction.
        from_right = rtl or self._rtl
        anchor = "middle" if centred else "end" if from_right else ""
        place = left + width / 2 if centred else left + width if from_right else left
        # An icon is at the map's start, so a text in the other direction keeps clear of it.
        first = place + (0 if centred or from_right != self._rtl else -indent if from_right else indent)
        base = y + leading / 2 + style.size * 0.36
        figures = _FIGURES
        spans = []
        at = first
        for index, line in enumerate(lines):
            words, bold, italic = line[0]
            if len(line) > 1 or bold or italic or from_right or not words.isascii():
                words = _line(line, rtl=rtl, isolated=from_right)
            elif "&" in words or "<" in words or ">" in words:
                words = escape_words(words)
            spans.append(f' x="{figures[at]}" y="{figures[base + index * leading]}">{words}')
            at = place
        look = _look(style, anchor)
        if len(spans) == 1:
            return (("text", look, f"{spans[0]}</text>"),)
        drawn = "</tspan\n><tspan".join(spans)
        return (("text", look, f"><tspan{drawn}</tspan\n></text>"),)

    def _plate(self, part: Rectangle) -> Sequence[Element]:
        x, y, width, height, fill, stroke, radius, dashed, opacity = part
        figures = _FIGURES
        corners = f' rx="{figures[radius]}"' if radius else ""
        return (
            (
                "rect",
                _surface(fill, stroke, opacity, dashed),
                f' x="{figures[self._left(x, width)]}" y="{figures[y]}" width="{figures[width]}" height="{figures[height]}"{corners}/>',
            ),
        )

    def _glyph(self, part: IconMark) -> Sequence[Element]:
        x, y, width, _, name, colour = part
        place = _onto(self._left(x, width), y, width)
        return (("path", f' fill="{_SLOTS[colour]}"', f' transform="{place}" d="{icon_path(name)}"/>'),)

    def _face(self, part: Face) -> Sequence[Element]:
        x, y, width, _, level, dashed, title = part
        look, inside = self._faces[level, dashed]
        place = _onto(self._left(x, width), y, width)
        return (("g", look, f' transform="{place}">{_titled(title)}{inside}</g>'),)

    def _ring(self, part: Ring) -> Sequence[Element]:
        x, y, width, height, fill, stroke, thickness, title = part
        half = width / 2
        look = _paint(fill, stroke) + (f' stroke-width="{short(thickness)}"' if stroke else "")
        place = f' cx="{short(self._left(x, width) + half)}" cy="{short(y + height / 2)}" r="{short(half)}"'
        return (("circle", look, f"{place}>{_titled(title)}</circle>" if title else f"{place}/>"),)

    def _stroke(self, part: Stroke) -> Sequence[Element]:
        x, y, width, height, colour, thickness, dash = part
        way = f"H{short(self._left(x, width) + width)}" if width else f"V{short(y + height)}"
        look = (
            f' fill="none" stroke="{self.colours[colour]}"'
            + (f' stroke-width="{short(thickness)}"' if thickness != 1 else "")
            + (f' stroke-dasharray="{dash}"' if dash else "")
        )
        return (("path", look, f' d="M{short(self._left(x, width))},{short(y)}{way}"/>'),)

    def _dots(self, part: Dots) -> Sequence[Element]:
        x, y, width, height, filled, colour = part
        radius = height / 2
        step = height + (width - 3 * height) / 2
        middle = short(y + radius)
        full = empty = ""
        for index in range(3):
            reach = radius if index < filled else radius - 0.5
            start = short(self._left(x + index * step, height) + radius - reach)
            if index < filled:
                full += f"M{start} {middle}{_circle(reach)}"
            else:
                empty += f"M{start} {middle}{_circle(reach)}"
        ink = self.colours[colour]
        found = [("path", f' fill="{ink}"', f' d="{full}"/>')] if full else []
        if empty:
            found.append(("path", f' fill="none" stroke="{ink}"', f' d="{empty}"/>'))
        return found

    def _arrow(self, part: Arrow) -> Sequence[Element]:
        x, y, width, height, colour = part
        middle = self._left(x, width) + width / 2
        ink = self.colours[colour]
        head = min(7, height)
        return (
            (
                "path",
                f' fill="none" stroke="{ink}" stroke-width="2"',
                f' d="M{short(middle)},{short(y + head)}V{short(y + height)}"/>',
            ),
            (
                "path",
                f' fill="{ink}"',
                f' d="M{short(middle)},{short(y)}l{short(width / 2)},{short(head)}h{short(-width)}Z"/>',
            ),
        )

    def _along(self, points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
        """Points of a curve at their final positions, from left to right."""
        placed = [(self._left(x, 0), y) for x, y in points]
        return placed[::-1] if self._rtl else placed

    def _sweep(self, part: CurveStroke) -> Sequence[Element]:
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
        found = []
        if shade:
            look = f' fill="url(#{self._gradient}) none" opacity=".13"'
            found.append(("path", look, f' d="{shade}"/>'))
        for unsure, path in sure_pieces(points, assumed):
            dash = _ASSUMED_DASH if unsure else part.dash
            look = f' fill="none" stroke={paint} stroke-linecap="round" stroke-linejoin="round"' + (
                f' stroke-dasharray="{dash}"' if dash else ""
            )
            found.append(("path", look, f' d="{path}"/>'))
        return found


@cache
def _inked_faces() -> Mapping[tuple[int, bool], tuple[str, str]]:
    return {
        (level, dashed): _inked_face(level, dashed=dashed) for level in range(5) for dashed in (False, True)
    }


def _inked_face(level: int, *, dashed: bool) -> tuple[str, str]:
    """The page's face of a level with colours instead of classes, dashed for an assumed emotion.

    The attributes of the group that it is drawn in, and its elements.
    """
    ink = _SLOTS[f"e{level}"]
    attributes = {
        "frame": f'fill="{_SLOTS[f"e{level}s"]}" stroke-width="2"'
        + (' stroke-dasharray="3.2 2" stroke-linecap="butt"' if dashed else ""),
        "eye": f'fill="{ink}" stroke="none"',
        "mouth": "",
        "mouth jb-face__mouth--full": f'fill="{ink}"',
    }
    inside = face(level).partition(">")[2].removesuffix("</svg>")
    inked = _FACE_INK.sub(lambda match: attributes[match[1]], inside).replace("<path  ", "<path ")
    return f' fill="none" stroke="{ink}" stroke-width="1.9" stroke-linecap="round"', inked


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
    """The attributes of a text's style."""
    return (
        f' font-size="{short(style.size)}" fill="{_SLOTS[style.colour]}"'
        + (f' font-weight="{style.weight}"' if style.weight != 400 else "")
        + (' font-style="italic"' if style.italic else "")
        + (f' text-anchor="{anchor}"' if anchor else "")
    )


@lru_cache(maxsize=256)
def _surface(fill: str | None, stroke: str | None, opacity: float, dashed: bool) -> str:
    """The attributes of a rectangle's surface."""
    return (
        _paint(fill, stroke)
        + (' stroke-dasharray="3 2"' if dashed else "")
        + (f' opacity="{short(opacity)}"' if opacity != 1 else "")
    )


def _paint(fill: str | None, stroke: str | None) -> str:
    paint = f' fill="{_SLOTS[fill]}"' if fill else ' fill="none"'
    return paint + (f' stroke="{_SLOTS[stroke]}"' if stroke else "")


@lru_cache(maxsize=16)
def _circle(radius: float) -> str:
    """The commands that draw a circle from its leftmost point."""
    turn = f"{short(radius)} {short(radius)} 0 1 0"
    return f"a{turn} {short(2 * radius)} 0 {turn}{short(-2 * radius)} 0"


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
