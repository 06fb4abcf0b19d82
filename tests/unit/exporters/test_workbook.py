from __future__ import annotations

import io
import zipfile

import openpyxl
from hypothesis import assume, given, settings

from factories import make_journey, make_library, make_stage, make_step
from journeybook.exchange.import_plan import plan_import
from journeybook.exchange.importer import SourceFile
from journeybook.exporters.exporter import ExportOptions
from journeybook.exporters.xlsx_exporter import EXPORTER
from journeybook.library.objects import Kind, Library, Ref, moments
from journeybook.model.journey import Journey
from journeybook.pages.exports.map_export import draw_map_json
from journeybook.pages.exports.spreadsheet import draw_map_csv
from journeybook.pages.portfolio import Portfolio
from journeybook.sources.loading import load
from journeybook.sources.objects import read_object
from journeybook.sources.yaml.writer import write_yaml
from map_strategies import journeys
from places import ROOT


def exported(portfolio: Portfolio, *keys: str) -> bytes:
    (file,) = EXPORTER.write(portfolio, keys, ExportOptions())
    return file.content


def imported(name: str, content: bytes, library: Library) -> dict[str, Journey]:
    plan = plan_import([SourceFile(name, content)], library, has_vocabulary=True)
    assert [each.message for each in plan.findings if each.severity == "error"] == []
    return {journey.id: journey for journey in plan.changed}


def test_every_map_of_a_workbook_comes_back_as_the_same_map() -> None:
    library = load(ROOT, "maps").library
    keys = [key for key, journey in library.journeys.items() if journey.stages][:6]
    portfolio = Portfolio(library, "P")
    back = imported("journeys.xlsx", exported(portfolio, *keys), library)
    assert list(back) == keys
    for key in keys:
        assert back[key] == imported("map.csv", draw_map_csv(portfolio, key).encode(), library)[key]


def test_texts_that_look_like_formulas_stay_texts() -> None:
    texts = ["=1+1", "+49 30", "-no", "@SUM(A1)", "＝x", "plain"]
    library = make_library(make_journey("m", make_stage("S", make_step("T", action=texts))))
    sheet = openpyxl.load_workbook(io.BytesIO(exported(Portfolio(library, "P"), "m")))["m"]
    heads = [cell.value for cell in sheet[1]]
    cell = sheet.cell(2, heads.index("action") + 1)
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    assert cell.value == " | ".join(texts)
    title = sheet.cell(2, heads.index("step_title") + 1)
    assert (title.data_type, bool(title.quotePrefix)) == ("s", False)
    entered = make_library(make_journey("m", make_stage("S", make_step("T", emotion=-1.5))))
    sheet = openpyxl.load_workbook(io.BytesIO(exported(Portfolio(entered, "P"), "m")))["m"]
    assert sheet.cell(2, heads.index("emotion") + 1).value == -1.5


def test_heads_stay_in_sight_and_empty_columns_are_hidden() -> None:
    library = make_library(make_journey("m", make_stage("S", make_step("T", emotion=1))))
    sheet = openpyxl.load_workbook(io.BytesIO(exported(Portfolio(library, "P"), "m")))["m"]
    heads = {cell.value: cell for cell in sheet[1]}
    frozen = sheet[sheet.freeze_panes]
    assert frozen.row == 2
    assert frozen.column == heads["step_title"].column + 1
    assert not sheet.column_dimensions[heads["emotion"].column_letter].hidden
    assert sheet.column_dimensions[heads["quotes"].column_letter].hidden


def test_sheets_of_maps_with_long_ids_have_names_of_their_own() -> None:
    keys = [f"a-very-long-id-of-a-map-that-goes-on-{number}" for number in (1, 2)]
    library = make_library(*(make_journey(key) for key in keys))
    names = openpyxl.load_workbook(io.BytesIO(exported(Portfolio(library, "P"), *keys))).sheetnames
    assert len(set(names)) == 2
    assert all(len(name) <= 31 for name in names)


def test_no_time_of_writing_is_in_a_workbook() -> None:
    portfolio = Portfolio(make_library(make_journey("m")), "P")
    first = exported(portfolio, "m")
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"1980-01-01T00:00:00Z" in package.read("docProps/core.xml")
    assert exported(Portfolio(make_library(make_journey("m")), "P"), "m") == first


@settings(max_examples=40)
@given(journeys())
def test_a_map_goes_through_json_csv_xlsx_and_yaml_and_stays_the_same(journey: Journey) -> None:
    assume(journey.stages)  # a map without stages has no row
    library = make_library(journey)
    portfolio = Portfolio(library, "P")
    key = journey.id
    assert imported("map.json", draw_map_json(portfolio, key).encode(), library)[key] == journey
    from_csv = imported("map.csv", draw_map_csv(portfolio, key).encode(), library)[key]
    assert imported("map.xlsx", exported(portfolio, key), library)[key] == from_csv
    written = read_object(write_yaml(from_csv), "m.yml", Ref(Kind.JOURNEY, key), markdown=False)
    assert written.item == from_csv
    assert [(each.title, each.emotion) for each in moments(from_csv)] == [
        (each.title, each.emotion) for each in moments(journey)
    ]
