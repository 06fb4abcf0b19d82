from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from factories import make_journey, make_library, make_stage, make_step
from journeybook.insight.step_context import step_contexts
from journeybook.insight.summary import summarise
from journeybook.library.objects import Kind, Ref
from journeybook.model.journey import Journey


def summed(library):
    scale = library.vocabulary.emotion_scale
    return {key: summarise(each, scale) for key, each in library.journeys.items()}


def portal():
    visit = make_journey(
        "visit", make_stage("Visit", make_step("Arrives", emotion=1), make_step("Leaves")), parent="all"
    )
    first = make_journey(
        "first",
        make_stage("Order", make_step("Looks", was=["browses"], emotion=-1), make_step("Buys", emotion=0.5)),
        make_stage("Wait", make_step("Waits", next=[{"step": "browses", "when": "the card fails"}])),
        next=["visit"],
    )
    last = make_journey("last", make_stage("End"), next=["first"])
    whole = make_journey(
        "all", make_stage("Life", make_step("Is visited", journey="visit"), make_step("Pays"))
    )
    library = make_library(visit, first, last, whole)
    return library, summed(library)


def test_what_came_before_is_told_with_its_worst_moment() -> None:
    _, summaries = portal()
    start, _, waits = step_contexts(summaries, "first")
    assert (waits.so_far.steps, waits.so_far.emotion_count, waits.so_far.mean) == (2, 2, -0.25)
    assert waits.so_far.lowest is not None
    assert waits.so_far.lowest.spot.moment.title == "Looks"
    assert (start.so_far.steps, start.so_far.mean, start.so_far.lowest) == (0, None, None)


def test_a_step_leads_to_the_next_to_its_branches_and_over_the_end_of_the_map() -> None:
    _, summaries = portal()

    def leads(key: str, at: int) -> list[tuple[str, str | None]]:
        return [(str(each.ref), each.when) for each in step_contexts(summaries, key)[at].onward]

    assert leads("first", 0) == [("journey:first#buys", None)]
    # Whoever's card does not fail has come to the end of the map.
    assert leads("first", 2) == [("journey:first#looks", "the card fails"), ("journey:visit#arrives", None)]
    assert leads("all", 0) == [("journey:visit#arrives", None), ("journey:all#pays", None)]
    assert leads("visit", 1) == [("journey:all#pays", None)]
    assert leads("last", 0) == [("journey:first#looks", None)]


def test_a_place_that_is_reached_in_two_ways_is_told_once() -> None:
    journey = make_journey("m", make_stage("S", make_step("Ends", journey="next")), next=["next"])
    library = make_library(journey, make_journey("next", make_stage("S", make_step("Begins"))))
    (end,) = step_contexts(summed(library), "m")
    assert [str(each.ref) for each in end.onward] == ["journey:next#begins"]


def test_only_the_first_column_tells_where_people_come_from() -> None:
    _, summaries = portal()
    came = (Ref(Kind.JOURNEY, "last"),)
    assert [each.arrivals for each in step_contexts(summaries, "first", came)] == [came, (), ()]


def test_each_step_is_told_of_somebody_who_takes_part_in_it() -> None:
    journey = make_journey(
        "m",
        make_stage(
            "S",
            make_step("both", emotion={"ana": 1, "ben": -2}),
            make_step("ben alone", personas=["ben"], emotion=-1),
            make_step("ana alone", personas=["ana"], emotion=2),
            make_step("both again"),
        ),
        personas=["ana", "ben"],
    )
    library = make_library(journey)
    ways = [each.so_far for each in step_contexts(summed(library), "m")]
    assert [(each.persona, each.steps, each.mean) for each in ways] == [
        ("ana", 0, None),
        ("ben", 1, -2),
        ("ana", 1, 1),
        ("ana", 2, 1.5),
    ]


def test_a_stages_own_feeling_stands_in_for_its_silent_steps() -> None:
    journey = make_journey(
        "m",
        make_stage("Silent", make_step("a"), make_step("b"), emotion=-1),
        make_stage("Told", make_step("c", emotion=1), make_step("d"), emotion=-2),
        make_stage("End"),
    )
    library = make_library(journey)
    end = step_contexts(summed(library), "m")[-1].so_far
    assert (end.steps, end.emotion_count, end.mean) == (4, 3, -1 / 3)
    assert end.lowest is not None
    assert end.lowest.spot.moment.id == "silent"


levels = st.lists(st.none() | st.floats(-2, 2), min_size=1, max_size=12)


@given(levels)
def test_the_way_so_far_only_ever_grows_longer_and_its_lowest_moment_lower(felt) -> None:
    journey = make_journey("m", make_stage("S", *(make_step(f"s{n}", emotion=x) for n, x in enumerate(felt))))
    library = make_library(journey)
    summaries = summed(library)
    found = step_contexts(summaries, "m")
    assert [each.spot for each in found] == list(summaries["m"].columns)
    assert [each.so_far.steps for each in found] == list(range(len(felt)))
    lows = [each.so_far.lowest.emotion.value for each in found if each.so_far.lowest]
    assert lows == sorted(lows, reverse=True)
    for at, each in enumerate(found):
        told = [x for x in felt[:at] if x is not None]
        assert each.so_far.emotion_count == len(told)
        if told:
            assert min(told) <= each.so_far.mean + 1e-9
            assert each.so_far.mean <= max(told) + 1e-9


def test_a_step_that_one_persona_feels_is_on_the_way_of_that_persona() -> None:
    journey = make_journey(
        "m",
        make_stage(
            "S",
            make_step("both", emotion={"ana": 1, "ben": -2}),
            make_step("felt by ben", emotion={"ben": -1}),
            make_step("ben alone", personas=["ben"]),
            make_step("felt by nobody"),
        ),
        personas=["ana", "ben"],
    )
    ways = [each.so_far for each in step_contexts(summed(make_library(journey)), "m")]
    assert [(each.persona, each.mean) for each in ways] == [
        ("ana", None),
        ("ben", -2),
        ("ben", -1.5),
        ("ana", 1),
    ]


def forked() -> Journey:
    return make_journey(
        "m",
        make_stage(
            "Buy",
            make_step("pay", emotion=0, next=["card", "cash"]),
            make_step("card", emotion=2),
            make_step("cash", emotion=-2),
            make_step("receipt", emotion=1),
        ),
    )


def test_where_ways_meet_the_hardest_is_told_from_its_beginning_to_its_end() -> None:
    found = [each.so_far for each in step_contexts(summed(make_library(forked())), "m")]
    assert [(each.steps, each.mean, each.several) for each in found] == [
        (0, None, False),
        (1, 0, False),
        (1, 0, False),
        (2, -1, True),
    ]


def test_an_alternative_leads_to_where_the_ways_meet() -> None:
    found = step_contexts(summed(make_library(forked())), "m")
    assert [str(each.ref) for each in found[1].onward] == ["journey:m#receipt"]


def test_a_way_that_somebody_takes_part_in_goes_before_one_of_others() -> None:
    journey = make_journey(
        "m",
        make_stage(
            "Buy",
            make_step("pay", emotion=0, next=["card", "cash"]),
            make_step("card", personas=["ana"], emotion=1),
            make_step("cash", personas=["ben"], emotion=-2),
            make_step("receipt", emotion=1),
        ),
        personas=["ana", "ben"],
    )
    receipt = step_contexts(summed(make_library(journey)), "m")[-1].so_far
    assert (receipt.persona, receipt.steps, receipt.mean) == ("ana", 2, 0.5)
