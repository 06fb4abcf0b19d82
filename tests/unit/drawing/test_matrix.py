from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from journeybook.drawing.charts.value_matrix import Bubble, PlacedBubble, place_bubbles


def place(*values: tuple[int, int], title: str = "Title") -> tuple[PlacedBubble, ...]:
    return place_bubbles(Bubble(f"b{at}", title, across, up) for at, (across, up) in enumerate(values))


def test_the_ends_of_the_scales_are_the_corners_of_the_plane() -> None:
    assert [(each.x, each.y) for each in place((1, 1), (10, 10), (1, 10))] == [(6, 94), (94, 6), (6, 6)]


def test_more_is_further_on_and_further_up() -> None:
    low, high = place((3, 4), (7, 8))
    assert low.x < high.x
    assert low.y > high.y


def test_bubbles_of_the_same_values_stand_side_by_side() -> None:
    found = place((5, 5), (5, 5), (5, 5))
    assert len({each.x for each in found}) == 3
    assert len({each.y for each in found}) == 1


def test_a_name_stands_where_it_has_room() -> None:
    assert place((1, 5))[0].side == "after"
    assert place((10, 5))[0].side == "before"
    assert place((5, 5), title="x" * 200)[0].side == ""


def test_a_crowd_keeps_its_bubbles_and_loses_the_names_that_have_no_room() -> None:
    crowd = place(*[(5, 5)] * 9, title="A title that is as long as it may be, about")
    assert len({(each.x, each.y) for each in crowd}) == 9
    assert 0 < sum(1 for each in crowd if each.side) < 9


def boxes(placed: PlacedBubble) -> tuple[float, float, float, float]:
    """The place of a name of letters 1 % wide and a line 4 % high, beside a bubble of 6 %, as the page draws it."""
    width, x, y = len(placed.bubble.title), placed.x, placed.y
    left = {"after": x + 3, "before": x - 3 - width}.get(placed.side, x - width / 2)
    top = {"over": y - 5 - 4, "under": y + 5}.get(placed.side, y - 2)
    return left, left + width, top, top + 4


BUBBLES = st.lists(
    st.tuples(st.integers(1, 10), st.integers(1, 10), st.text("abc", min_size=1, max_size=60)), max_size=15
)


@given(BUBBLES)
def test_no_name_covers_another_or_leaves_the_plane(given_: list[tuple[int, int, str]]) -> None:
    placed = place_bubbles(
        Bubble(f"b{at}", title, across, up) for at, (across, up, title) in enumerate(given_)
    )
    assert [each.bubble.key for each in placed] == [f"b{at}" for at in range(len(given_))]
    named = [boxes(each) for each in placed if each.side]
    for left, right, top, bottom in named:
        assert min(left, top) >= 0
        assert max(right, bottom) <= 100
    for one, two in combinations(named, 2):
        assert one[1] <= two[0] or two[1] <= one[0] or one[3] <= two[2] or two[3] <= one[2]
    assert all(0 <= each.x <= 100 and 0 <= each.y <= 100 for each in placed)


@given(st.lists(st.integers(1, 10), min_size=2, max_size=12))
def test_bubbles_of_a_row_stand_apart_inside_the_plane_and_in_their_order(values: list[int]) -> None:
    found = sorted(place(*((value, 5) for value in values)), key=lambda each: each.x)
    assert [each.bubble.across for each in found] == sorted(values)
    assert 6 <= found[0].x <= found[-1].x <= 94
    assert all(after.x - before.x >= 6 for before, after in pairwise(found))
