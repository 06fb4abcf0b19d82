"""The small curve of a map: ink without a word, gaps kept, the lowest point marked."""

from __future__ import annotations

import re

from lxml import etree

from factories import make_journey, make_library, make_stage, make_step
from journeybook.drawing.charts.thumbnail import draw_thumbnail
from journeybook.drawing.view.compose import compose


def drawn(*emotions: float | None, **fields: object) -> etree._Element:
    steps = [make_step(f"Step {at}", emotion=each) for at, each in enumerate(emotions)]
    journey = make_journey("m", make_stage("Order", *steps), **fields)
    return etree.fromstring(draw_thumbnail(compose(journey, make_library())))


def paths(svg: etree._Element, look: str) -> list[str]:
    return [path.get("d") for path in svg.iter("path") if look in path.get("class").split()]


def start(path: str) -> tuple[float, float]:
    x, y = re.match(r"M([\d.]+),([\d.]+)", path).groups()
    return float(x), float(y)


def test_it_holds_no_word_and_no_colour() -> None:
    svg = drawn(1, -2, 0)
    assert "".join(svg.itertext()) == ""
    assert svg.get("aria-hidden") == "true"
    markup = etree.tostring(svg).decode()
    assert "#" not in markup
    assert "style=" not in markup
    assert " id=" not in markup


def test_the_lowest_point_is_marked_with_its_level() -> None:
    svg = drawn(1, -2, 0)
    (mark,) = paths(svg, "jb-thumbnail__low")
    assert paths(svg, "jb-thumbnail__low--0") == [mark]
    assert start(mark) == (50, 28)


def test_of_two_equal_lowest_points_the_first_is_marked() -> None:
    (mark,) = paths(drawn(-1, 1, -1, 1), "jb-thumbnail__low")
    assert start(mark)[0] == 12.5


def test_a_gap_stays_a_gap_and_a_feeling_alone_a_dot() -> None:
    svg = drawn(1, 0, None, -1, None, 2, 1)
    assert len(paths(svg, "jb-thumbnail__line")) == 2
    assert len(paths(svg, "jb-thumbnail__dot")) == 1


def test_of_ways_that_part_one_goes_on_and_the_others_are_thin_below_it() -> None:
    steps = (
        make_step("Asks", emotion=0, next=["chats", "writes"]),
        make_step("Chats", id="chats", emotion=1, next=["ends"]),
        make_step("Writes", id="writes", emotion=-1, next=["ends"]),
        make_step("Ends", id="ends", emotion=0.5),
    )
    svg = etree.fromstring(
        draw_thumbnail(compose(make_journey("m", make_stage("Order", *steps)), make_library()))
    )
    lines = [
        path.get("class").split() for path in svg.iter("path") if "jb-thumbnail__line" in path.get("class")
    ]
    assert lines == [["jb-thumbnail__line", "jb-thumbnail__line--branch"], ["jb-thumbnail__line"]]
    branch, way = paths(svg, "jb-thumbnail__line")
    assert (start(branch)[0], start(way)[0]) == (12.5, 12.5)
    assert way.count("C") == 2
    assert branch.count("C") == 2


def test_lines_with_a_gap_between_them_are_no_branches() -> None:
    assert paths(drawn(1, 0, None, 0, 1), "jb-thumbnail__line--branch") == []


def test_a_map_without_feelings_is_a_quiet_line() -> None:
    svg = drawn(None, None)
    assert [path.get("class") for path in svg] == ["jb-thumbnail__zero"]


def test_a_right_to_left_map_runs_the_other_way() -> None:
    (ltr,) = paths(drawn(-2, 1, 2), "jb-thumbnail__low")
    (rtl,) = paths(drawn(-2, 1, 2, language="ar"), "jb-thumbnail__low")
    assert start(ltr)[0] + start(rtl)[0] == 100
