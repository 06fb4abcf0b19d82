"""The drawing of the atlas: steps lie in the column of their lifecycle stage, and lines are whole."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from factories import make_journey, make_library, make_stage, make_step
from fuzzing import inputs
from journeybook.drawing.charts.atlas_bar import BAR_BOTTOM, BAR_TOP, draw_bar
from journeybook.drawing.charts.atlas_columns import (
    UNITS,
    WIDTH,
    AtlasPart,
    atlas_columns,
    lifecycle_parts,
    step_places,
)
from journeybook.drawing.charts.atlas_lines import BELOW, AtlasLine, LineEnd, draw_lines, line_pieces
from journeybook.drawing.view.compose import compose
from journeybook.drawing.view.model import MapView

LIFECYCLE = ("order", "use", "leave")
WORDS = {"lifecycle": {key: {"title": key.title()} for key in LIFECYCLE}}


def view(*stages: tuple[str | None, tuple[float | None, ...]]) -> MapView:
    """A map whose stages are in these lifecycle stages, with a step for each of these emotions."""
    journey = make_journey(
        "m-one",
        *(
            make_stage(
                f"Stage {at}",
                *(make_step(f"Step {at} {number}", emotion=felt) for number, felt in enumerate(emotions)),
                **({"lifecycle": lifecycle} if lifecycle else {}),
            )
            for at, (lifecycle, emotions) in enumerate(stages)
        ),
    )
    return compose(journey, make_library(journey, vocabulary=WORDS))


def lines_of(svg: str) -> list[list[tuple[float, float]]]:
    """The points of each curve that are not between two steps."""
    curves = re.findall(r'class="jb-thumbnail__line[^"]*" d="([^"]*)"', svg)
    ends = [re.findall(r"[M ]([\d.]+),([\d.]+)(?=C|$)", curve) for curve in curves]
    return [[(float(x), float(y)) for x, y in found] for found in ends]


def test_a_stage_without_lifecycle_belongs_to_the_one_before_it() -> None:
    found = lifecycle_parts(view((None, (0,)), ("use", (1,)), (None, (1, 1)), ("order", (0,))), LIFECYCLE)
    assert found == (AtlasPart("order", (4,)), AtlasPart("use", (0, 1, 2, 3)))


def test_a_map_outside_of_the_lifecycle_has_the_whole_width() -> None:
    parts = lifecycle_parts(view((None, (0, 1)), ("elsewhere", (1,))), LIFECYCLE)
    assert parts == (AtlasPart(None, (0, 1, 2)),)
    places = step_places(parts, atlas_columns(LIFECYCLE, [parts]))
    assert (places[0][0], places[2][1]) == (0, WIDTH)


def test_the_steps_of_a_stage_share_its_column() -> None:
    parts = lifecycle_parts(view(("order", (0,)), ("use", (1, 1, 1, 1)), ("leave", (0, 0))), LIFECYCLE)
    columns = atlas_columns(LIFECYCLE, [parts])
    assert columns.units == (2, 4, 2)
    places = step_places(parts, columns)
    assert places[0] == (0, 250)
    assert [places[at][0] for at in range(1, 5)] == [250, 375, 500, 625]
    assert places[6] == (875, 1000)


@inputs(60)
@given(st.lists(st.lists(st.tuples(st.integers(0, 199), st.integers(1, 40)), min_size=1), max_size=8))
def test_columns_never_take_more_units_than_there_are_classes(maps: list[list[tuple[int, int]]]) -> None:
    keys = [str(number) for number in range(100)]
    parts = [[AtlasPart(str(at % 100), tuple(range(steps))) for at, steps in found] for found in maps]
    columns = atlas_columns(keys, parts)
    assert columns.total <= UNITS
    assert min(columns.units) >= 1


def test_a_curve_breaks_where_the_story_goes_back_and_where_nobody_knows() -> None:
    story = view(("use", (1, 1)), ("order", (-1, -1)), ("leave", (0, None, 2)))
    parts = lifecycle_parts(story, LIFECYCLE)
    svg = draw_bar(story, parts, atlas_columns(LIFECYCLE, [parts]))
    first, second = lines_of(svg)
    assert [x for x, _y in first] == sorted(x for x, _y in first)
    assert first[0][0] > second[0][0], "the second line begins in the earlier lifecycle stage"
    assert svg.count("jb-thumbnail__dot") == 1, "the step behind the gap"
    assert all(BAR_TOP < y < BAR_BOTTOM for line in (first, second) for _x, y in line)


def test_the_lowest_moment_of_anybody_is_marked() -> None:
    journey = make_journey(
        "m-one",
        make_stage(
            "Order",
            make_step("Pays", emotion={"p-ana": 1, "p-bo": -2}),
            make_step("Waits", emotion={"p-ana": -1, "p-bo": 0}),
        ),
        personas=["p-ana", "p-bo"],
    )
    story = compose(journey, make_library(journey))
    parts = lifecycle_parts(story, LIFECYCLE)
    svg = draw_bar(story, parts, atlas_columns((), [parts]))
    (mark,) = re.findall(r'jb-thumbnail__low--(\d)" d="M([\d.]+)', svg)
    assert mark == ("0", "250")


def test_a_map_without_emotions_is_a_bar() -> None:
    story = view(("use", (None,)))
    parts = lifecycle_parts(story, LIFECYCLE)
    svg = draw_bar(story, parts, atlas_columns(LIFECYCLE, [parts]))
    assert "jb-atlas-bar__part" in svg
    assert "jb-thumbnail" not in svg


ends = st.tuples(st.integers(0, 9), st.floats(0, WIDTH)).map(lambda end: LineEnd(*end))


@inputs(60)
@given(st.lists(st.tuples(ends, ends).map(lambda pair: AtlasLine("next", *pair)), max_size=40))
def test_a_line_is_whole_from_row_to_row(lines: list[AtlasLine]) -> None:
    pieces = line_pieces(lines, 10)
    for number, line in enumerate(lines):
        rows = [row for row, found in enumerate(pieces) if any(piece.line == number for piece in found)]
        top, bottom = sorted((line.start.row, line.end.row))
        assert rows == (list(range(top, bottom + 1)) if top != bottom else [])
        places = set()
        for row in rows:
            (piece,) = (each for each in pieces[row] if each.line == number)
            assert bool(piece.dot) == (row == line.end.row)
            assert piece.is_end == (row in (top, bottom))
            if row < bottom:  # goes down to the border below, across from where the next row takes it up
                places.add(
                    re.findall(rf"M([\d.]+),{BELOW}|H([\d.]+)V{BELOW}|M([\d.]+),0V{BELOW}", piece.path)[0]
                )
            if row > top:
                places.add(re.findall(r"M([\d.]+),0V|H([\d.]+)V0", piece.path)[0])
        assert len({"".join(each) for each in places}) <= 1


def test_lines_that_pass_the_same_rows_run_beside_each_other() -> None:
    lines = [AtlasLine("next", LineEnd(0, 500), LineEnd(3, 500)) for _ in range(5)]
    (passing, *_others) = line_pieces(lines, 4)[1:]
    assert len({piece.path for piece in passing}) == 5


def test_each_piece_names_its_line_so_that_it_can_be_lit() -> None:
    (first, _last) = line_pieces([AtlasLine("parent", LineEnd(0, 10), LineEnd(1, 20))], 2)
    svg = draw_lines(first, (250,))
    assert 'class="jb-atlas-line jb-atlas-line--parent"><path data-line="0"' in svg
    assert f'd="M250,0V{BELOW}"' in svg
