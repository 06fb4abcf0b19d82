"""Our own `map.json` and `map.csv` come back as the map that they were made of."""

from __future__ import annotations

import json

import pytest

from journeybook.exchange.import_kinds import ImportKind
from journeybook.exchange.import_plan import plan_import
from journeybook.exchange.importer import SourceFile
from journeybook.exchange.importers import importer_of
from journeybook.exchange.map_csv import without_guard
from journeybook.library.objects import Kind, Library, Ref
from journeybook.pages.exports.map_export import draw_map_json
from journeybook.pages.exports.spreadsheet import draw_map_csv
from journeybook.pages.portfolio import Portfolio
from journeybook.sources.loading import load
from journeybook.sources.objects import read_object
from journeybook.text.escape import without_formula
from places import ROOT


@pytest.fixture(scope="module")
def portfolio() -> Portfolio:
    return Portfolio(load(ROOT, "maps").library, "P")


def planned(name: str, text: str, library: Library):
    source = SourceFile(name, text.encode())
    plan = plan_import([source], library, has_vocabulary=True)
    assert [each.message for each in plan.findings if each.severity == "error"] == []
    return plan


def test_map_json_gives_every_field_back_and_changes_nothing(portfolio):
    for key, journey in portfolio.library.journeys.items():
        plan = planned("map.json", draw_map_json(portfolio, key), portfolio.library)
        assert plan.maps[0][1].journey == journey
        assert plan.changed == (journey,)
        assert plan.files == ()


def test_map_json_brings_a_map_into_an_empty_portal_with_its_personas(portfolio):
    key, journey = next(iter(portfolio.library.journeys.items()))
    plan = planned("map.json", draw_map_json(portfolio, key), Library())
    section = f"{journey.section}/" if journey.section else ""
    assert plan.files[0].path == f"journeys/{section}{key}.yml"
    people = {made.title for made in plan.maps[0][1].personas}
    assert people == {portfolio.library.personas[each].title for each in journey.personas}


def test_map_csv_over_its_map_changes_nothing(portfolio):
    for key, journey in portfolio.library.journeys.items():
        plan = planned("map.csv", draw_map_csv(portfolio, key), portfolio.library)
        source = portfolio.library.sources[Ref(Kind.JOURNEY, key)]
        section = {"section": journey.section}
        markdown = source.file.endswith(".md")
        written = read_object(
            source.text, source.file, Ref(Kind.JOURNEY, key), markdown=markdown, given=section
        )
        assert plan.changed[0] == written.item


def test_an_edit_in_the_spreadsheet_changes_that_field_and_nothing_else(portfolio):
    key, text = next(
        (key, text)
        for key in portfolio.library.journeys
        if "\r\n" in (text := draw_map_csv(portfolio, key))
        and portfolio.library.journeys[key].stages[0].steps
    )
    title = portfolio.library.journeys[key].stages[0].steps[0].title
    plan = planned("map.csv", text.replace(title, "Another title"), portfolio.library)
    before, after = portfolio.library.journeys[key], plan.changed[0]
    assert after.stages[0].steps[0].title == "Another title"
    assert after.stages[0].steps[0].narrative == before.stages[0].steps[0].narrative
    assert after.stages[1:] == before.stages[1:]
    assert after.owner == before.owner


def test_a_spreadsheet_saved_with_semicolons_is_the_same(portfolio):
    import csv
    import io

    key = next(iter(portfolio.library.journeys))
    text = draw_map_csv(portfolio, key)
    written = io.StringIO()
    csv.writer(written, delimiter=";").writerows(csv.reader(io.StringIO(text.lstrip("\ufeff"))))
    source = SourceFile("map.csv", written.getvalue().encode("utf-16"))
    assert importer_of(source).kind is ImportKind.MAP_CSV
    plan = plan_import([source], portfolio.library, has_vocabulary=True)
    assert plan.maps[0][1] == planned("map.csv", text, portfolio.library).maps[0][1]


@pytest.mark.parametrize("text", ["=1+1", "+49 30", "a; =b", "- no", "plain", "＝x", "it's", '"=x"'])
def test_the_guard_against_formulas_comes_off_again(text):
    assert without_guard(without_formula(text)) == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"id": "a", "map": {"title": "T", "weather": 1}, "figures": {}}', "`weather`"),
        ('{"id": "../a", "map": {"title": "T"}, "figures": {}}', "its id is none"),
        ('{"id": "a", "map": 1, "figures": {}}', "there is no `map` in it"),
    ],
)
def test_a_map_json_that_is_none_gets_one_clear_line(text, said):
    plan = plan_import([SourceFile("map.json", text.encode())], Library(), has_vocabulary=False)
    assert [said in each.message for each in plan.findings] == [True]
    assert plan.files == ()


def test_deep_json_is_refused():
    text = json.dumps({"id": "a", "figures": {}, "map": {}}).replace("{}", "[" * 5_000 + "]" * 5_000, 1)
    plan = plan_import(
        [SourceFile("m.json", text.encode())], Library(), has_vocabulary=False, kind=ImportKind.MAP_JSON
    )
    assert "nested deeper" in plan.findings[0].message
