"""The demonstration portal as it is built: every figure that stands twice is one figure, and every list is complete."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from lxml import html

from journeybook.cli import journeybook
from journeybook.pages.home.home import LISTS
from page_figures import entries_on, figures_on, value_of
from places import ROOT

pytestmark = pytest.mark.slow

SHELVES = {"journey": "journeys", "evidence": "evidence", "persona": "personas"}


@pytest.fixture(scope="module")
def pages(portal_site: Path) -> dict[str, html.HtmlElement]:
    return {
        path.relative_to(portal_site).parent.as_posix().removeprefix(".") + "/": html.parse(path).getroot()
        for path in sorted(portal_site.rglob("index.html"))
    }


@pytest.fixture(scope="module")
def portal(portal_site: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((portal_site / "portal.json").read_text("utf-8"))
    return found


def told(*arguments: str) -> Any:
    done = CliRunner().invoke(
        journeybook, [*arguments, "--maps", str(ROOT / "maps"), "--format", "json"], catch_exceptions=False
    )
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_pages_and_data_say_the_same(pages: dict[str, html.HtmlElement], portal: dict[str, Any]) -> None:
    gathered = figures_on(pages)
    assert len(gathered) > 60
    for (figure, of), places in gathered.items():
        assert len(set(places.values())) == 1, (figure, of, places)
        value = next(iter(places.values()))
        key = figure.replace("-", "_")
        if of:
            kind, _, name = of.partition(":")
            (thing,) = (each for each in portal[SHELVES[kind]] if each["id"] == name)
            known = len(thing[key]) if isinstance(thing[key], list) else thing[key]
            assert value == known, (figure, of)
        elif key in portal["figures"]:
            assert value == portal["figures"][key], figure


def test_home_leads_to_lists_of_exactly_so_many(pages: dict[str, html.HtmlElement]) -> None:
    links = pages["/"].xpath("//ul[@class='jb-numbers']/li/a")
    counted = {each.xpath(".//@data-figure")[0]: each for each in links}
    assert {key.replace("_", "-") for key in LISTS} <= set(counted)
    for figure in (key.replace("_", "-") for key in LISTS):
        target = pages[counted[figure].get("href")]
        (element,) = counted[figure].xpath(".//*[@data-figure]")
        assert entries_on(target, figure) == value_of(element), figure


def test_commands_say_the_same(portal: dict[str, Any]) -> None:
    figures = portal["figures"]
    listed = told("list")
    assert listed["journeys"] - listed["retired"] - listed["translations"] == figures["journeys"]
    assert {key: listed[key] for key in ("personas", "accounts", "evidence", "metrics", "paths")} == {
        key: figures[key] for key in ("personas", "accounts", "evidence", "metrics", "paths")
    }
    maps = {each["id"]: each for each in portal["journeys"]}
    assert {each["id"]: int(each["steps"]) for each in told("list", "journeys")} == {
        key: each["steps"] for key, each in maps.items()
    }
    shown = told("show", "journey:switching-to-fibre")["figures"]
    assert shown == {key: maps["switching-to-fibre"][key] for key in shown}
    due = told("review", "--all", "--on", portal["portal"]["judged_on"])["entries"]
    states = [each["urgency"] for each in due]
    assert states.count("overdue") == figures["overdue"]
    assert states.count("never") == figures["never_reviewed"]
    assert states.count("soon") == figures["due_soon"]
    assert len(due) == len(portal["review"])
