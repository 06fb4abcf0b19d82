from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import make_journey, make_library, make_persona, make_stage, make_step
from journeybook.insight.evidence_strength import Strength, foundation
from journeybook.insight.health import Band, band, health, portal_health
from journeybook.insight.health_dimensions import HealthSide
from journeybook.insight.summary import summarise
from journeybook.library.objects import Library
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
        make_stage("S", *(make_step(each, **step) for each in "abcdefgh"), lifecycle="use"),
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
        "review": 0,
        "evidence": 2 / 8,
        "emotions": 1 / 8,
        "metrics": 0.5,
        "recommendations": 0.5,
        "links": pytest.approx(2 / 3),
    }
    assert found.score == int(100 * (1 + 0 + 2 / 8 + 1 / 8 + 0.5 + 0.5 + 2 / 3) / 7)
    assert [each.name for each in found.advice][:2] == [HealthSide.REVIEW, HealthSide.EMOTIONS]
    assert sum(each.gain for each in found.advice) == pytest.approx(100 - 100 * (2.375 + 2 / 3) / 7)


def test_what_a_stage_says_of_itself_counts_once_however_many_steps_it_has() -> None:
    stage = make_stage("S", *(make_step(each) for each in "abc"), emotion=1, evidence="new")
    found = shares(make_journey("m", stage))
    assert (found["evidence"], found["emotions"]) == (1 / 8, 1 / 8)


@pytest.mark.parametrize(
    ("told", "missing"),
    [
        ({"date": "2026-06-01"}, "Say in `date` and `valid_for` until when the research “Talks” is valid."),
        (
            {"valid_for": "12 months"},
            "Say in `date` and `valid_for` until when the research “Talks” is valid.",
        ),
        (
            {"date": "2026-06-01", "valid_for": "12 months"},
            "Name the source for every step. Full marks from 8 such steps.",
        ),
    ],
)
def test_research_counts_while_it_says_until_when_it_holds(told: dict[str, str], missing: str) -> None:
    talks = Evidence.model_validate({"id": "talks", "title": "Talks", **told})
    journey = make_journey(
        "m", make_stage("S", make_step("a", pains=["x"], evidence="talks"), make_step("b"))
    )
    portal = make_library(journey, evidence={"talks": talks})
    found = health(summarise(journey, portal.vocabulary.emotion_scale), portal, TODAY).dimensions[2]
    assert (found.share, found.advice) == (len(told) // 2 / 8, missing)


def test_a_short_map_is_told_that_more_cannot_be_done_at_its_steps() -> None:
    journey = make_journey("m", make_stage("S", make_step("a", emotion=1, evidence="new")))
    for side in health_of(journey).dimensions[2:4]:
        assert (
            side.advice
            == "Full marks: every described step is backed by research, and there are at least 8 of them."
        )


def test_an_old_source_counts_for_nothing_and_is_named() -> None:
    old, new = (
        make_journey("m", make_stage("S", make_step("a", emotion=0, evidence=[key])))
        for key in ("old", "new")
    )
    assert (shares(old)["evidence"], shares(new)["evidence"]) == (0, 1 / 8)
    advice = {each.name: each.advice for each in health_of(old).advice}
    assert advice[HealthSide.EVIDENCE] == "Renew the research “Old study”: it is outdated."


def test_a_map_with_nothing_but_a_title_says_what_would_help() -> None:
    found = health_of(make_journey("m"))
    assert [each.name for each in found.advice] == list(HealthSide)
    assert found.score == 0
    said = {each.name: each.advice or "" for each in found.dimensions}
    assert said[HealthSide.EVIDENCE].startswith("Name the source for every step.")
    assert said[HealthSide.EMOTIONS].startswith("Find out what people feel at every step")


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
    assert (
        found.shares[HealthSide.OWNER],
        found.missing[HealthSide.OWNER],
        found.missing[HealthSide.REVIEW],
    ) == (0.5, 1, 2)
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


# Nothing that a team raises by lying, in any of its sides

levels = st.none() | st.floats(-2, 2)
keys = st.lists(st.sampled_from(["old", "new", "endless"]), max_size=1)
claims = st.lists(
    st.fixed_dictionaries(
        {"text": st.sampled_from(["x", "y"]), "severity": st.none() | st.integers(1, 3), "evidence": keys}
    ),
    max_size=2,
)
bodies = st.fixed_dictionaries(
    {
        "title": st.just("S"),
        "emotion": levels,
        "emotion_end": levels,
        "pains": claims,
        "quotes": st.lists(st.fixed_dictionaries({"text": st.just("q"), "evidence": keys}), max_size=1),
        "evidence": keys,
        "metrics": st.dictionaries(st.sampled_from(["nps", "unknown"]), st.just(1), max_size=1),
        "personas": st.lists(st.just("ana"), max_size=1),
        "journey": st.sampled_from([None, "other"]),
        "opportunities": st.lists(st.just({"text": "z", "recommendation": "r2"}), max_size=1),
    }
)
stages = st.tuples(bodies, st.sampled_from([None, "use"]), st.lists(bodies, max_size=4))
days = st.sampled_from([None, "2024-01-01", "2026-03-01", "2026-09-01", "2027-01-01"])
heads = st.fixed_dictionaries(
    {
        "owner": st.sampled_from([None, "care", "nobody"]),
        "reviewed": days,
        "review_every": st.sampled_from([None, "1 month", "6 months", "20 years"]),
        "personas": st.lists(st.sampled_from(["ana", "unknown"]), unique=True),
        "metrics": st.lists(st.sampled_from(["nps", "csat"]), unique=True),
        "evidence": keys,
        "next": st.lists(st.just("other"), max_size=1),
        "parent": st.sampled_from([None, "other"]),
        "future_of": st.sampled_from([None, "other"]),
    }
)


def numbered(stage: tuple[dict[str, Any], str | None, list[dict[str, Any]]], at: int) -> dict[str, Any]:
    """A drawn stage as a source says it, with ids that stay when others are taken away."""
    body, lifecycle, steps = stage
    of_step = [{**each, "id": f"t{at}{n}"} for n, each in enumerate(steps)]
    plain = {key: value for key, value in body.items() if key != "journey"}
    return {**plain, "id": f"s{at}", "lifecycle": lifecycle, "steps": of_step}


maps = st.builds(
    lambda head, told: {
        **head,
        "id": "m",
        "title": "M",
        "stages": [numbered(each, at) for at, each in enumerate(told)],
    },
    heads,
    st.lists(stages, min_size=1, max_size=4),
)
OTHER = make_journey("other", make_stage("S", make_step("a")), status="published")
ENDLESS = Evidence.model_validate({"id": "endless", "title": "Endless", "date": "2026-06-01"})
METRICS = {
    "nps": Metric.model_validate({"id": "nps", "title": "NPS", "readings": (Reading("2026-09-01", 12.0),)}),
    "csat": Metric.model_validate({"id": "csat", "title": "CSAT"}),
}
ANSWERS = recommendations("m#s0", "m#t00", "other")


def told_by(source: dict[str, Any]) -> dict[str, float]:
    """Every side of the health of the map that a source describes."""
    found = Journey.model_validate({key: value for key, value in source.items() if value is not None})
    portal = make_library(
        found,
        OTHER,
        personas=[make_persona("ana")],
        vocabulary={"teams": {"care": "Care"}, "lifecycle": ["use"]},
        evidence={"old": OLD, "new": NEW, "endless": ENDLESS},
        metrics=METRICS,
        recommendations=ANSWERS,
    )
    whole = health(summarise(found, portal.vocabulary.emotion_scale), portal, TODAY)
    return {each.name.value: each.share for each in whole.dimensions}


NEEDED = {"id", "title", "text", "severity", "emotion", "emotion_end"}
"""What cannot be taken away alone; feelings go together, because the end of a step without its start is no feeling."""


def less(value: Any, draw: Any) -> Any:
    """The same without some of its stages, steps, claims, items of lists, and fields."""
    if isinstance(value, list):
        return [less(each, draw) for each in value if draw(st.booleans())]
    if isinstance(value, dict):
        kept = {key: less(each, draw) for key, each in value.items() if key in NEEDED or draw(st.booleans())}
        if "emotion" in kept and draw(st.booleans()):
            kept = {**kept, "emotion": None, "emotion_end": None}
        return {key: each for key, each in kept.items() if each is not None}
    return value


@given(maps, st.data())
def test_taking_anything_away_raises_nothing(source: dict[str, Any], data: st.DataObject) -> None:
    before, after = told_by(source), told_by(less(source, data.draw))
    assert {side: (share, after[side]) for side, share in before.items() if after[side] > share} == {}


@given(maps, st.data())
def test_adding_what_rests_on_nothing_raises_nothing(source: dict[str, Any], data: st.DataObject) -> None:
    bare = {"title": "Invented", "emotion": 2, "pains": ["invented"], "quotes": ["invented"]}
    grown = []
    for stage in source["stages"]:
        steps = [
            {**each, "pains": [*each["pains"], "invented"]}
            if not (each["evidence"] or stage["evidence"])
            else each
            for each in stage["steps"]
        ]
        if not stage["evidence"]:
            steps += [{**bare, "id": f"{stage['id']}-{n}"} for n in range(data.draw(st.integers(0, 9)))]
        else:  # what such a stage covers is said to rest on its research, so that only a step that says nothing is bare
            steps += [{"title": "Bare", "id": f"{stage['id']}-{n}"} for n in range(9)]
        grown.append({**stage, "steps": steps})
    grown += [{**bare, "id": f"new-{n}"} for n in range(data.draw(st.integers(0, 9)))]
    before, after = told_by(source), told_by({**source, "stages": grown})
    assert {side: (share, after[side]) for side, share in before.items() if after[side] > share} == {}


@given(maps, st.floats(-2, 2), st.none() | st.integers(1, 3))
def test_neither_cheerfulness_nor_alarm_changes_anything(
    source: dict[str, Any], level: float, severity: int | None
) -> None:
    def cheer(body: dict[str, Any]) -> dict[str, Any]:
        pains = [{**each, "severity": severity} for each in body["pains"]]
        emotion = None if body["emotion"] is None else level
        return {**body, "pains": pains, "emotion": emotion}

    cheered = [
        {**cheer(stage), "steps": [cheer(each) for each in stage["steps"]]} for stage in source["stages"]
    ]
    assert told_by({**source, "stages": cheered}) == told_by(source)


@given(maps, st.sampled_from(["date", "valid_for"]))
def test_research_that_no_longer_says_how_long_it_holds_raises_nothing(
    source: dict[str, Any], field: str
) -> None:
    found = Journey.model_validate({key: value for key, value in source.items() if value is not None})
    sides = []
    for old in (OLD, OLD.model_copy(update={field: None})):
        portal = make_library(found, OTHER, evidence={"old": old, "new": NEW, "endless": ENDLESS})
        whole = health(summarise(found, portal.vocabulary.emotion_scale), portal, TODAY)
        sides.append(whole.dimensions[2].share)
    assert sides[1] <= sides[0]
