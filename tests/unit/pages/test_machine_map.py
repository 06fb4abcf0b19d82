"""A map for programs: what goes in comes out, every figure with it, and all of it as the published schema says."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from factories import make_journey, make_library, make_stage, make_step
from journeybook.library.objects import Library
from journeybook.model.evidence import Evidence
from journeybook.model.journey import Journey
from journeybook.model.metric import Metric
from journeybook.pages.page_plan import plan_assets
from journeybook.portal.portal import read_portal
from json_schema import Validator
from places import ROOT

TODAY = datetime.date(2026, 11, 15)


def files(library: Library) -> dict[str, Any]:
    plans = plan_assets(library, site_name="Atlas", today=TODAY, site_url="https://atlas.example/")
    return {plan.address: plan.make for plan in plans}


def story() -> Library:
    order = make_stage(
        "Order",
        make_step("Looks", emotion={"amira": 1.5, "tom": 0}, channel="web", evidence=["talks"]),
        make_step(
            "Waits",
            emotion=-1.7,
            emotion_end=-0.2,
            moment_of_truth=True,
            pains=[{"text": "No *date*", "severity": 3, "evidence": "talks"}, "Nobody knows"],
            variants=[
                {"id": "a", "title": "Mail", "people": 1000, "metrics": {"joined": 20}},
                {"id": "b", "title": "Tracker", "people": 1000, "metrics": {"joined": 30}, "winner": True},
            ],
        ),
        entered=200,
    )
    use = make_stage("Use", lifecycle="use", entered=150, emotion=0.5)
    journey = make_journey(
        "m-one",
        order,
        use,
        status="published",
        personas=["amira", "tom"],
        owner="care",
        reviewed="2026-03-01",
        review_every="6 months",
        scope={"from": "the call", "to": "the bill"},
    )
    return make_library(
        journey,
        vocabulary={"teams": {"care": "Customer care"}, "lifecycle": ["use"], "channels": {"web": "Website"}},
        evidence={"talks": Evidence.model_validate({"id": "talks", "title": "Talks", "date": "2026-06-01"})},
        metrics={
            "joined": Metric.model_validate(
                {"id": "joined", "title": "Joined", "kind": "conversion", "unit": "%"}
            )
        },
    )


@pytest.fixture(scope="module")
def exported() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files(story())["journeys/m-one/map.json"]())
    return found


def test_the_figures_are_those_that_one_reckons_by_hand(exported: dict[str, Any]) -> None:
    figures = exported["figures"]
    assert (figures["stages"], figures["steps"], figures["touchpoints"]) == (2, 3, 1)
    assert figures["curve"] == [
        {"stage": "order", "step": "looks", "value": 1.5},
        {"stage": "order", "step": "waits", "value": -1.7},
        {"stage": "order", "step": "waits", "value": -0.2},
        {"stage": "use", "step": None, "value": 0.5},
    ]
    assert figures["lowest"]["place"] == {
        "journey": "m-one",
        "stage": "order",
        "step": "waits",
        "title": "Waits",
        "address": "journeys/m-one/#m-one--t-waits",
    }
    assert figures["lowest"]["feeling"] == {
        "persona": None,
        "value": -1.7,
        "level": 0,
        "word": "very frustrated",
        "end": False,
    }
    assert figures["fall"]["drop"] == 3.2
    assert [each["text"] for each in figures["pains"]] == ["No *date*", "Nobody knows"]
    assert [each["step"] for each in figures["moments_of_truth"]] == ["waits"]


def test_what_rests_on_evidence_is_counted(exported: dict[str, Any]) -> None:
    # Claims: a feeling at each of three places and two pains; the first place and the first pain name a source.
    assert exported["figures"]["foundation"] == {
        "claims": 5,
        "backed": 2,
        "outdated": 0,
        "assumed": {"feeling": 2, "pain": 1},
        "share": 0.4,
        "strength": "weak",
        "sources": ["talks"],
        "too_old": [],
    }
    assert [(each["claims"], each["backed"]) for each in exported["figures"]["spots"]] == [
        (1, 1),
        (3, 1),
        (1, 0),
    ]


def test_drop_off_review_health_and_tests_are_in_it(exported: dict[str, Any]) -> None:
    figures = exported["figures"]
    assert figures["drop_off"]["kept"] == 0.75
    assert figures["drop_off"]["largest"] == {
        "start": "order",
        "end": "use",
        "lost": 50,
        "share": 0.25,
        "starts": ["order"],
        "ends": ["use"],
    }
    assert figures["review"] == {
        "state": "overdue",
        "reviewed": "2026-03-01",
        "due": "2026-09-01",
        "days_late": 75,
    }
    dimensions = figures["health"]["dimensions"]
    shares = [each["share"] for each in dimensions]
    assert figures["health"]["score"] == int(100 * sum(shares) / len(shares) + 1e-9)
    (trial,) = figures["trials"]
    assert (trial["winner"], trial["findings"][0]["verdict"]) == ("b", "more than chance")


def test_a_step_says_what_lies_before_and_after_it(exported: dict[str, Any]) -> None:
    looks, waits, use = exported["figures"]["spots"]
    assert [(each["stage_number"], each["lifecycle"]) for each in (looks, waits, use)] == [
        (1, None),
        (1, None),
        (2, "use"),
    ]
    assert looks["personas"] == ["amira", "tom"]
    assert (looks["way"]["steps"], looks["way"]["mean"]) == (0, None)
    assert looks["way"]["onward"] == [
        {"journey": "m-one", "step": "waits", "address": "journeys/m-one/#m-one--t-waits", "when": None}
    ]
    # Amira's lowest feelings before the last column: 1.5 and -1.7.
    assert (use["way"]["persona"], use["way"]["steps"], use["way"]["mean"]) == ("amira", 2, -0.1)
    assert use["way"]["lowest"] == {"stage": "order", "step": "waits", "value": -1.7}
    assert use["way"]["onward"] == []


def test_personas_are_compared_step_by_step(exported: dict[str, Any]) -> None:
    (found,) = exported["figures"]["personas"]
    assert (found["first"], found["second"]) == ("amira", "tom")
    difference = found["difference"]
    # What counts for everybody is the same for both.
    assert [(each["before"], each["after"], each["change"]) for each in difference["places"]] == [
        (1.5, 0, -1.5),
        (-1.7, -1.7, 0),
        (0.5, 0.5, 0),
    ]
    assert (difference["mean"], difference["worse"], difference["same"]) == (-0.5, 1, 2)


def test_what_the_map_lacks_is_named(exported: dict[str, Any]) -> None:
    figures = exported["figures"]
    assert figures["heat"][0]["lowest"]["feeling"]["value"] == 0.5
    assert [each["step"] for each in figures["unowned"]] == ["looks"]
    assert figures["silent"] == ["use"]
    assert figures["unmet_needs"] == []


def test_every_id_can_be_looked_up(exported: dict[str, Any]) -> None:
    assert {(each["kind"], each["id"], each["title"]) for each in exported["things"]} >= {
        ("team", "care", "Customer care"),
        ("evidence", "talks", "Talks"),
        ("channel", "web", "Website"),
        ("persona", "amira", "amira"),
    }
    address = {each["id"]: each["address"] for each in exported["things"]}
    assert address["care"] == "teams/care/"
    assert address["amira"] is None, "nobody described her"


def test_a_retired_map_has_its_figures_without_a_health() -> None:
    old = make_journey("m-old", make_stage("Order", pains=["Slow"]), status="retired")
    figures = json.loads(files(make_library(old))["journeys/m-old/map.json"]())["figures"]
    assert figures["health"] is None
    assert figures["foundation"]["claims"] == 1


def test_a_map_without_anything_says_null_and_not_zero() -> None:
    found = json.loads(files(make_library(make_journey("m-new")))["journeys/m-new/map.json"]())
    figures = found["figures"]
    assert [figures[key] for key in ("lowest", "highest", "fall", "drop_off")] == [None] * 4
    assert figures["foundation"]["share"] is None
    assert found["map"] == {
        "title": "M new",
        "stages": [{"id": "order", "title": "Order"}],
    }


def demonstration() -> Library:
    return read_portal(ROOT).library


def test_a_map_written_into_a_source_is_the_same_map(tmp_path: Path) -> None:
    library = demonstration()
    made = files(library)
    read = {key: json.loads(made[f"journeys/{key}/map.json"]()) for key in library.journeys}
    for key, each in read.items():
        again = Journey.model_validate({"id": key, "section": each["section"], **each["map"]})
        assert again == library.journeys[key], key
    for name in ("vocabulary.yml", "personas/greta.md"):
        target = tmp_path / "maps" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((ROOT / "maps" / name).read_bytes())
    (tmp_path / "maps/journeys").mkdir()
    key = "three-days-without-a-phone"
    text = json.dumps(read[key]["map"], ensure_ascii=False)
    (tmp_path / f"maps/journeys/{key}.yml").write_text(text, "utf-8")
    found = read_portal(tmp_path).library.journeys[key]
    assert found.model_copy(update={"section": "help"}) == library.journeys[key]


def test_every_map_is_as_the_schema_says_and_shows_every_part_of_it() -> None:
    library = demonstration()
    made = files(library)
    schema = json.loads(made["schema/map-1.json"]())
    validator = Validator(schema, closed=True)
    wrong = {
        key: validator.faults(json.loads(made[f"journeys/{key}/map.json"]())) for key in library.journeys
    }
    assert {key: faults for key, faults in wrong.items() if faults} == {}
    assert set(schema["$defs"]) - validator.used == set()
    assert validator.faults({"version": 2}), "the validator finds what is wrong"


def test_the_schema_is_open_for_what_comes_and_says_what_things_are() -> None:
    schema = json.loads(files(story())["schema/map-1.json"]())
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert '"additionalProperties": false' not in json.dumps(schema)
    assert schema["properties"]["version"] == {"const": 1}
    assert {"id", "section"}.isdisjoint(schema["$defs"]["Journey"]["properties"])
    assert all(
        part.get("description") for name, part in schema["$defs"].items() if part.get("type") == "object"
    )


def test_files_name_their_schema_from_where_they_are(exported: dict[str, Any]) -> None:
    assert exported["$schema"] == "../../schema/map-1.json"
    assert exported["portal"] == {
        "title": "Atlas",
        "address": "https://atlas.example/",
        "judged_on": "2026-11-15",
    }


def test_same_library_same_bytes() -> None:
    first, second = (
        {address: make() for address, make in files(story()).items() if not address.endswith(".svg")}
        for _ in range(2)
    )
    assert first == second
    text = first["journeys/m-one/map.json"]
    assert text == json.dumps(json.loads(text), separators=(",", ":"), ensure_ascii=False) + "\n"
    assert list(json.loads(text))[:4] == ["$schema", "version", "portal", "id"]
