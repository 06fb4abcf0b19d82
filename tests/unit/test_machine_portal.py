"""The index of the portal for programs, and the text for language models."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from factories import make_journey, make_library, make_stage
from journeybook.library import Kind, Library
from journeybook.pages.plan import plan_assets, plan_pages
from journeybook.portal import read_portal
from json_schema import Validator

ROOT = Path(__file__).resolve().parents[2]
TODAY = datetime.date(2026, 11, 15)
SITE = "https://atlas.example/"

Files = dict[str, Callable[[], str]]


@pytest.fixture(scope="module")
def library() -> Library:
    return read_portal(ROOT).library


@pytest.fixture(scope="module")
def files(library: Library) -> Files:
    return files_of(library)


def files_of(library: Library, site_url: str | None = SITE) -> Files:
    plans = plan_assets(library, site_name="Atlas", today=TODAY, site_url=site_url)
    return {plan.address: plan.make for plan in plans}


@pytest.fixture(scope="module")
def portal(files: Files) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files["portal.json"]())
    return found


def test_the_portal_is_as_its_schema_says_and_shows_every_part_of_it(
    files: Files, portal: dict[str, Any]
) -> None:
    schema = json.loads(files["schema/portal-1.json"]())
    validator = Validator(schema, closed=True)
    assert validator.faults(portal) == []
    assert set(schema["$defs"]) - validator.used == set()


def test_everything_is_in_it_once(library: Library, portal: dict[str, Any]) -> None:
    shelves = {
        "journeys": library.journeys,
        "personas": library.personas,
        "accounts": library.accounts,
        "evidence": library.evidence,
        "metrics": library.metrics,
        "recommendations": library.recommendations,
        "paths": library.paths,
    }
    for name, shelf in shelves.items():
        assert [each["id"] for each in portal[name]] == list(shelf), name
    words = {(each["kind"], each["id"]) for each in portal["words"]}
    assert {key for kind, key in words if kind == "team"} == set(library.ids(Kind.TEAM))


def test_every_address_leads_to_a_page_or_a_file(
    library: Library, files: Files, portal: dict[str, Any]
) -> None:
    pages = {
        plan.address: plan
        for plan in plan_pages(
            library, site_name="Atlas", today=TODAY, guides={"reading-a-map": "guide/reading-a-map/"}
        )
    }
    known = {*pages, *files, "guide/reading-a-map/"}
    named = set(addresses(portal))
    assert len(named) > 200
    lost = {each for each in named if each.partition("#")[0] not in known}
    assert lost == set()


def addresses(value: Any) -> list[str]:
    """Every address in a value: those of things, and those of a map's files."""
    found = []
    if isinstance(value, list):
        return [address for each in value for address in addresses(each)]
    if isinstance(value, dict):
        for key, each in value.items():
            if key == "files":
                found += each.values()
            elif key == "address" and isinstance(each, str) and each != SITE:
                found.append(each)
            elif key != "portal":
                found += addresses(each)
    return found


def test_the_index_says_what_the_maps_say(files: Files, portal: dict[str, Any]) -> None:
    for each in portal["journeys"]:
        one = json.loads(files[each["files"]["json"]]())
        figures = one["figures"]
        assert each["lowest"] == figures["lowest"], each["id"]
        assert each["review"] == figures["review"]
        assert each["health"] == (figures["health"] and figures["health"]["score"])
        assert (each["claims"], each["strength"]) == (
            figures["foundation"]["claims"],
            figures["foundation"]["strength"],
        )


def test_a_gate_says_who_keeps_it_closed(portal: dict[str, Any]) -> None:
    gates = [gate for account in portal["accounts"] for gate in account["gates"]]
    assert gates
    for gate in gates:
        assert gate["open"] == (not gate["below"] and not gate["unknown"])


def test_an_empty_portal_has_a_door_too() -> None:
    made = files_of(make_library())
    portal = json.loads(made["portal.json"]())
    assert (portal["journeys"], portal["health"]) == ([], None)
    assert Validator(json.loads(made["schema/portal-1.json"]()), closed=True).faults(portal) == []
    assert made["llms.txt"]().startswith("# Atlas\n\n> ")


LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")


def test_the_text_names_every_map_that_readers_meet(library: Library, files: Files) -> None:
    text = files["llms.txt"]()
    for journey in library.journeys.values():
        page = f"({SITE}journeys/{journey.id}/)"
        assert (page in text) == journey.listed, journey.id
    assert f"({SITE}portal.json)" in text
    assert re.match(r"# Atlas\n\n> [^\n]+\n\n[^#\n]", text), "a title, a summary, notes: the form of llms.txt"
    headings = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert headings[:2] == ["Data", "Journeys"]
    assert headings[-1] == "Optional"


def test_its_links_lead_somewhere_with_a_site_and_without(library: Library, files: Files) -> None:
    pages = {plan.address for plan in plan_pages(library, site_name="Atlas", today=TODAY)}
    for text, start in ((files["llms.txt"](), SITE), (files_of(library, None)["llms.txt"](), "")):
        targets = {target for _, target in LINK.findall(text)}
        assert all(target.startswith(start) for target in targets)
        assert {target.removeprefix(start) for target in targets} <= pages | set(files)


def test_a_hostile_title_stays_one_link() -> None:
    evil = make_journey("m-evil", make_stage(), status="published", title="](https://evil.example) \n# x [y")
    text = files_of(make_library(evil))["llms.txt"]()
    assert all(target.startswith(SITE) for _, target in LINK.findall(text))
    assert "\n# x" not in text
