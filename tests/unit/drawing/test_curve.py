from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from journeybook.drawing.curve import (
    area_path,
    curve_path,
    curve_pieces,
    extremes_of_others,
    label_above,
    label_sides,
    tangents,
)
from journeybook.drawing.view.model import Curve, Point

heights = st.lists(st.floats(-2, 2, allow_nan=False), min_size=2, max_size=12)


def _numbers(piece: str) -> list[float]:
    return [float(each) for each in re.findall(r"-?\d+(?:\.\d+)?", piece)]


def _bezier(y0: float, y1: float, y2: float, y3: float, t: float) -> float:
    return (1 - t) ** 3 * y0 + 3 * (1 - t) ** 2 * t * y1 + 3 * (1 - t) * t**2 * y2 + t**3 * y3


@given(heights)
def test_no_sample_of_a_piece_leaves_the_range_of_its_two_ends(values):
    points = [(float(at), round(value, 2)) for at, value in enumerate(values)]
    for (_, start), piece in zip(points, curve_pieces(points), strict=False):
        _, y1, _, y2, _, end = _numbers(piece)
        low, high = min(start, end), max(start, end)
        samples = [_bezier(start, y1, y2, end, step / 20) for step in range(21)]
        assert low - 1e-9 <= min(samples)
        assert max(samples) <= high + 1e-9


@given(heights)
def test_the_curve_is_level_where_it_turns(values):
    points = [(float(at), value) for at, value in enumerate(values)]
    slopes = tangents(points)
    for at in range(1, len(points) - 1):
        before, here, after = (points[at + shift][1] for shift in (-1, 0, 1))
        if (here - before) * (after - here) <= 0:
            assert slopes[at] == 0


def test_the_path_passes_through_every_point():
    path = curve_path([(0, 1), (10, 5), (25, 2)])
    assert path.startswith("M0,1C")
    assert " 10,5C" in path
    assert path.endswith(" 25,2")


def test_unequal_distances_weigh_the_slope_of_the_nearer_neighbour_more():
    # From 0 to 1 it rises by 1, from 1 to 11 by 1 again: the tangent at 1 lies nearer to the gentle side.
    assert 0.1 < tangents([(0, 0), (1, 1), (11, 2)])[1] < 0.5


def test_too_few_points_draw_nothing():
    assert curve_path([]) == ""
    assert curve_path([(1, 2)]) == "M1,2"
    assert area_path([(1, 2)], 50) == ""


def test_the_area_closes_on_its_base():
    assert area_path([(0, 10), (20, 30)], 50).endswith("V50H0Z")


def test_a_label_stands_above_a_peak_and_below_a_valley():
    assert label_above(0.2, 0.9, 0.3)
    assert not label_above(0.9, 0.1, 0.8)


def test_a_label_of_the_first_point_stands_away_from_the_line():
    assert label_above(None, 0.8, 0.2)
    assert not label_above(None, 0.2, 0.8)


def test_a_label_alone_stands_on_the_side_of_the_nearer_edge():
    assert label_above(None, 0.9, None)
    assert not label_above(None, 0.1, None)


def one_point_curve(series: int, height: float) -> Curve:
    point = Point(
        0, 0.5, height, 0.0, 2, "neutral", None, assumed=False, moment_of_truth=False, anchor="m--t-x"
    )
    return Curve(series, None, f"Person {series}", (point,), ((point,),))


def test_a_label_does_not_hide_the_point_of_somebody_else():
    main, below, above = one_point_curve(0, 0.45), one_point_curve(1, 0.3), one_point_curve(2, 0.6)
    key = ("m--t-x", False)
    assert not label_sides(main, [main])[key]
    assert label_sides(main, [main, below])[key], "it moves to the free side"
    assert not label_sides(main, [main, below, above])[key], "none is free: it stays"
    assert not label_sides(main, [main, one_point_curve(1, 0.05)])[key], "a point far below is not hidden"


def test_the_lowest_and_the_highest_of_a_map_are_labelled_whoever_has_them():
    main, low, high = one_point_curve(0, 0.5), one_point_curve(1, 0.2), one_point_curve(2, 0.9)
    assert extremes_of_others([main, low, high]) == {
        (1, "m--t-x", False): False,
        (2, "m--t-x", False): True,
    }
    assert extremes_of_others([main, one_point_curve(1, 0.5)]) == {}, "the first has a label of its own"
    assert extremes_of_others([main, low, one_point_curve(2, 0.2)]) == {(1, "m--t-x", False): False}
    assert extremes_of_others([]) == {}
