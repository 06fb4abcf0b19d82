"""The order of the atlas: by where maps begin, below their parents, and every map on one drawing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from factories import make_journey, make_stage, make_step
from fuzzing import inputs
from journeybook.insight.atlas_order import MAPS, STEPS, AtlasPlace, atlas_order, atlas_pages
from journeybook.insight.map_relations import relations_of

LIFECYCLE = ("order", "use", "leave")


def place(key: str, lifecycle: str | None = "use", parent: str | None = None, steps: int = 4) -> AtlasPlace:
    return AtlasPlace(key, lifecycle, parent, steps)


def keys(*places: AtlasPlace) -> list[str]:
    return [each.key for each in atlas_order(places, LIFECYCLE)]


def test_maps_stand_where_they_begin_and_those_without_lifecycle_last() -> None:
    assert keys(
        place("none", None), place("last", "leave"), place("b"), place("a"), place("first", "order")
    ) == [
        "first",
        "b",
        "a",
        "last",
        "none",
    ]


def test_a_map_stands_below_its_parent_where_both_begin_in_one_stage() -> None:
    found = keys(
        place("a", parent="c"), place("b"), place("c"), place("d", parent="a"), place("e", "leave", "c")
    )
    assert found == ["b", "c", "a", "d", "e"]


def test_maps_that_are_parts_of_one_another_are_not_lost() -> None:
    assert sorted(keys(place("a", parent="b"), place("b", parent="a"), place("c", parent="c"))) == [
        "a",
        "b",
        "c",
    ]


places = st.lists(
    st.tuples(
        st.sampled_from((*LIFECYCLE, None)),
        st.none() | st.integers(0, 150).map(str),
        st.integers(1, 2 * STEPS),
    ),
    max_size=150,
).map(lambda found: [AtlasPlace(str(number), *each) for number, each in enumerate(found)])


@inputs(60)
@given(places)
def test_each_map_is_on_one_drawing_of_the_stage_where_it_begins(found: list[AtlasPlace]) -> None:
    pages = atlas_pages(found, LIFECYCLE)
    begins = {each.key: each for each in found}
    assert sorted(key for page in pages for key in page.keys) == sorted(begins)
    for page in pages:
        steps = [begins[key].steps for key in page.keys]
        assert len(steps) <= MAPS
        assert len(steps) == 1 or sum(steps[1:]) <= STEPS
        if len(pages) > 1:
            assert {begins[key].lifecycle for key in page.keys} == {page.lifecycle}


def test_what_a_map_says_of_others_is_found_once_and_nothing_of_itself() -> None:
    journey = make_journey(
        "m-one",
        make_stage(
            "Order",
            make_step("Pays", journey="m-pay"),
            make_step("Waits", same_as="m-wait#waits", next=["pays"]),
        ),
        next=["m-two", "m-two", "m-one", "partner:m-far"],
        parent="m-life",
        future_of="m-old",
    )
    assert {tuple(each) for each in relations_of(journey)} == {
        ("next", "m-one", None, "m-two", None),
        ("next", "m-one", None, "partner:m-far", None),
        ("parent", "m-one", None, "m-life", None),
        ("future_of", "m-one", None, "m-old", None),
        ("journey", "m-one", "pays", "m-pay", None),
        ("same_as", "m-one", "waits", "m-wait", "waits"),
    }
