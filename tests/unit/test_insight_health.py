from __future__ import annotations

import datetime

from factories import make_journey, make_library, make_persona, make_stage, make_step
from journeybook.insight.health import health
from journeybook.insight.strength import Strength, foundation
from journeybook.insight.summary import summarise
from journeybook.library import Library
from journeybook.model.evidence import Evidence
from journeybook.model.journey import Journey

TODAY = datetime.date(2026, 11, 1)
OLD = Evidence.model_validate(
    {"id": "old", "title": "Old study", "date": "2024-01-01", "valid_for": "12 months"}
)
NEW = Evidence.model_validate(
    {"id": "new", "title": "New study", "date": "2026-06-01", "valid_for": "12 months"}
)


def library(*journeys: Journey) -> Library:
    return make_library(
        *journeys,
        personas=[make_persona()],
        vocabulary={"teams": {"care": "Care"}},
        evidence={"old": OLD, "new": NEW},
    )


def shares(journey: Journey) -> dict[str, float]:
    portal = library(journey)
    summary = summarise(journey, portal.vocabulary.emotion_scale)
    return {each.name: each.share for each in health(summary, portal, TODAY).dimensions}


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


def test_feeling_bad_costs_a_map_nothing() -> None:
    good, bad = (make_journey("m", make_stage("S", make_step("a", emotion=level))) for level in (2, -2))
    assert shares(good) == shares(bad)


def test_deleting_an_assumption_raises_nothing() -> None:
    backed = {"text": "x", "evidence": "new"}
    honest = make_journey("m", make_stage("S", make_step("a", pains=[backed, "assumed"])))
    silent = make_journey("m", make_stage("S", make_step("a", pains=[backed])))
    assert shares(silent)["evidence"] <= shares(honest)["evidence"]


def test_an_old_source_counts_less_than_a_fresh_one() -> None:
    old, new = (
        make_journey("m", make_stage("S", make_step("a", emotion=0, evidence=[key])))
        for key in ("old", "new")
    )
    assert shares(old)["evidence"] < shares(new)["evidence"]


def test_a_map_with_nothing_but_a_title_says_what_would_help() -> None:
    journey = make_journey("m")
    portal = library(journey)
    found = health(summarise(journey, portal.vocabulary.emotion_scale), portal, TODAY)
    assert {each.name for each in found.dimensions if each.advice} >= {
        "owner",
        "review",
        "evidence",
        "emotions",
        "metrics",
        "links",
    }
    assert found.score < 20


def test_review_and_owner_count_when_they_are_kept() -> None:
    kept = make_journey("m", owner="care", reviewed="2026-09-01", review_every="6 months")
    late = make_journey("m", owner="nobody", reviewed="2025-09-01", review_every="6 months")
    assert (shares(kept)["owner"], shares(kept)["review"]) == (1.0, 1.0)
    assert (shares(late)["owner"], shares(late)["review"]) == (0.0, 0.0)
