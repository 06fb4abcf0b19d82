from __future__ import annotations

from factories import make_journey, make_library, make_stage, make_step
from journeybook.insight.summary import summarise
from journeybook.insight.way import onward, so_far


def portal():
    visit = make_journey(
        "visit", make_stage("Visit", make_step("Arrives", emotion=1), make_step("Leaves")), parent="all"
    )
    first = make_journey(
        "first",
        make_stage("Order", make_step("Looks", emotion=-1), make_step("Buys", emotion=0.5)),
        make_stage("Wait", make_step("Waits", next=[{"step": "looks", "when": "the card fails"}])),
        next=["visit"],
    )
    whole = make_journey(
        "all", make_stage("Life", make_step("Is visited", journey="visit"), make_step("Pays"))
    )
    library = make_library(visit, first, whole)
    scale = library.vocabulary.emotion_scale
    return library, {key: summarise(each, scale) for key, each in library.journeys.items()}


def test_what_came_before_is_told_with_its_worst_moment() -> None:
    _, summaries = portal()
    found = so_far(summaries["first"], 2)
    assert [each.moment.title for each in found.steps] == ["Looks", "Buys"]
    assert found.mean == -0.25
    assert found.lowest is not None
    assert found.lowest.moment.title == "Looks"
    assert so_far(summaries["first"], 0).mean is None


def test_a_step_leads_to_the_next_to_its_branches_and_over_the_end_of_the_map() -> None:
    library, summaries = portal()

    def leads(key: str, at: int) -> list[tuple[str, str | None]]:
        return [(str(each.ref), each.when) for each in onward(library, summaries, summaries[key].spots[at])]

    assert leads("first", 0) == [("journey:first#buys", None)]
    assert leads("first", 2) == [("journey:first#looks", "the card fails")]
    assert leads("all", 0) == [("journey:visit#arrives", None), ("journey:all#pays", None)]
    assert leads("visit", 1) == [("journey:all#pays", None)]
