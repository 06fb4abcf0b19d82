"""What a claim rests on, and what rests on what is too old."""

from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st

from factories import make_journey, make_library, make_stage, make_step
from journeybook.insight.claims import (
    ClaimKind,
    Tally,
    claims_in,
    expiries,
    holds_until,
    resting_on,
    tally,
)
from journeybook.insight.evidence_strength import foundation
from journeybook.insight.evidence_validity import ValidityState, validity
from journeybook.insight.summary import summarise
from journeybook.model.evidence import Evidence
from journeybook.model.journey import Journey
from journeybook.model.vocabulary import EmotionScale

SCALE = EmotionScale()


FIRST, SECOND = datetime.date(2026, 3, 1), datetime.date(2026, 5, 1)
DAY = datetime.timedelta(days=1)


def source(key: str, **fields: object) -> Evidence:
    return Evidence.model_validate({"id": key, "title": key.capitalize(), **fields})


def story() -> Journey:
    """Seven claims: a pain of its own source, one of the step's, a gain and a quote of the stage's, three feelings."""
    return make_journey(
        "m-a",
        make_stage(
            "Order",
            make_step(
                "Waits",
                emotion=-1,
                evidence="talks",
                pains=[{"text": "No date", "severity": 3, "evidence": "calls"}, "No answer"],
            ),
            make_step("Gets it", emotion=1, gains=["It works"], quotes=[{"text": "At last", "persona": "p"}]),
            evidence="survey",
        ),
        make_stage("Use", make_step("Pays", emotion={"p": 0, "q": 1})),
        evidence="talks",
    )


def test_the_nearest_source_carries_a_claim() -> None:
    found = claims_in(summarise(story(), SCALE))
    assert [(each.spot.moment.id, each.kind, each.evidence, each.own) for each in found] == [
        ("waits", ClaimKind.PAIN, ("calls",), True),
        ("waits", ClaimKind.PAIN, ("talks",), False),
        ("waits", ClaimKind.FEELING, ("talks",), False),
        ("gets-it", ClaimKind.GAIN, ("survey",), False),
        ("gets-it", ClaimKind.QUOTE, ("survey",), False),
        ("gets-it", ClaimKind.FEELING, ("survey",), False),
        ("pays", ClaimKind.FEELING, (), False),
    ]
    assert [each.text for each in found if each.text] == ["No date", "No answer", "It works", "At last"]
    assert (found[0].severity, found[4].persona) == (3, "p")


def test_evidence_of_the_whole_map_carries_no_claim() -> None:
    resting = resting_on(claims_in(summarise(story(), SCALE)))
    assert {key: [each.kind.value for each in claims] for key, claims in resting.items()} == {
        "calls": ["pain"],
        "survey": ["gain", "quote", "feeling"],
        "talks": ["pain", "feeling"],
    }


def test_claims_are_counted_with_what_is_assumed_and_what_is_too_old() -> None:
    found = claims_in(summarise(story(), SCALE))
    ends = {"survey": FIRST, "calls": SECOND}
    counted = tally(found, ends, SECOND + DAY)
    assert counted == Tally(
        claims=7, backed=6, outdated=4, assumed={ClaimKind.FEELING: 1}, ends={FIRST: 3, SECOND: 1}
    )
    assert counted.unproven == 1
    assert [tally(found, ends, day).outdated for day in (None, FIRST, FIRST + DAY, SECOND)] == [0, 0, 3, 3]


def test_one_source_that_still_holds_is_enough() -> None:
    step = make_step("Waits", pains=[{"text": "No date", "evidence": ["old", "new"]}, "Nothing at all"])
    both, nothing = claims_in(summarise(make_journey("m", make_stage("Order", step)), SCALE))
    assert holds_until(both, {"old": FIRST}) is None, "the other source has no end"
    assert holds_until(both, {"old": FIRST, "new": SECOND}) == SECOND
    assert holds_until(nothing, {"old": FIRST}) is None


def test_a_source_is_too_old_from_the_day_after_its_last() -> None:
    talks = source("talks", date="2025-02-20", valid_for="18 months")
    last = datetime.date(2026, 8, 20)
    assert validity(talks, last).state is ValidityState.FRESH
    old = validity(talks, last + datetime.timedelta(days=1))
    assert (old.state, old.until, old.too_old) == (ValidityState.TOO_OLD, last, True)


def test_without_a_day_a_date_or_a_span_nothing_is_too_old() -> None:
    talks = source("talks", date="2001-01-01", valid_for="1 month")
    today = datetime.date(2026, 1, 1)
    assert validity(talks).state is ValidityState.FRESH
    assert validity(source("a", date="2001-01-01"), today).state is ValidityState.OPEN_ENDED
    assert validity(source("b", valid_for="1 month"), today).state is ValidityState.UNDATED
    shelf = {each.id: each for each in (talks, source("a"))}
    assert expiries(make_library(evidence=shelf)) == {"talks": datetime.date(2001, 2, 1)}


keys = st.lists(st.sampled_from(["a", "b", "c"]), max_size=2, unique=True)


@given(
    st.lists(st.tuples(keys, keys, keys, st.booleans()), min_size=1, max_size=6),
    st.frozensets(st.sampled_from(["a", "b", "c"])),
)
def test_a_map_s_tally_agrees_with_its_summary(
    steps: list[tuple[list[str], list[str], list[str], bool]], old: frozenset[str]
) -> None:
    stages = [
        make_stage(
            f"Stage {at}",
            make_step(
                f"Step {at}",
                evidence=own,
                pains=[{"text": "It hurts", "evidence": pain}],
                **({"emotion": 1} if felt else {}),
            ),
            evidence=stage,
        )
        for at, (pain, own, stage, felt) in enumerate(steps)
    ]
    summary = summarise(make_journey("m", *stages), SCALE)
    found = claims_in(summary)
    ends = dict.fromkeys(old, FIRST)
    counted = tally(found, ends, SECOND)
    assert (counted.claims, counted.backed) == (summary.claims, summary.backed)
    assert sum(counted.assumed.values()) == counted.unproven
    assert 0 <= counted.outdated <= counted.backed
    assert tally(found).outdated == 0
    assert tally(found, ends, FIRST).outdated == 0
    assert tally(found, dict.fromkeys("abc", FIRST), SECOND).outdated == counted.backed
    assert foundation(summary, make_library()).backed == counted.backed
    resting = resting_on(found)
    assert sum(len(each) for each in resting.values()) == sum(len(each.evidence) for each in found)
