from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import make_journey, make_library, make_persona, make_stage, make_step
from journeybook.insight.health import Band, band, health, portal_health
from journeybook.insight.health_dimensions import Side
from journeybook.insight.strength import Strength, foundation
from journeybook.insight.summary import summarise
from journeybook.library import Library
from journeybook.model.evidence import Evidence
from journeybook.model.journey import Journey
from journeybook.model.metric import Metric, Reading
from journeybook.model.recommendation import Recommendation

TODAY = datetime.date(2026, 11, 1)
OLD = Evidence.model_validate(
    {"id": "old", "title": "Old study", "date": "2024-01-01", "valid_for": "12 months"}
)
NEW = Evidence.model_validate(
    {"id": "new", "title": "New study", "date": "2026-06-01", "valid_for": "12 months"}
)
OWNED = {"owner": "care", "status": "accepted"}


def library(*journeys: Journey, **shelves: Any) -> Library:
    return make_library(
        *journeys,
        personas=[make_persona("ana")],
        vocabulary={"teams": {"care": "Care"}, "lifecycle": ["use"]},
        evidence={"old": OLD, "new": NEW},
        **shelves,
    )


def health_of(journey: Journey, **shelves: Any):
    portal = library(journey, **shelves)
    return health(summarise(journey, portal.vocabulary.emotion_scale), portal, TODAY)


def shares(journey: Journey, **shelves: Any) -> dict[str, float]:
    return {each.name.value: each.share for each in health_of(journey, **shelves).dimensions}


def recommendations(*targets: str, **fields: Any) -> dict[str, Recommendation]:
    return {
        f"r{n}": Recommendation.model_validate(
            {"id": f"r{n}", "title": "Do it", "relevant": [target], **OWNED, **fields}
        )
        for n, target in enumerate(targets)
    }


def test_a_claim_rests_on_its_own_evidence_or_its_steps() -> None:
    journey = make_journey(
        "m",
        make_stage(
            "S",
            make_step("a", emotion=-1, pains=["x", {"text": "y", "evidence": "new"}], evidence=[]),
            make_step("b", emotion=1, quotes=["z"], evidence=["old"]),
        ),
        evidence=["new"],
    )
    portal = library(journey)
    found = foundation(summarise(journey, portal.vocabulary.emotion_scale), portal, TODAY)
    assert (found.claims, found.backed) == (5, 3)
    assert found.strength is Strength.PARTIAL
    assert [each.id for each in found.expired] == ["old"]


def test_a_map_that_lacks_nothing_has_full_health() -> None:
    step = {"emotion": -1, "pains": ["x"], "evidence": "new"}
    journey = make_journey(
        "m",
        make_stage("S", *(make_step(each, **step) for each in "abc"), lifecycle="use"),
        personas=["ana"],
        owner="care",
        reviewed="2026-09-01",
        review_every="6 months",
        metrics=["nps"],
        next=["m"],
    )
    nps = Metric.model_validate({"id": "nps", "title": "NPS", "readings": (Reading("2026-09-01", 12.0),)})
    found = health_of(journey, metrics={"nps": nps}, recommendations=recommendations("m#a", "m#b"))
    assert [each.advice for each in found.dimensions] == [None] * 7
    assert (found.score, found.band) == (100, Band.KEPT)


def test_each_dimension_is_measured_by_itself() -> None:
    journey = make_journey(
        "m",
        make_stage(
            "S",
            make_step("a", emotion=-1, evidence="new"),
            make_step("b", pains=[{"text": "x", "evidence": "new"}]),
            make_step("c", emotion=1),
            make_step("d", evidence="new"),
            lifecycle="use",
        ),
        personas=["ana"],
        owner="care",
        reviewed="2026-09-01",
        metrics=["nps", "unknown"],
    )
    nps = Metric.model_validate({"id": "nps", "title": "NPS"})
    found = health_of(journey, metrics={"nps": nps}, recommendations=recommendations("m#b"))
    assert {each.name.value: each.share for each in found.dimensions} == {
        "owner": 1,
        "review": 0.5,
        "evidence": 0.5,
        "emotions": 0.25,
        "metrics": 0.5,
        "recommendations": 0.5,
        "links": pytest.approx(2 / 3),
    }
    assert found.score == int(100 * (1 + 0.5 + 0.5 + 0.25 + 0.5 + 0.5 + 2 / 3) / 7)
    assert [each.name for each in found.advice][:2] == [Side.EMOTIONS, Side.REVIEW]
    assert sum(each.gain for each in found.advice) == pytest.approx(100 - 100 * (3.25 + 2 / 3) / 7)


def test_what_a_stage_says_of_itself_counts_for_its_steps() -> None:
    stage = make_stage("S", *(make_step(each) for each in "abc"), emotion=1, evidence="new")
    found = shares(make_journey("m", stage))
    assert (found["evidence"], found["emotions"]) == (1, 1)


def test_an_old_source_counts_for_nothing_and_is_named() -> None:
    old, new = (
        make_journey("m", make_stage("S", make_step("a", emotion=0, evidence=[key])))
        for key in ("old", "new")
    )
    assert (shares(old)["evidence"], shares(new)["evidence"]) == (0, pytest.approx(1 / 3))
    advice = {each.name: each.advice for each in health_of(old).advice}
    assert advice[Side.EVIDENCE] == "Renew the research “Old study”, it is too old."


def test_a_map_with_nothing_but_a_title_says_what_would_help() -> None:
    found = health_of(make_journey("m"))
    assert [each.name for each in found.advice] == list(Side)
    assert found.score == 0


def test_review_and_owner_count_when_they_are_kept() -> None:
    kept = make_journey("m", owner="care", reviewed="2026-09-01", review_every="6 months")
    late = make_journey("m", owner="nobody", reviewed="2025-09-01", review_every="6 months")
    assert (shares(kept)["owner"], shares(kept)["review"]) == (1.0, 1.0)
    assert (shares(late)["owner"], shares(late)["review"]) == (0.0, 0.0)


def test_neither_a_review_in_the_future_nor_a_rhythm_of_decades_helps() -> None:
    assert shares(make_journey("m", reviewed="2027-01-01", review_every="6 months"))["review"] == 0
    assert shares(make_journey("m", reviewed="2024-10-01", review_every="20 years"))["review"] == 0
    assert shares(make_journey("m", reviewed="2024-12-01", review_every="20 years"))["review"] == 1


def test_only_recommendations_count_that_somebody_owns_and_nobody_dropped() -> None:
    journey = make_journey("m", make_stage("S", make_step("a", pains=["x"]), make_step("b", pains=["y"])))

    def share(**fields: Any) -> float:
        return shares(journey, recommendations=recommendations("m#a", "m#b", **fields))["recommendations"]

    assert (share(), share(owner=None), share(status="dropped")) == (1, 0, 0)


def test_advice_names_the_pain_to_answer_or_the_recommendation_to_own() -> None:
    journey = make_journey("m", make_stage("S", make_step("a", pains=["x"]), make_step("b", pains=["y"])))

    def advice(*targets: str, **fields: Any) -> str | None:
        found = health_of(journey, recommendations=recommendations(*targets, **fields))
        return found.dimensions[5].advice

    assert advice() == "Recommend something against “x”."
    assert advice("m#a") == "Recommend something against “y”."
    assert advice("m#a", owner=None) == "Find a team that owns the recommendation “Do it”."
    assert advice("m#a", status="dropped") == "Recommend something against “x”."


def test_a_map_of_the_future_counts_what_answers_the_map_of_today() -> None:
    today = make_journey("m", make_stage("S", make_step("a"), make_step("b")))
    then = make_journey("then", make_stage("S"), future_of="m")
    portal = library(today, then, recommendations=recommendations("m#a", "m#b"))
    found = health(summarise(then, portal.vocabulary.emotion_scale), portal, TODAY)
    assert found.dimensions[5].share == 1


def test_the_portals_health_is_the_mean_of_its_maps() -> None:
    owned, empty = health_of(make_journey("m", owner="care")), health_of(make_journey("n"))
    found = portal_health([owned, empty])
    assert found is not None
    assert (found.score, found.maps) == ((owned.score + empty.score) // 2, 2)
    assert (found.shares[Side.OWNER], found.missing[Side.OWNER], found.missing[Side.REVIEW]) == (0.5, 1, 2)
    assert portal_health([]) is None


def test_bands_begin_where_they_say() -> None:
    assert [band(each) for each in (0, 49, 50, 79, 80, 100)] == [
        Band.POOR,
        Band.POOR,
        Band.GAPS,
        Band.GAPS,
        Band.KEPT,
        Band.KEPT,
    ]


# Nothing that a team raises by lying

levels = st.none() | st.floats(-2, 2)
keys = st.lists(st.sampled_from(["old", "new"]), max_size=1)
claims = st.lists(
    st.fixed_dictionaries(
        {"text": st.sampled_from(["x", "y"]), "severity": st.none() | st.integers(1, 3), "evidence": keys}
    ),
    max_size=2,
)
bodies = st.fixed_dictionaries({"emotion": levels, "pains": claims, "evidence": keys})
maps = st.lists(st.tuples(bodies, st.lists(bodies, max_size=3)), min_size=1, max_size=3)
ANSWERS = recommendations("m#s0", "m#t00")


def drawn(told) -> Journey:
    stages = []
    for at, (body, steps) in enumerate(told):
        made = [make_step(f"t{at}{n}", **each) for n, each in enumerate(steps)]
        stages.append(make_stage(f"s{at}", *made, **body))
    return make_journey("m", *stages)


def score(told) -> dict[str, float]:
    return shares(drawn(told), recommendations=ANSWERS)


def changed(told, change):
    return [(change(body), [change(each) for each in steps]) for body, steps in told]


@given(maps, st.data())
def test_saying_less_raises_nothing(told, data) -> None:
    def silence(body):
        kept = {
            "pains": [each for each in body["pains"] if data.draw(st.booleans())],
            "emotion": data.draw(st.sampled_from([body["emotion"], None])),
        }
        return {**body, **kept}

    before, after = score(told), score(changed(told, silence))
    assert all(after[side] <= before[side] for side in before)


@given(maps, st.floats(-2, 2), st.none() | st.integers(1, 3))
def test_neither_cheerfulness_nor_alarm_changes_anything(told, level, severity) -> None:
    def cheer(body):
        pains = [{**each, "severity": severity} for each in body["pains"]]
        return {**body, "pains": pains, "emotion": None if body["emotion"] is None else level}

    assert score(changed(told, cheer)) == score(told)


@given(maps, st.floats(-2, 2))
def test_what_is_invented_without_a_source_raises_nothing(told, level) -> None:
    bare = [({**body, "evidence": []}, steps) for body, steps in told]

    def invent(body):
        if body["evidence"]:
            return body
        return {
            **body,
            "emotion": level if body["emotion"] is None else body["emotion"],
            "pains": [*body["pains"], {"text": "invented", "evidence": []}],
        }

    before, after = score(bare), score(changed(bare, invent))
    assert all(after[side] <= before[side] for side in before)
