from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from factories import make_journey, make_library, make_persona, make_stage, make_step
from journeybook.insight.gaps import silent_stages
from journeybook.insight.near_duplicate_maps import twin_maps, twin_pains
from journeybook.insight.overview import overview
from journeybook.insight.pain_ranking import ranked_pains
from journeybook.insight.summary import summarise

WORDS = {
    "channels": ["shop", "phone"],
    "teams": ["care"],
    "lifecycle": ["order", "use"],
}


def summed(library):
    return tuple(summarise(each, library.vocabulary.emotion_scale) for each in library.journeys.values())


def pained(key: str, *pains, **fields):
    return make_journey(
        key, make_stage("S", make_step("a", pains=pains), entered=fields.pop("entered", None)), **fields
    )


# Pains by severity and reach


def test_a_pain_of_several_maps_is_one_pain_that_reaches_them_all() -> None:
    library = make_library(
        pained("one", {"text": "No date", "severity": 2}, personas=["ana"], entered=400),
        pained(
            "two",
            {"text": "no  DATE", "severity": 3, "evidence": "study"},
            personas=["ben", "zoe"],
            entered=900,
        ),
        personas=[make_persona("ana", share=18), make_persona("ben", share=7), make_persona("zoe")],
    )
    (pain,) = ranked_pains(summed(library), library)
    assert (pain.severity, pain.backed, pain.pain.text) == (3, True, "no  DATE")
    assert [each.spot.journey.id for each in pain.places] == ["two", "one"]
    assert (pain.reach.maps, pain.reach.personas) == (("two", "one"), ("ben", "zoe", "ana"))
    assert (pain.reach.customers, pain.reach.people) == (25, 900)


def test_severity_comes_before_reach_and_reach_before_the_feeling() -> None:
    bad = {"text": "people leave", "severity": 3}
    wide, narrow = {"text": "wide", "severity": 2}, {"text": "narrow", "severity": 2}
    library = make_library(
        pained("one", bad, "unrated", personas=["few"]),
        pained("two", wide, personas=["many"]),
        make_journey("three", make_stage("S", make_step("a", emotion=-2, pains=[narrow])), personas=["few"]),
        pained("four", {"text": "twice", "severity": 2}, personas=["few"]),
        pained("five", {"text": "twice", "severity": 1}, personas=["few"]),
        personas=[make_persona("many", share=60), make_persona("few", share=5)],
    )
    found = ranked_pains(summed(library), library)
    assert [each.pain.text for each in found] == ["people leave", "wide", "twice", "narrow", "unrated"]
    assert found[-1].severity is None


def test_shares_that_overlap_never_reach_more_than_everybody() -> None:
    library = make_library(
        pained("m", "x", personas=["ana", "ben"]),
        personas=[make_persona("ana", share=70), make_persona("ben", share=60)],
    )
    assert ranked_pains(summed(library), library)[0].reach.customers == 100


@given(st.lists(st.tuples(st.sampled_from(["x", "y", "z"]), st.none() | st.integers(1, 3)), max_size=8))
def test_every_place_of_every_pain_is_ranked_once(told) -> None:
    library = make_library(
        *(pained(f"m{n}", {"text": text, "severity": bad}) for n, (text, bad) in enumerate(told))
    )
    found = ranked_pains(summed(library), library)
    assert sum(len(each.places) for each in found) == len(told)
    assert len({each.pain.text for each in found}) == len(found)
    rates = [each.severity or 1 for each in found]
    assert rates == sorted(rates, reverse=True)


# What is told twice

STORY = ("Looks for a plan", "Orders online", "Waits for a date", "Gets the router")


def story(key: str, *titles: str, **fields):
    steps = (make_step(title, **fields.pop(title, {})) for title in titles)
    return make_journey(key, make_stage("S", *steps), **fields)


def test_maps_whose_steps_are_mostly_alike_are_twins() -> None:
    library = make_library(
        story("one", *STORY, "Pays"),
        story("two", "Looks for plans", "Order online", "Waits for the date", "Calls support"),
        story("other", "Orders online", "Sleeps", "Walks", "Reads"),
    )
    (twins,) = twin_maps(summed(library))
    assert {twins.first.journey.id, twins.second.journey.id} == {"one", "two"}
    assert (twins.steps, twins.share) == (3, 0.6)


def test_what_is_alike_on_purpose_is_no_twin() -> None:
    library = make_library(
        story("today", *STORY),
        story("future", *STORY, future_of="today"),
        story("bolder", *STORY, future_of="today"),
        story("shared", *STORY, **{title: {"same_as": "today#x"} for title in STORY}),
    )
    assert twin_maps(summed(library)) == ()


def test_pains_in_nearly_the_same_words_are_shown_together_and_counted_apart() -> None:
    library = make_library(
        pained("one", "No date for nine days", "The line drops"), pained("two", "Nine days and no date")
    )
    pains = ranked_pains(summed(library), library)
    assert len(pains) == 3
    (group,) = twin_pains(pains)
    assert {each.pain.text for each in group} == {"No date for nine days", "Nine days and no date"}


# All of it together


def test_the_overview_puts_the_lowest_first_and_finds_what_is_missing() -> None:
    step = {"channel": "shop", "moment_of_truth": True, "need": "A date"}
    library = make_library(
        make_journey(
            "m",
            make_stage(
                "Order",
                make_step("fine", emotion=1, **step),
                make_step("bad", emotion=-2, pains=["x"], **step),
                make_step("silent", moment_of_truth=True),
                lifecycle="order",
            ),
            make_stage("Use", make_step("alone", emotion=-1, need="Help", team="care"), lifecycle="use"),
            personas=["ana"],
        ),
        personas=[make_persona("ana"), make_persona("ben")],
        vocabulary=WORDS,
    )
    found = overview(library, summed(library))
    assert [each.moment.id for each in found.truths] == ["bad", "fine", "silent"]
    assert [(spot.moment.id, text) for spot, text in found.needs] == [("bad", "A date"), ("alone", "Help")]
    assert {pair: len(each.maps) for pair, each in found.coverage.items()} == {
        ("ana", "order"): 1,
        ("ana", "use"): 1,
        ("ben", "order"): 0,
        ("ben", "use"): 0,
    }
    assert [each.moment.id for each in found.unowned["shop"]] == ["fine", "bad"]
    assert [[stage.id for stage in stages] for _, stages in found.silent] == [["use"]]
    hot = found.hot["order", "shop"]
    assert (hot.mean, hot.lowest.emotion.value, hot.pains) == (-0.5, -2, 1)


def test_a_stage_with_a_channel_of_its_own_or_of_a_step_is_not_silent() -> None:
    library = make_library(
        make_journey(
            "m",
            make_stage("own", make_step("a"), channel="shop"),
            make_stage("step", make_step("b", channel="shop"), make_step("c")),
        )
    )
    assert silent_stages(summed(library)) == ()


def test_a_portal_without_maps_has_nothing_to_say() -> None:
    library = make_library(vocabulary=WORDS)
    found = overview(library, ())
    assert not (found.hot)
    assert not (found.pains)
    assert not (found.truths)
    assert not (found.twin_maps)
    assert not (found.coverage)
