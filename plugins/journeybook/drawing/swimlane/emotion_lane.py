"""The emotion lane of the standalone swimlane: bands, curves, faces, words, moments of truth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from journeybook.drawing.curve import extremes_of_others, joined_runs, label_sides
from journeybook.drawing.palette import SERIES_DASHES
from journeybook.drawing.swimlane.parts import (
    Area,
    Box,
    CurveStroke,
    Face,
    IconMark,
    Part,
    Rectangle,
    Ring,
    Stroke,
    Style,
    TextBlock,
    set_words,
)
from journeybook.drawing.view.model import Curve, CurveRow, Point
from journeybook.i18n.formats import colon
from journeybook.text.wrapping import Piece, direction

PLOT = 150
TALL_PLOT = 260
FACE = 26
_RING = 36
_BADGE = 15
_MARGIN = 30
_EDGE = 5
_LABEL_SIZE = 11.5
# No label is narrower than this, however close two emotions are.
_NARROWEST = 44
# The distance from the middle of another persona's point to its label.
_MARKER = 8


def lay_curve(row: CurveRow, box: Box, least: float) -> tuple[Area, float, float]:
    """The emotion lane with its top at `box`, and the y positions of the scale's two ends in it.

    The lane is as high as its labels need: the scale has a fixed height, and labels above its top
    or below its bottom move the lane's edges. At least `least` pixels stay free above the scale.
    """
    x, y, width = box
    plot = TALL_PLOT if row.tall else PLOT
    main = row.curves[0] if row.curves else None
    labels = _labels(main, row.curves, x, width) if main else []
    words_of_points = [
        *((point, words, above, _away(point)) for point, words, above in labels),
        *_extreme_labels(row, width),
    ]
    over, under = max(least, _MARGIN), float(_MARGIN)
    for point, words, above, away in words_of_points:
        need = words.height + away + _EDGE
        if above:
            over = max(over, need - (1 - point.y) * plot)
        else:
            under = max(under, need - point.y * plot)
    top, bottom = y + over, y + over + plot
    height = over + plot + under

    def placed(point: Point) -> tuple[float, float]:
        return x + point.x * width, bottom - point.y * plot

    parts: list[Part] = _bands(row, (x, y, width), height, bottom, plot)
    for curve in reversed(row.curves):
        base = bottom - (row.zero or 0) * plot
        for runs in joined_runs(curve):
            drawn = [(run, tuple(placed(point) for point in run)) for run in runs if len(run) > 1]
            # One shade for all branches, so that it is no darker where they overlap.
            shades = tuple(points for _, points in drawn)
            for index, (run, points) in enumerate(drawn):
                parts.append(_sweep(curve, run, points, base, () if index else shades))
    for curve in row.curves[1:]:
        parts += [_marker(curve, point, placed(point)) for point in curve.points]
    for point, words, above, away in words_of_points:
        middle, level = placed(point)
        start = level - away - words.height if above else level + away
        wide = words.widest + 8
        parts.append(Rectangle(middle - wide / 2, start, wide, words.height, "bg", radius=4, opacity=0.82))
        parts.append(words._replace(x=middle - words.width / 2, y=start))
    for point, _, above in labels:
        parts += _face(point, placed(point), above)
    return Area("emotion", x, y, width, height, tuple(parts)), top, bottom


def _extreme_labels(row: CurveRow, width: float) -> Iterator[tuple[Point, TextBlock, bool, float]]:
    """The labels of the map's lowest and highest where a persona besides the actor has them.

    Each with its point, whether it stands above, and its distance from the middle of the point.
    """
    extremes = extremes_of_others(row.curves)
    for curve in row.curves[1:]:
        for point in curve.points:
            above = extremes.get((curve.series, point.anchor, point.end))
            if above is not None:
                room = max(_NARROWEST, min(2 * point.x * width, 2 * (1 - point.x) * width, 150) - 6)
                style = Style(_LABEL_SIZE, series_colour(curve.series), 600)
                yield (
                    point,
                    set_words(_label_pieces(point), (0, 0, room), style, centred=True),
                    above,
                    _MARKER,
                )


def _away(point: Point) -> float:
    """The distance from the middle of a point to its label."""
    return (_RING if point.moment_of_truth else FACE) / 2 + 4


def _bands(
    row: CurveRow, box: tuple[float, float, float], height: float, bottom: float, plot: float
) -> list[Part]:
    x, y, width = box
    if row.zero is None:
        return []
    zero = bottom - row.zero * plot
    return [
        Rectangle(x, y, width, zero - y, "e4s", opacity=0.35),
        Rectangle(x, zero, width, y + height - zero, "e0s", opacity=0.4),
        Stroke(x, zero, width, 0, "line-2", dash="4 4"),
    ]


def _sweep(
    curve: Curve,
    run: tuple[Point, ...],
    points: tuple[tuple[float, float], ...],
    base: float,
    shades: tuple[tuple[tuple[float, float], ...], ...],
) -> CurveStroke:
    xs, ys = zip(*points, strict=True)
    box = (min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
    if curve.series == 0:
        assumed = tuple(point.assumed for point in run)
        return CurveStroke(*box, points, None, base=base, assumed=assumed, shades=shades)
    return CurveStroke(*box, points, series_colour(curve.series), series_dash(curve.series))


def series_colour(series: int) -> str:
    """The palette's colour of a curve other than the actor's."""
    return f"series-{series % len(SERIES_DASHES) + 1}"


def series_dash(series: int) -> str:
    """The dash of a curve; the actor's is solid, and a repeated colour has another dash."""
    turn, colour = divmod(series, len(SERIES_DASHES))
    return SERIES_DASHES[(colour + turn) % len(SERIES_DASHES)]


def _marker(curve: Curve, point: Point, at: tuple[float, float]) -> Ring:
    x, y = at
    return Ring(
        x - 4, y - 4, 8, 8, "bg", series_colour(curve.series), 2, f"{curve.title}{colon()}{_said(point)}"
    )


def _face(point: Point, at: tuple[float, float], above: bool) -> list[Part]:
    x, y = at
    face = Face(x - FACE / 2, y - FACE / 2, FACE, FACE, point.level, point.assumed, _said(point))
    if not point.moment_of_truth:
        return [face]
    ring = Ring(x - _RING / 2, y - _RING / 2, _RING, _RING, None, "mot")
    # The badge is on the side opposite of the label.
    badge = (x + 6, y + 5 if above else y - 5 - _BADGE, _BADGE, _BADGE)
    inner = (badge[0] + 2.5, badge[1] + 2.5, _BADGE - 5, _BADGE - 5)
    return [ring, face, Ring(*badge, "mot", None), IconMark(*inner, "diamond-stone", "bg")]


def _said(point: Point) -> str:
    return " ".join(part for part in (capital(point.word), point.figure) if part)


def capital(word: str) -> str:
    """`word` with a capital first letter."""
    return word[:1].upper() + word[1:]


def _labels(
    curve: Curve, curves: Sequence[Curve], x: float, width: float
) -> list[tuple[Point, TextBlock, bool]]:
    """Each point's word and figure, wrapped between its neighbours, and whether it stands above."""
    points = curve.points
    middles = [x + point.x * width for point in points]
    gaps = [after - before for before, after in pairwise(middles)]
    lefts = [2 * (middles[0] - x), *gaps] if points else []
    rights = [*gaps, 2 * (x + width - middles[-1])] if points else []
    room = {
        (point.anchor, point.end): max(_NARROWEST, min(left, right, 150) - 6)
        for point, left, right in zip(points, lefts, rights, strict=True)
    }
    labels = []
    sides = label_sides(curve, curves)
    for point in points:
        style = Style(_LABEL_SIZE, f"e{point.level}", 600)
        box = (0, 0, room[point.anchor, point.end])
        words = set_words(_label_pieces(point), box, style, centred=True)
        labels.append((point, words, sides[point.anchor, point.end]))
    return labels


def _label_pieces(point: Point) -> tuple[Piece, Piece]:
    """A point's word and, bold, its figure."""
    # Without the mark, a minus would move behind its number after a right-to-left word.
    mark = "\u200e" if direction(point.word) == "rtl" else ""
    return Piece(capital(point.word) + " "), Piece(mark + point.figure.replace(" ", "\u00a0"), bold=True)
