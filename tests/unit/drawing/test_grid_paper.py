from __future__ import annotations

from factories import make_journey, make_library, make_stage, make_step
from journeybook.drawing.grid.paper_size import SIZES, paper_size
from journeybook.drawing.view.compose import compose


def size_of(*stages, **fields) -> int:
    journey = make_journey("m-one", *stages, **fields)
    return paper_size(compose(journey, make_library(journey)))


def test_a_small_map_is_printed_as_large_as_paper_allows():
    assert size_of(make_stage("A", make_step("X", action="Acts", emotion=1))) == 100


def test_a_map_with_more_to_say_is_printed_smaller():
    text = "Says a little more than fits into one line of a narrow column. " * 4
    sizes = [
        size_of(
            make_stage(
                "A", *(make_step(f"s{at}", emotion=1, action=text, pains=[text] * pains) for at in range(12))
            )
        )
        for pains in (0, 2, 5, 12)
    ]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[-1]


def test_no_map_is_printed_smaller_than_the_smallest_size():
    steps = [make_step(f"s{at}", pains=["x" * 400] * 20) for at in range(16)]
    assert size_of(make_stage("A", *steps)) == SIZES[-1]


def test_wide_scripts_take_more_room():
    def size(text: str) -> int:
        return size_of(make_stage("A", *(make_step(f"s{at}", pains=[text] * 3) for at in range(12))))

    assert size("料" * 220) < size("x" * 220)
