"""The cards of links: one for each page that has them, plain and short, in few files however many maps there are."""

from __future__ import annotations

import json
from typing import Any

from factories import make_journey, make_library, make_persona, make_stage, make_step
from journeybook.library.objects import Library
from journeybook.pages.glossary.terms import TERMS
from journeybook.pages.link_cards.card_files import MAPS, part_of
from journeybook.pages.link_cards.link_card import LONGEST
from journeybook.pages.page_plan import plan_assets
from large_portal import large_library

WORDS = {"teams": {"care": {"title": "Care", "contact": "#care", "summary": "Answers *everybody*."}}}


def files(library: Library) -> dict[str, Any]:
    plans = plan_assets(library)
    return {plan.address: plan.make for plan in plans if plan.address.startswith("link-cards")}


def cards(library: Library) -> dict[str, Any]:
    found = json.loads(files(library)["link-cards.json"]())
    assert found["maps"] == 0
    return found["cards"]


def test_a_map_says_what_it_is_and_its_lowest_moment() -> None:
    journey = make_journey(
        "m-buy",
        make_stage("Order", make_step("Pays", emotion=-1.5), make_step("Waits", emotion=1)),
        summary="From **looking** to paying.",
        personas=["p-ana"],
        owner="care",
    )
    library = make_library(journey, personas=[make_persona("p-ana", role="Nurse")], vocabulary=WORDS)
    found = cards(library)
    kind, title, text, facts = found["journeys/m-buy/"]
    assert (kind, title, text) == ("Current state · Draft", "M buy", "From looking to paying.")
    assert facts[1:] == [["Personas", "P ana"], ["Owner", "Care"]]
    assert facts[0][0] == "Lowest moment"
    assert facts[0][1].startswith("Pays (")
    assert facts[0][1].endswith("−1.5)")
    assert found["personas/p-ana/"] == ["Persona", "P ana", "", [["Role", "Nurse"]]]
    assert found["teams/care/"] == ["Team", "Care", "Answers everybody.", [["Contact", "#care"]]]
    assert {f"glossary/#jp--{term.key}" for term in TERMS} <= set(found)


def test_a_long_text_ends_with_a_whole_word() -> None:
    words = "customer " * 60
    journey = make_journey("m-buy", summary=words)
    text = cards(make_library(journey))["journeys/m-buy/"][2]
    assert len(text) <= LONGEST + 2
    assert text.endswith("customer …")


def test_the_cards_of_many_maps_are_in_further_files_each_found_by_its_address() -> None:
    library = large_library(MAPS + 50, 3)
    made = files(library)
    first = json.loads(made.pop("link-cards.json")())
    assert first["maps"] == len(made) == 2
    assert not any(address.startswith("journeys/") for address in first["cards"])
    seen = []
    for number in range(first["maps"]):
        part = json.loads(made[f"link-cards-{number}.json"]())["cards"]
        assert all(part_of(address, first["maps"]) == number for address in part)
        seen += part
    assert sorted(seen) == sorted(f"journeys/{key}/" for key in library.journeys)
