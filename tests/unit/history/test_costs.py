"""A comparison costs what the change says, and not its square."""

from __future__ import annotations

from factories import make_journey, make_library, make_stage, make_step
from journeybook.history.difference import compare
from journeybook.history.pairing import pair_up
from steps import count_calls


def replaced(count):
    """Two states in which every map has gone and another has come, or every step of one has another feeling."""
    sides = []
    for emotion in (1, -1):
        name = "old" if emotion > 0 else "new"
        maps = [
            make_journey(f"{name}-{at}", make_stage("A", make_step("B", emotion=emotion), id=f"{name}-a"))
            for at in range(count)
        ]
        kept = [
            make_journey(f"kept-{at}", make_stage("A", make_step("B", id="b", emotion=emotion)))
            for at in range(count)
        ]
        sides.append(make_library(*maps, *kept))
    return sides


def test_many_maps_that_are_replaced_are_compared_in_one_pass():
    few, many = (count_calls(compare, *replaced(size)) for size in (60, 240))
    assert many < 6 * few


def test_former_keys_of_either_side_are_looked_up():
    asked = 0

    def former(keys):
        nonlocal asked
        asked += 1
        return keys

    before = {f"old-{at}": [f"new-{at}"] if at % 2 else [] for at in range(200)}
    after = {f"new-{at}": [] if at % 2 else [f"old-{at}"] for at in range(200)}
    paired = pair_up(before, after, former, None)
    assert [(each.old, each.new) for each in paired.pairs] == [
        (f"old-{at}", f"new-{at}") for at in range(200)
    ]
    assert asked == 400


def test_a_thing_that_two_claim_belongs_to_the_first_of_them():
    paired = pair_up({"a": ["x", "y"], "b": ["x"]}, {"x": [], "y": []}, lambda keys: keys, None)
    assert [(each.old, each.new) for each in paired.pairs] == [("a", "x")]
    assert [key for key, _ in paired.removed] == ["b"]
    assert [key for key, _ in paired.added] == ["y"]
