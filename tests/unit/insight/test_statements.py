"""Opportunities, gains, quotes and bright spots over several maps."""

from __future__ import annotations

from typing import Any

from factories import make_journey, make_library, make_persona, make_stage, make_step
from journeybook.insight.overview import overview
from journeybook.insight.statements import Statement, bright_spots, gains, opportunities, quotes
from journeybook.insight.summary import Summary, summarise
from journeybook.library.objects import Library
from journeybook.model.recommendation import Recommendation


def library(*steps: dict[str, Any], **fields: Any) -> Library:
    """A map with these steps, and a second one that says the first of them again."""
    made = [make_step(f"Step {at}", **each) for at, each in enumerate(steps)]
    again = make_step("Again", **{**steps[0], "emotion": -2})
    return make_library(
        make_journey("a", make_stage("S", *made), personas=["ana"]),
        make_journey("b", make_stage("S", again), personas=["ben"]),
        make_journey("later", make_stage("S", again), type="future-state", future_of="b"),
        personas=[make_persona("ana", title="Ana", share=30), make_persona("ben", title="Ben", share=20)],
        **fields,
    )


def summaries(found: Library) -> list[Summary]:
    scale = found.vocabulary.emotion_scale
    return [summarise(each, scale) for each in found.journeys.values() if each.id != "later"]


def told(found: tuple[Statement, ...]) -> list[str]:
    return [each.text for each in found]


def test_the_same_words_are_one_entry_with_its_places_the_lowest_first() -> None:
    found = library(
        {"gains": ["A  Friendly voice"], "emotion": 1}, {"gains": ["a friendly Voice"], "emotion": 0}
    )
    (gain,) = gains(summaries(found), found)
    assert [(each.spot.journey.id, each.spot.moment.title) for each in gain.places] == [
        *(("b", "Again"), ("a", "Step 1"), ("a", "Step 0")),
    ]
    assert (gain.reach.maps, gain.reach.customers) == (("b", "a"), 50)


def test_gains_that_rest_on_evidence_come_first_then_those_that_reach_more() -> None:
    found = library(
        {"gains": ["wide"]}, {"gains": ["narrow"]}, {"gains": [{"text": "proven", "evidence": ["calls"]}]}
    )
    every = gains(summaries(found), found)
    assert told(every) == ["proven", "wide", "narrow"]
    assert [each.backed for each in every] == [True, False, False]
    assert every[0].evidence == ("calls",)


def test_ideas_that_nobody_took_up_come_first_and_a_dropped_recommendation_is_none() -> None:
    ideas = [
        {"text": "done", "recommendation": "live"},
        {"text": "dropped", "recommendation": "gone"},
        {"text": "unknown", "recommendation": "nowhere"},
    ]
    shelf = {
        "live": Recommendation.model_validate({"id": "live", "title": "L"}),
        "gone": Recommendation.model_validate({"id": "gone", "title": "G", "status": "dropped"}),
    }
    found = library(
        {"opportunities": ideas, "emotion": -1},
        {"opportunities": ["lower"], "emotion": -1.5},
        recommendations=shelf,
    )
    every = opportunities(summaries(found), found)
    # The first three stand on the second map too, where people are at -2.
    assert told(every) == ["dropped", "unknown", "lower", "done"]
    assert [each.recommendations for each in every] == [(), (), (), ("live",)]


def test_quotes_stand_by_their_person_where_that_person_is_lowest_first() -> None:
    found = library(
        {"quotes": [{"text": "mine", "persona": "ben"}, "whose"]},
        {"quotes": [{"text": "fine", "persona": "ana"}], "emotion": {"ana": 1, "ben": -2}},
        {"quotes": [{"text": "bad", "persona": "ana"}], "emotion": {"ana": -1}},
        {"quotes": [{"text": "mine", "persona": "ana"}], "emotion": 2},
    )
    every = quotes(summaries(found), found)
    assert [(each.persona, each.text) for each in every] == [
        *(("ana", "bad"), ("ana", "fine"), ("ana", "mine"), ("ben", "mine"), (None, "whose")),
    ]


def test_at_a_bright_spot_nobody_is_worse_than_the_best_level() -> None:
    found = library({"emotion": 1.9}, {"emotion": {"ana": 2, "ben": 0}}, {"emotion": 2}, {"emotion": 1}, {})
    spots = bright_spots(summaries(found))
    assert [each.moment.title for each in spots] == ["Step 2", "Step 0"]


def test_what_is_only_planned_is_in_no_list() -> None:
    found = library({"gains": ["g"], "quotes": ["q"], "opportunities": ["o"], "emotion": 2})
    scale = found.vocabulary.emotion_scale
    every = overview(found, [summarise(each, scale) for each in found.journeys.values()])
    for statements in (every.gains, every.quotes, every.opportunities):
        assert [len(each.places) for each in statements] == [2]
    assert {each.journey.id for each in every.bright_spots} == {"a"}
