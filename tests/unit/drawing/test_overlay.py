from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from journeybook.drawing.charts.curve_overlay import (
    Look,
    Mark,
    Overlay,
    OverlayColumn,
    OverlayLine,
    draw_overlay,
)


def line(*values: float | None, title: str = "Today", look: Look = Look.NOW, **fields: object) -> OverlayLine:
    marks = tuple(None if each is None else Mark(each, f"{each:g}") for each in values)
    return OverlayLine(title, look, marks, **fields)  # type: ignore[arg-type]


def draw(*lines: OverlayLine, title: str = "Curves", rtl: bool = False) -> html.HtmlElement:
    columns = tuple(OverlayColumn(f"Step {at}") for at in range(len(lines[0].marks)))
    drawn = draw_overlay(Overlay(title, "Today against the future.", columns, lines, 0.5, rtl))
    return html.fragment_fromstring(drawn, create_parent=True)


def paths(tree: html.HtmlElement, series: int) -> list[str]:
    return tree.xpath(f".//div[@class='jb-overlay__area']//path[contains(@class, 'jb-series-{series}')]/@d")


def test_every_known_value_has_a_mark_and_the_ink_has_no_words() -> None:
    tree = draw(line(0.1, None, 0.9), line(0.5, 0.6, 0.7, look=Look.THEN))
    assert len(tree.xpath(".//span[contains(@class, 'jb-overlay__dot--now')]")) == 2
    assert len(tree.xpath(".//span[contains(@class, 'jb-overlay__dot--then')]")) == 3
    assert not tree.xpath(".//svg//text()")


def test_a_line_breaks_where_nobody_knows() -> None:
    tree = draw(line(0.1, 0.2, None, 0.3, 0.4))
    assert len(paths(tree, 0)) == 2


def test_a_line_runs_on_past_what_it_has_no_part_in() -> None:
    tree = draw(line(0.1, 0.2, None, 0.3, absent=frozenset({2})))
    (path,) = paths(tree, 0)
    assert path.count("C") == 2


def test_what_is_seen_is_told_in_a_sentence_and_the_picture_is_silent() -> None:
    tree = draw(line(0.1, 0.2), line(0.5, 0.6))
    region = tree.xpath(".//div[@role='region']")[0]
    assert region.get("aria-label") == "Curves"
    assert region.xpath("./p/text()") == ["Today against the future."]
    assert region.xpath("./div/@aria-hidden") == ["true"]
    assert not region.xpath("./div//a | ./div//button | ./div//input")


def test_two_figures_stand_on_either_side_and_equal_ones_are_said_once() -> None:
    tree = draw(line(0.1, 0.5), line(0.9, 0.5))
    sides = [
        each.get("class").split("--")[-1]
        for each in tree.xpath(".//b[contains(@class, 'jb-overlay__figure')]")
    ]
    assert sides == ["below", "above", "below"]


def test_each_of_several_lines_can_be_hidden_and_a_single_one_needs_no_switch() -> None:
    assert len(draw(line(0.1, 0.2), line(0.2, 0.3)).xpath(".//input[@type='checkbox']")) == 2
    assert not draw(line(0.1, 0.2)).xpath(".//input")


def test_nothing_to_draw_and_too_much_to_draw_are_no_picture() -> None:
    empty = Overlay("t", "s", (OverlayColumn("a"),), (line(None),), None)
    assert draw_overlay(empty) == ""
    assert draw_overlay(Overlay("t", "s", (), (), None)) == ""
    wide = Overlay("t", "s", (OverlayColumn("a"),) * 201, (line(*[0.5] * 201),), None)
    assert draw_overlay(wide) == ""


def test_words_stay_words() -> None:
    evil = '"><img src=x onerror=alert(1)>'
    tree = draw(line(0.1, 0.2, title=evil), line(0.2, 0.3), title=evil)
    assert not tree.xpath(".//img")
    assert evil in tree.text_content()


def test_a_picture_for_readers_from_the_right_says_so() -> None:
    assert draw(line(0.1, 0.2), rtl=True).xpath("./figure/@dir") == ["rtl"]


VALUES = st.lists(st.none() | st.floats(0, 1), min_size=1, max_size=12)


@given(VALUES)
def test_a_line_never_leaves_the_range_of_its_marks(values: list[float | None]) -> None:
    known = [each for each in values if each is not None]
    if not known:
        return
    tree = draw(line(*values))
    marks = [int(each) for each in re.findall(r"jb-y-(\d+)", " ".join(tree.xpath(".//span/@class")))]
    heights = [float(y) for path in paths(tree, 0) for _, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", path)]
    assert all(min(marks) <= each <= max(marks) for each in heights)
