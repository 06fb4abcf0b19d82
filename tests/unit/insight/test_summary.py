"""What a map says at a glance."""

from __future__ import annotations

import pytest

from factories import make_journey, make_stage, make_step
from journeybook.insight.heat_map import hot_spots, portfolio_heat
from journeybook.insight.spots import spots
from journeybook.insight.summary import Summary, summarise
from journeybook.model.journey import Journey
from journeybook.model.vocabulary import EmotionScale

SCALE = EmotionScale()


def told(journey: Journey) -> Summary:
    return summarise(journey, SCALE)


def curve(*levels: object, **fields: object) -> Journey:
    """A map of one stage with a step for each level; None is a step without a feeling."""
    steps = [make_step(f"s{at}", emotion=level) for at, level in enumerate(levels)]
    return make_journey("m-a", make_stage("Order", *steps), **fields)


def test_lowest_and_highest_moment_are_over_everybody() -> None:
    found = told(curve({"p-a": 1, "p-b": -1}, {"p-a": -0.5, "p-b": 2}, personas=["p-a", "p-b"]))
    assert found.lowest
    assert found.highest
    assert (found.lowest.spot.moment.id, found.lowest.emotion.persona) == ("s0", "p-b")
    assert (found.highest.spot.moment.id, found.highest.emotion.value) == ("s1", 2)


def test_the_first_of_equals_is_named() -> None:
    found = told(curve(-1, 0, -1))
    assert found.lowest
    assert found.lowest.spot.moment.id == "s0"


def test_biggest_fall_is_between_neighbours_and_not_across_the_map() -> None:
    found = told(curve(2, 1, 0.5, -1, -1.2))
    assert found.fall
    assert (found.fall.start.spot.moment.id, found.fall.end.spot.moment.id) == ("s2", "s3")
    assert found.fall.drop == pytest.approx(1.5)


def test_nothing_is_said_about_a_gap() -> None:
    found = told(curve(2, None, -2, -1.5))
    assert found.fall is None


def test_a_map_that_only_rises_has_no_fall_and_a_map_without_feelings_no_moments() -> None:
    assert told(curve(-1, 0, 1)).fall is None
    silent = told(curve(None, None))
    assert (silent.lowest, silent.highest, silent.fall, silent.curve) == (None, None, None, ())


def test_a_feeling_that_changes_within_a_step_may_be_the_biggest_fall() -> None:
    step = make_step("Waits", id="waits", emotion=1, emotion_end=-1)
    found = told(make_journey("m-a", make_stage("Order", step, make_step("Next", emotion=-1.5))))
    assert found.fall
    assert found.fall.start.spot.ref == found.fall.end.spot.ref


def test_the_curve_is_the_actors() -> None:
    found = told(curve({"p-b": -2, "p-a": 1}, {"p-b": 0}, -1, personas=["p-a", "p-b"]))
    assert [each.emotion.value for each in found.curve] == [1, -1]


def test_a_stages_feeling_stands_in_for_steps_without_one() -> None:
    silent = make_stage("Wait", make_step("A"), make_step("B"), id="wait", emotion=-1)
    outspoken = make_stage("Use", make_step("C", emotion=1), id="use", emotion=-2)
    found = told(make_journey("m-a", silent, outspoken))
    assert [each.spot.moment.id for each in found.curve] == ["wait", "c"]


def test_a_number_counts_for_those_who_take_part() -> None:
    step = make_step("Waits", emotion=-1, personas=["p-b"])
    journey = make_journey("m-a", make_stage("Order", step), personas=["p-a", "p-b"])
    spot = next(each for each in spots(journey, SCALE) if not each.is_stage)
    assert [each.value for each in spot.emotions_of("p-b")] == [-1]
    assert spot.emotions_of("p-a") == ()


def test_pains_stand_worst_first() -> None:
    mild = make_step("A", emotion=-2, pains=[{"text": "mild", "severity": 1}, "unrated"])
    low = make_step("B", emotion=-1.5, pains=[{"text": "low and severe", "severity": 3}])
    high = make_step("C", emotion=1, pains=[{"text": "severe", "severity": 3}])
    found = told(make_journey("m-a", make_stage("Order", mild, high, low)))
    assert [each.pain.text for each in found.pains] == ["low and severe", "severe", "mild", "unrated"]


def test_a_claim_is_backed_by_its_own_evidence_its_steps_or_its_stages_and_not_by_the_maps() -> None:
    own = make_step("A", pains=[{"text": "own", "evidence": "e"}, "none"])
    steps = make_step("B", emotion=1, evidence=["e"])
    stage = make_stage("Use", make_step("C", quotes=["So slow."]), id="use", evidence=["e"])
    found = told(make_journey("m-a", make_stage("Order", own, steps), stage, evidence=["e"]))
    assert (found.claims, found.backed) == (4, 3)
    assert {each.pain.text: each.backed for each in found.pains} == {"own": True, "none": False}


def test_counts_of_steps_and_the_order_of_channels() -> None:
    first = make_stage(
        "A", make_step("X", channel="web"), make_step("Y", channel="shop"), id="a", lifecycle="use"
    )
    second = make_stage("B", id="b", channel="web", lifecycle="order")
    found = told(make_journey("m-a", first, second))
    assert (found.steps, found.channels, found.lifecycle) == (3, ("web", "shop"), ("use", "order"))


def test_heat_tells_not_there_from_not_known() -> None:
    known = make_stage("A", make_step("X", emotion=-1), make_step("Y", emotion=0.5), id="a", lifecycle="use")
    unknown = make_stage("B", id="b", lifecycle="order")
    nowhere = make_journey("m-b", make_stage("C"))
    (row,) = portfolio_heat([told(make_journey("m-a", known, unknown)), told(nowhere)])
    assert row.cells["use"] is not None
    assert row.cells["use"].spot.moment.id == "x"
    assert row.cells["order"] is None
    assert "leave" not in row.cells


def test_hot_spots_gather_all_maps() -> None:
    def map_of(key: str, level: float | None, *pains: str) -> Journey:
        step = make_step("X", channel="web", emotion=level, pains=pains)
        return make_journey(key, make_stage("A", step, id="a", lifecycle="use"))

    found = hot_spots(
        [told(map_of("m-a", -1, "slow")), told(map_of("m-b", 0.5, "a", "b")), told(map_of("m-c", None))]
    )
    spot = found[("use", "web")]
    assert (len(spot.spots), spot.mean, spot.pains) == (3, -0.25, 3)
    assert spot.lowest
    assert spot.lowest.spot.journey.id == "m-a"


def test_no_fall_is_from_one_alternative_to_the_other() -> None:
    steps = (
        make_step("pay", emotion=0, next=["card", "cash"]),
        make_step("card", emotion=2),
        make_step("cash", emotion=-2),
        make_step("receipt", emotion=0.8),
    )
    fall = told(make_journey("m-a", make_stage("Buy", *steps))).fall
    assert fall
    assert (fall.start.spot.moment.id, fall.end.spot.moment.id, fall.drop) == ("pay", "cash", 2)


def test_who_goes_back_falls_to_where_they_go_back() -> None:
    steps = (
        make_step("browses", emotion=-1),
        make_step("buys", emotion=0),
        make_step("enjoys", emotion=2, next={"step": "browses", "when": "wants more"}),
    )
    fall = told(make_journey("m-a", make_stage("Buy", *steps))).fall
    assert fall
    assert (fall.start.spot.moment.id, fall.end.spot.moment.id) == ("enjoys", "browses")


def test_the_curve_is_that_of_the_first_persona_who_feels_something() -> None:
    steps = (make_step("a", personas=["p-b"], emotion=1), make_step("b", personas=["p-b"], emotion=-1))
    found = told(make_journey("m-a", make_stage("Order", *steps), personas=["p-a", "p-b"]))
    assert [each.emotion.value for each in found.curve] == [1, -1]
    assert found.fall
