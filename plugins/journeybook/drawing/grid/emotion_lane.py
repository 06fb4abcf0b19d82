"""The emotion lane of the grid: curves in a stretched SVG; faces, values and words in HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from journeybook.drawing.curve import area_path, extremes_of_others, joined_runs, label_sides, sure_pieces
from journeybook.drawing.grid.cells import CellContext
from journeybook.drawing.grid.positions import curve_top
from journeybook.drawing.view.model import Curve, CurveRow, Point
from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.catalog import pgettext
from journeybook.i18n.formats import colon, comma
from journeybook.text.escape import escape

# Longer words would need a third line above their face; face, number and card also show them.
_LONGEST_LABEL = 24
_LONGEST_WORD = 14


def curve_ink(row: CurveRow, gradient: str, name: str) -> str:
    """The curves as one `<svg>` without words.

    `gradient` is the id of its colours, `name` that of the curves and the ground behind them.
    """
    base = curve_top(0.5 if row.zero is None else row.zero)
    stops = "".join(
        f'<stop class="jb-stop-{level}" offset="{curve_top(level / 4) / 100}"/>' for level in range(4, -1, -1)
    )
    head = (
        '<svg class="jb-curve" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f'<defs><linearGradient id="{gradient}" gradientUnits="userSpaceOnUse" x1="0" y1="0" x2="0" y2="100">'
        f'{stops}</linearGradient></defs><g id="{name}">'
        f'<path class="jb-curve__half jb-curve__half--up" d="M0,0H100V{base}H0Z"/>'
        f'<path class="jb-curve__half jb-curve__half--down" d="M0,{base}H100V100H0Z"/>'
        f'<path class="jb-curve__zero" d="M0,{base}H100"/>'
    )
    parts = [head]
    # The actor's curve is drawn last, on top of the others.
    for curve in reversed(row.curves):
        for runs in joined_runs(curve):
            parts += _ink(curve, runs, base, gradient)
    parts.append("</g></svg>")
    return "".join(parts)


def _ink(curve: Curve, runs: Sequence[Sequence[Point]], base: int, gradient: str) -> Iterator[str]:
    placed = [
        (run, [(point.x * 100, float(curve_top(point.y))) for point in run]) for run in runs if len(run) > 1
    ]
    if curve.series == 0 and placed:
        # One path, so that the shade is no darker where branches overlap.
        area = "".join(area_path(places, base) for _run, places in placed)
        yield f'<path class="jb-curve__area jb-series-0" fill="url(#{gradient})" d="{area}"/>'
    for run, places in placed:
        for assumed, path in sure_pieces(places, [point.assumed for point in run]):
            look = (
                "jb-curve__line jb-series-0"
                if curve.series == 0
                else f"jb-curve__line jb-curve__line--{curve.series} jb-series-{curve.series}"
            )
            paint = f' stroke="url(#{gradient})"' if curve.series == 0 else ""
            yield f'<path class="{look}{" jb-is-assumed" if assumed else ""}"{paint} d="{path}"/>'


class LabelledPoint(NamedTuple):
    """A point with its curve. `above` says where its label stands, `is_extreme` that it has one.

    That is for personas besides the actor: the map's lowest and highest are always labelled.
    """

    curve: Curve
    point: Point
    above: bool
    is_extreme: bool


def points_by_anchor(row: CurveRow) -> dict[str, list[LabelledPoint]]:
    """The points of each step or stage."""
    found: dict[str, list[LabelledPoint]] = {}
    extremes = extremes_of_others(row.curves)
    for curve in row.curves:
        sides = label_sides(curve, row.curves)
        for point in curve.points:
            key = (curve.series, point.anchor, point.end)
            above = extremes.get(key, sides[point.anchor, point.end])
            found.setdefault(point.anchor, []).append(LabelledPoint(curve, point, above, key in extremes))
    return found


def place_of(point: Point, columns: int) -> int:
    """The position of a point within its own columns, in whole percent from their start."""
    return round((point.x * columns - point.column) / point.span * 100)


class FaceCell(NamedTuple):
    """The content of one emotion cell: the points of a step or stage.

    `columns` is the number of columns of the map, `card` the id of what a face opens, None if it
    opens nothing; `named` says whether an emotion needs the name of its persona.
    """

    points: Sequence[LabelledPoint]
    columns: int
    card: str | None
    title: str
    named: bool


def draw_points(cell: FaceCell, context: CellContext) -> str:
    """The faces of the actor and the marks of the other personas."""
    marks = [_draw_mark(each, cell) for each in cell.points if each.curve.series]
    faces = [
        _draw_face(point, above, curve.title if cell.named else None, cell, context)
        for curve, point, above, _extreme in cell.points
        if not curve.series
    ]
    # The faces come last, on top of the marks.
    return "".join(marks + faces)


def emotion_in_words(point: Point) -> str:
    """The word with a capital and the number: `Frustrated −1.2`."""
    word = point.word[:1].upper() + point.word[1:]
    return f"{escape(word)} <b>{point.figure}</b>" if word else f"<b>{point.figure}</b>"


def _draw_face(point: Point, above: bool, name: str | None, cell: FaceCell, context: CellContext) -> str:
    place = place_of(point, cell.columns)
    classes = [
        f"jb-point jb-series-0 jb-level-{point.level} jb-y-{curve_top(point.y)} jb-x-{place}",
        "jb-point--above" if above else "jb-point--below",
    ]
    if point.assumed:
        classes.append("jb-is-assumed")
    if point.moment_of_truth:
        classes.append("jb-point--truth")
    if place != 50:
        classes.append("jb-point--half")
    if len(point.word) > _LONGEST_LABEL or max(map(len, point.word.split()), default=0) > _LONGEST_WORD:
        classes.append("jb-point--long")
    truth = (
        f'<span class="jb-truth-badge">{context.icon("diamond-stone")}</span><span class="jb-sr-only"{context.our_language}>, {_("moment of truth")}</span>'
        if point.moment_of_truth
        else ""
    )
    who = f'<span class="jb-who">{escape(name)}{colon()}</span>' if name else ""
    later = (
        f'<span class="jb-sr-only"{context.our_language}>{comma()}{pgettext("later in the same step", "then")}</span>'
        if point.end
        else ""
    )
    inside = (
        f'{context.face(point.level)}<span class="jb-point__label">{later}{who}{_word(point)}</span>{truth}'
    )
    look = " ".join(classes)
    if cell.card:
        details = _("details of %(title)s", title=context.theirs(cell.title))
        return (
            f'<button type="button" class="{look}" popovertarget="{cell.card}">{inside}'
            f'<span class="jb-sr-only"{context.our_language}>, {details}</span></button>'
        )
    return f'<span class="{look}">{inside}</span>'


def _word(point: Point) -> str:
    word = point.word[:1].upper() + point.word[1:]
    return (
        f'<span class="jb-word">{escape(word)} </span><b>{point.figure}</b>'
        if word
        else f"<b>{point.figure}</b>"
    )


def _draw_mark(placed: LabelledPoint, cell: FaceCell) -> str:
    curve, point, above, is_extreme = placed
    looks = (" jb-is-assumed" if point.assumed else "") + ("" if above else " jb-dot--below")
    looks += " jb-dot--extreme" if is_extreme else ""
    return (
        f'<span class="jb-dot jb-series-{curve.series}{looks} '
        f'jb-y-{curve_top(point.y)} jb-x-{place_of(point, cell.columns)}">'
        f'<span class="jb-dot__label"><span class="jb-who"><bdi>{escape(curve.title)}</bdi>{colon()}</span>{emotion_in_words(point)}</span></span>'
    )


def axis_faces(context: CellContext) -> str:
    """The faces beside the lane's title that show the scale: its two ends and its middle."""
    faces = "".join(
        f'<i class="jb-y-{curve_top(level / 4)}">{context.face(level)}</i>' for level in (4, 2, 0)
    )
    return f'<span class="jb-lane__axis" aria-hidden="true">{faces}</span>'
