"""`catalogue.json`: what its published schema says, the words of every map, and the addresses that maps really have."""

from __future__ import annotations

import json
from typing import Any

import pytest

from factories import make_journey, make_library, make_persona, make_stage, make_step
from journeybook.library.objects import Library
from journeybook.model.journey import Journey
from journeybook.pages.catalogue.catalogue import CARRIED_MAPS, CARRIED_WORDS, DATA, entries, make_catalogue
from journeybook.pages.catalogue.catalogue_data import SCHEMA, catalogue_schema, draw_catalogue_json
from journeybook.pages.moved_pages import moved_addresses
from journeybook.pages.page_plan import plan_assets
from journeybook.pages.portfolio import Portfolio
from json_schema import Validator
from page_library import small_library

MAPS = CARRIED_MAPS + 1


def entry(number: int) -> Journey:
    """A map; every third has no feeling."""
    felt: dict[str, Any] = {} if number % 3 == 0 else {"emotion": {"p-ana": 1, "p-tom": -1.5}}
    return make_journey(
        f"m-{number:02d}",
        make_stage("Order", make_step("Waits", channel="phone", **felt), make_step("Calls", **felt)),
        title=f"Map {number:02d}",
        summary=f"About word{number} and others.",
        status="published",
        personas=["p-ana", "p-tom"],
        reviewed="2026-05-01",
        review_every="6 months",
        tags=["slow"] if number % 2 else [],
    )


@pytest.fixture(scope="module")
def library() -> Library:
    return make_library(
        *(entry(number) for number in range(MAPS)),
        personas=[make_persona(), make_persona("p-tom")],
        vocabulary={"channels": {"phone": "Phone"}},
    )


@pytest.fixture(scope="module")
def data(library: Library) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(draw_catalogue_json(Portfolio(library, "Portal")))
    return found


def test_the_data_is_what_the_schema_says(data: dict[str, Any]) -> None:
    validator = Validator(catalogue_schema(), closed=True)
    assert validator.faults(data) == []
    assert validator.used == set(catalogue_schema()["$defs"])


def test_every_column_has_every_map(data: dict[str, Any]) -> None:
    lengths = {len(column) for column in data["maps"].values()} | {
        len(each["maps"]) for each in data["facets"]
    }
    assert lengths == {MAPS}


def test_words_name_the_maps_that_have_them(library: Library, data: dict[str, Any]) -> None:
    for at, each in enumerate(entries(Portfolio(library, "Portal"))):
        having = {word for word, steps in data["words"].items() if at in _positions(steps)}
        assert having == set(each.words.split())


def _positions(steps: list[int]) -> set[int]:
    found, at = set(), 0
    for step in steps:
        at += step
        found.add(at)
    return found


def test_the_lowest_moment_and_whose_it_is(data: dict[str, Any]) -> None:
    maps = data["maps"]
    assert maps["lowest"][0] is None
    assert data["feelings"][maps["lowest"][1]]["value"] == -1.5
    assert (maps["step"][1], maps["persona"][1], maps["curve_low"][1]) == ("Waits", "P tom", 3)


def test_maps_are_named_where_they_are(library: Library) -> None:
    moved = moved_addresses({"journeys/m-03/", "personas/p-ana/"}, library)
    data = json.loads(draw_catalogue_json(Portfolio(library, "Portal", moved=moved)))
    assert data["moved"] == {"m-03": "journeybook/journeys/m-03/"}
    persona = next(each for each in data["facets"] if each["name"] == "persona")
    assert [each["address"] for each in persona["values"]] == [
        "journeybook/personas/p-ana/",
        "personas/p-tom/",
    ]
    files = json.loads(draw_catalogue_json(Portfolio(library, "Portal", folders=False)))
    assert (files["address"], files["moved"]) == ("journeys/{id}/index.html", {})


def test_a_small_catalogue_carries_its_maps_and_has_no_file(library: Library) -> None:
    small = make_library(*(entry(number) for number in range(CARRIED_MAPS)))
    assert not {DATA, SCHEMA} & {asset.address for asset in plan_assets(small)}
    page = make_catalogue(Portfolio(small, "Portal")).body
    assert page.count("data-words=") == CARRIED_MAPS
    assert "catalogue.json" not in page
    assert {DATA, SCHEMA} <= {asset.address for asset in plan_assets(library)}
    assert "data-words=" not in make_catalogue(Portfolio(library, "Portal")).body


def test_few_maps_of_many_words_are_not_carried() -> None:
    wordy = [entry(number).model_copy(update={"summary": "word " * 800}) for number in range(20)]
    assert sum(len(each.summary or "") for each in wordy) > CARRIED_WORDS
    assert DATA in {asset.address for asset in plan_assets(make_library(*wordy))}


def test_words_are_in_the_lower_case_of_browsers() -> None:
    """A filter compares what is typed as `toLowerCase` writes it, where ß is not ss."""
    streets = [entry(number).model_copy(update={"title": "Neue STRAßE"}) for number in range(MAPS)]
    data = json.loads(draw_catalogue_json(Portfolio(make_library(*streets), "Portal")))
    assert len(data["words"]["straße"]) == MAPS
    assert "strasse" not in data["words"]


def test_the_curve_of_a_map_is_known_to_the_next_build_without_a_drawing() -> None:
    first = Portfolio(small_library(), "Atlas")
    curve = first.catalogue_curve("switching")
    again = Portfolio(small_library(), "Atlas")
    again.graph.restore(first.graph.records(), [])
    assert again.catalogue_curve("switching") == curve
    assert again.graph.take_computed() == []
