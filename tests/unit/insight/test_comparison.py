from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from factories import make_journey, make_stage, make_step
from journeybook.insight.comparison import (
    compare_lifecycle,
    compare_maps,
    compare_personas,
    compare_stages,
    shared_cast,
)
from journeybook.insight.summary import Summary, summarise
from journeybook.model.vocabulary import EmotionScale


def summary(key: str, **levels: object) -> Summary:
    steps = [make_step(title, emotion=level) for title, level in levels.items()]
    return summarise(
        make_journey(key, make_stage("S", *steps, lifecycle="use"), personas=["amira", "tom"]), EmotionScale()
    )


def test_largest_gains_and_losses_come_first() -> None:
    found = compare_maps(summary("now", a=-2, b=0.5, c=1), summary("next", a=-1, b=-1, c=2, d=1))
    assert [(each.key, each.change) for each in found.gains] == [("a", 1.0), ("c", 1.0)]
    assert [(each.key, each.change) for each in found.losses] == [("b", -1.5)]
    assert [each.change for each in found.pairs if each.key == "d"] == [None]


def test_a_renamed_step_is_the_same_step() -> None:
    now = summarise(make_journey("now", make_stage("S", make_step("old", emotion=-1))), EmotionScale())
    then = summarise(
        make_journey("next", make_stage("S", make_step("new", was=["old"], emotion=1))), EmotionScale()
    )
    assert [(each.key, each.change) for each in compare_maps(now, then).pairs if each.change] == [
        ("old", 2.0)
    ]
    assert [(each.key, each.change) for each in compare_maps(then, now).pairs if each.change] == [
        ("new", -2.0)
    ]


def test_personas_are_compared_where_one_of_them_is_known() -> None:
    found = compare_personas(summary("m", a={"amira": -1, "tom": 1}, b={"tom": 0}, c=None), "amira", "tom")
    assert [(each.key, each.before, each.after) for each in found.pairs] == [
        ("a", -1.0, 1.0),
        ("b", None, 0.0),
    ]


def test_a_lifecycle_stage_is_as_good_as_its_worst_moment() -> None:
    found = compare_lifecycle(summary("one", a=-2, b=2), summary("two", a=-1, b=2), ["awareness", "use"])
    assert [(each.key, each.before, each.after) for each in found.pairs] == [("use", -2.0, -1.0)]


def staged(key: str, *levels: float | None, personas: tuple[str, ...] = ("amira",)) -> Summary:
    stages = [make_stage(f"S{at}", emotion=level) for at, level in enumerate(levels)]
    return summarise(make_journey(key, *stages, personas=personas), EmotionScale())


def test_maps_without_lifecycle_stages_are_compared_in_the_order_of_their_stages() -> None:
    found = compare_stages(staged("one", -1, None, 1), staged("two", 1, 0, 0.5, -2))
    assert [(each.key, each.before, each.after, each.change) for each in found.pairs] == [
        ("1", -1, 1, 2),
        ("2", None, 0, None),
        ("3", 1, 0.5, -0.5),
        ("4", None, -2, None),
    ]


def test_only_the_chosen_persona_is_compared() -> None:
    one, two = summary("one", a={"amira": -1, "tom": -2}), summary("two", a={"amira": 1, "tom": 0})
    for persona, change in (("amira", 2), ("tom", 2), (None, 2)):
        assert [each.change for each in compare_lifecycle(one, two, ["use"], persona).pairs] == [change]
    assert [each.before for each in compare_lifecycle(one, two, ["use"], "amira").pairs] == [-1]
    assert [each.before for each in compare_stages(one, two, "tom").pairs] == [-2]


LEVELS = st.dictionaries(st.sampled_from("abcdef"), st.none() | st.integers(-2, 2), min_size=1)


@given(LEVELS, LEVELS)
def test_comparing_is_antisymmetric(first: dict[str, object], second: dict[str, object]) -> None:
    one, two = summary("one", **first), summary("two", **second)
    there = {each.key: each.change for each in compare_maps(one, two).pairs}
    back = {each.key: each.change for each in compare_maps(two, one).pairs}
    assert there == {key: None if change is None else -change for key, change in back.items()}


def test_what_only_the_second_side_has_stands_where_its_story_has_it() -> None:
    found = compare_maps(summary("now", a=1, b=1, c=1), summary("next", x=1, a=1, y=1, c=1, z=1))
    assert [each.key for each in found.pairs] == ["x", "a", "y", "b", "c", "z"]


def test_nobodys_absence_on_one_side_looks_like_a_gain() -> None:
    now = summary("now", a={"amira": -1, "tom": -2})
    alone = summarise(
        make_journey(
            "next", make_stage("S", make_step("a", emotion=-1), lifecycle="use"), personas=["amira"]
        ),
        EmotionScale(),
    )
    assert [each.change for each in compare_maps(now, alone).pairs] == [0.0]
    assert [each.change for each in compare_lifecycle(now, alone, ["use"]).pairs] == [0.0]
    assert shared_cast(now.journey, alone.journey) == {"amira"}
    assert shared_cast(now.journey, now.journey) == frozenset()
