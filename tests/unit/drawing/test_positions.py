from __future__ import annotations

import re

from journeybook.drawing.grid.positions import (
    COLUMNS,
    ROWS,
    curve_top,
    grid_css,
    long_grid_css,
    percent_css,
)

EVERY_RULE = f"{percent_css()}\n{grid_css()}\n{long_grid_css()}"
"""What the stylesheets of a map with the most columns and rows say together."""


def test_every_column_row_and_percent_has_its_class():
    css = EVERY_RULE
    for name, most in (
        ("col", COLUMNS + 1),
        ("span", COLUMNS),
        ("cols", COLUMNS),
        ("row", ROWS),
        ("rows", ROWS),
    ):
        assert f".jb-{name}-1{{" in css
        assert f".jb-{name}-{most}{{" in css
    assert ".jb-y-0{top:0%}" in css
    assert ".jb-x-100{inset-inline-start:100%}" in css


def test_braces_match_so_that_no_rule_swallows_the_next():
    for css in (percent_css(), grid_css(), long_grid_css()):
        assert css.count("{") == css.count("}")


def test_a_wider_map_needs_a_wider_page_to_do_without_its_own_scroller():
    widths = [float(each) for each in re.findall(r"min-width:([\d.]+)rem\){\.jb-cols-", grid_css())]
    assert len(widths) > 10
    assert widths == sorted(widths)
    assert len(set(widths)) == len(widths)


def test_the_best_feeling_stands_highest_and_both_ends_keep_room_for_their_labels():
    assert curve_top(1) < curve_top(0.5) < curve_top(0)
    assert curve_top(0.5) == 50
    assert curve_top(1) >= 10
    assert curve_top(0) <= 90
