"""The shape of an emotion curve: a monotone cubic through its points.

The tangents are those of Fritsch and Carlson (1980) in the form of Fritsch and Butland (1984): the
weighted harmonic mean of the two slopes beside a point, and zero at a turn. So no piece of the
curve leaves the range of its two ends: an overshoot would show an emotion that nobody reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

from journeybook.drawing.view.model import Curve, Point

PlacedPoint: TypeAlias = tuple[float, float]


def tangents(points: Sequence[PlacedPoint]) -> list[float]:
    """The slopes of the curve at `points`, whose x grow strictly; [] for none and [0] for one."""
    if len(points) < 2:
        return [0.0] * len(points)
    widths = [after[0] - here[0] for here, after in pairwise(points)]
    slopes = [
        (after[1] - here[1]) / width for (here, after), width in zip(pairwise(points), widths, strict=True)
    ]
    inner = []
    for (left, right), (before, after) in zip(pairwise(slopes), pairwise(widths), strict=True):
        if left * right <= 0:
            inner.append(0.0)
        else:
            one, two = 2 * after + before, after + 2 * before
            inner.append((one + two) / (one / left + two / right))
    return [slopes[0], *inner, slopes[-1]]


def curve_pieces(points: Sequence[PlacedPoint]) -> tuple[str, ...]:
    """The curve's pieces from point to point, each an SVG `C` command with two decimals."""
    return _pieces(tuple(points))


@lru_cache(maxsize=64)  # a drawing needs a curve's line and the area below it
def _pieces(points: tuple[PlacedPoint, ...]) -> tuple[str, ...]:
    slopes = tangents(points)
    pieces = []
    for index in range(len(points) - 1):
        (x0, y0), (x1, y1) = points[index], points[index + 1]
        third = (x1 - x0) / 3
        low, high = min(y0, y1), max(y0, y1)
        # The bounds hold in theory; clamping keeps rounding from breaking them.
        first = min(high, max(low, y0 + slopes[index] * third))
        second = min(high, max(low, y1 - slopes[index + 1] * third))
        pieces.append(
            f"C{_short(x0 + third)},{_short(first)} {_short(x1 - third)},{_short(second)} {_short(x1)},{_short(y1)}"
        )
    return tuple(pieces)


def curve_path(points: Sequence[PlacedPoint]) -> str:
    """The `d` of an SVG path through `points` (x growing strictly, any units), "" for none."""
    if not points:
        return ""
    return move_to(points[0]) + "".join(curve_pieces(points))


def sure_pieces(points: Sequence[PlacedPoint], assumed: Sequence[bool]) -> Iterator[tuple[bool, str]]:
    """The path through `points` in parts that are wholly assumed or wholly not.

    A piece is assumed if either of its ends is.
    """
    path, state = "", None
    for start, (here, after), piece in zip(points, pairwise(assumed), curve_pieces(points), strict=False):
        unsure = here or after
        if state is not None and unsure != state:
            yield state, path
            path = ""
        path = (path or move_to(start)) + piece
        state = unsure
    if state is not None:
        yield state, path


def area_path(points: Sequence[PlacedPoint], base: float) -> str:
    """The `d` of the area between the curve and the line y = `base`, "" below two points."""
    if len(points) < 2:
        return ""
    return f"{curve_path(points)}V{_short(base)}H{_short(points[0][0])}Z"


def move_to(point: PlacedPoint) -> str:
    """The command that starts a path at `point`."""
    return f"M{_short(point[0])},{_short(point[1])}"


def label_above(before: float | None, here: float, after: float | None) -> bool:
    """Whether a label has more room above its point than below it.

    The arguments are the values (larger is higher) of the point and its neighbours. Above if the
    curve bends down, below if it bends up; if it is straight, on the side of the nearer edge,
    because other curves tend to cross the middle of the scale.
    """
    bend = 2 * here - (here if before is None else before) - (here if after is None else after)
    return bend > 0 if bend else here >= 0.5


_LABEL_REACH = 0.3
"""How far a face and its label reach above or below a point, as a share of the scale."""


def label_sides(curve: Curve, others: Iterable[Curve] = ()) -> Mapping[tuple[str, bool], bool]:
    """For each point, by anchor and `end`, whether its label stands above (`label_above`).

    If several lines lead to or from a point, the mean of the neighbours counts. Where the label
    would hide a point of one of the `others`, it stands on the other side if that is free.
    """
    before: dict[tuple[str, bool], list[float]] = {}
    after: dict[tuple[str, bool], list[float]] = {}
    for run in curve.runs:
        for here, there in pairwise(run):
            after.setdefault((here.anchor, here.end), []).append(there.y)
            before.setdefault((there.anchor, there.end), []).append(here.y)

    def mean(found: Sequence[float] | None) -> float | None:
        return sum(found) / len(found) if found else None

    beside: dict[str, list[float]] = {}
    for other in others:
        if other is not curve:
            for point in other.points:
                beside.setdefault(point.anchor, []).append(point.y)

    def is_free(point: Point, above: bool) -> bool:
        return not any(
            0 < (there - point.y if above else point.y - there) <= _LABEL_REACH
            for there in beside.get(point.anchor, ())
        )

    sides = {}
    for point in curve.points:
        key = (point.anchor, point.end)
        above = label_above(mean(before.get(key)), point.y, mean(after.get(key)))
        moves = not is_free(point, above) and is_free(point, not above)
        sides[key] = above is not moves
    return sides


def extremes_of_others(curves: Sequence[Curve]) -> Mapping[tuple[int, str, bool], bool]:
    """The points of other curves than the first that are the lowest or the highest of all.

    By series, anchor and `end`, each with whether its label stands above: where nothing is higher.
    A point as low or as high as one of the first curve is left out, because that one has a label.
    """
    main = [point.y for curve in curves[:1] for point in curve.points]
    others = [(curve.series, point) for curve in curves[1:] for point in curve.points]
    found: dict[tuple[int, str, bool], bool] = {}
    for above, furthest in ((False, min), (True, max)):
        end = furthest([*main, *(point.y for _, point in others)], default=None)
        if end in main:
            continue
        labelled: set[str] = set()
        for series, point in others:
            if point.y == end and point.anchor not in labelled:
                labelled.add(point.anchor)
                found.setdefault((series, point.anchor, point.end), above)
    return found


def joined_runs(curve: Curve) -> list[list[tuple[Point, ...]]]:
    """The curve's runs in connected groups: runs of a group share points at branches and joins."""
    groups: list[list[tuple[Point, ...]]] = []
    of: dict[Point, int] = {}
    for run in curve.runs:
        found = sorted({of[each] for each in (run[0], run[-1]) if each in of})
        if not found:
            groups.append([])
            found = [len(groups) - 1]
        home, *others = found
        for other in others:
            groups[home] += groups[other]
            of.update({point: home for each in groups[other] for point in each})
            groups[other] = []
        groups[home].append(run)
        of.update(dict.fromkeys(run, home))
    return [group for group in groups if group]


@lru_cache(maxsize=16_384)
def _short(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
