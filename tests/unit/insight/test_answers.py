from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from factories import make_journey, make_library, make_stage, make_step
from journeybook.insight.recommendation_effect import answered, answers, lifts
from journeybook.insight.summary import summarise
from journeybook.library.objects import Kind, Library, Ref
from journeybook.model.journey import Journey
from journeybook.model.recommendation import Recommendation


def ref(step: str | None = None, journey: str = "now") -> Ref:
    return Ref(Kind.JOURNEY, journey, step)


def library(*journeys: Journey, **recommendations: Mapping[str, Any]) -> Library:
    found = {
        key: Recommendation.model_validate({"id": key, "title": key, **fields})
        for key, fields in recommendations.items()
    }
    return make_library(*journeys, recommendations=found)


NOW = make_journey(
    "now",
    make_stage(
        "Order",
        make_step("Waits", was=["date"], emotion={"amira": -1.7, "tom": -2}),
        make_step("Pays", emotion={"amira": 0.5}, opportunities=[{"text": "x", "recommendation": "tracker"}]),
        make_step("Calls", emotion={"tom": -1}),
    ),
    personas=["amira", "tom"],
)
NEXT = make_journey(
    "next",
    make_stage("Order", make_step("Waits", emotion=0.5), make_step("Pays", emotion=0.25)),
    personas=["amira"],
    future_of="now",
)


def test_named_steps_come_first_then_opportunities_and_former_ids_are_followed() -> None:
    found = library(NOW, tracker={"relevant": ["now#date", "now", "now#gone", "nowhere"]})
    assert answered(found) == {"tracker": (ref("waits"), ref(), ref("pays"))}


def test_a_journey_is_answered_by_whatever_answers_something_in_it() -> None:
    found = answers(library(NOW, tracker={}, other={"relevant": ["now#waits"]}))
    assert found == {
        ref("pays"): ("tracker",),
        ref("waits"): ("other",),
        ref(): ("tracker", "other"),
    }


def lifted(*refs: Ref) -> list[tuple[float | None, float | None, str | None]]:
    scale = make_library().vocabulary.emotion_scale
    summaries = {each.id: summarise(each, scale) for each in (NOW, NEXT)}
    return [
        (
            each.now.value if each.now else None,
            each.then.value if each.then else None,
            each.spot.moment.id if each.spot else None,
        )
        for each in lifts(refs, summaries, {"now": (NEXT,)})
    ]


def test_a_lift_is_what_people_on_both_maps_feel_now_and_then() -> None:
    # Tom, who is at -2, is not on the map of the future: his absence there lifts nobody.
    assert lifted(ref("waits"), ref("pays")) == [(-1.7, 0.5, "waits"), (0.5, 0.25, "pays")]


def test_a_step_that_the_future_lacks_has_no_feeling_there() -> None:
    assert lifted(ref("calls")) == [(None, None, None)]


def test_a_whole_journey_is_lifted_at_its_lowest_moment() -> None:
    assert lifted(ref()) == [(-1.7, 0.25, "pays")]


def test_a_journey_without_a_mapped_future_says_nothing() -> None:
    assert lifted(ref("waits", "next")) == []
