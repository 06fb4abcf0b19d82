"""Maps in XLSX workbooks, and workbooks that are refused."""

from __future__ import annotations

import datetime
import io
import time
import zipfile

import openpyxl
import pytest

from journeybook.exchange.import_plan import plan_import
from journeybook.exchange.importer import SourceFile
from journeybook.library.objects import Library


def workbook(*sheets, merged=()):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
        for cells in merged:
            sheet.merge_cells(cells)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def imported(content):
    return plan_import([SourceFile("bikes.xlsx", content)], Library(), has_vocabulary=False)


ROWS = [
    ["Stage", "Look", None, "Buy"],
    ["Step", "Search", "Compare", "Pay"],
    ["Actions", "types\nscrolls", "reads", "pays"],
    ["Emotion", 1, -1.5, 2],
    ["Time", datetime.time(9, 30), None, datetime.date(2026, 3, 31)],
]


def test_merged_heads_are_stages_and_values_are_read_as_they_are_shown():
    plan = imported(workbook(("Bikes", ROWS), merged=["B1:C1"]))
    journey = plan.maps[0][1].journey
    assert journey.title == "Bikes"
    assert [[step.title for step in stage.steps] for stage in journey.stages] == [
        ["Search", "Compare"],
        ["Pay"],
    ]
    search, compare, pay = (step for stage in journey.stages for step in stage.steps)
    assert [phrase.text for phrase in search.action] == ["types", "scrolls"]
    assert (search.emotion, compare.emotion, pay.emotion) == (1, -1.5, 2)
    assert (search.duration, pay.duration) == ("09:30", "2026-03-31")


def test_each_sheet_is_a_map_and_one_without_is_named():
    plan = imported(workbook(("One", ROWS), ("Two", ROWS), ("Notes", [["Ask Jo"]])))
    assert [made.journey.title for _, made in plan.maps] == ["One", "Two"]
    assert "the sheet `Notes` holds no map and is not imported" in [each.message for each in plan.findings]


def test_a_formula_without_a_saved_value_is_said():
    plan = imported(workbook(("Bikes", [*ROWS, ["Pains", "=A1&B1", "x", "y"]])))
    assert "the formula in column 2 has no saved value, and stands as its text" in [
        each.message for each in plan.findings
    ]


def test_five_thousand_rows_take_less_than_three_seconds():
    rows = [["Weather", f"text {number}", "x"] for number in range(4_990)]
    content = workbook(
        ("Bikes", [["Stage", "Look", "Buy"], ["Actions", "a", "b"], ["Pains", "c", "d"], *rows])
    )
    started = time.process_time()
    plan = imported(content)
    assert time.process_time() - started < 3
    assert "text 4989" in plan.maps[0][1].journey.model_dump_json()


def repacked(content, name, text):
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for each in old.namelist():
            new.writestr(each, text if each == name else old.read(each))
        if name not in old.namelist():
            new.writestr(name, text)
    return stream.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    '<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>'
)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (lambda book: repacked(book, "xl/media/x.bin", b"0" * 30_000_000), "when it is unpacked"),
        (lambda book: repacked(book, "xl/media/x.bin", b"0" * 3_000_000), "grows more than 100 times"),
        (lambda book: repacked(book, SHEET, BOMB), "this is no workbook"),
        (lambda book: book[: len(book) // 2], "this is no workbook"),
        (lambda _: b"Stage,Look\n", "this is no workbook"),
        (lambda _: b"", "this is no workbook"),
        (lambda _: workbook(("A", [["Stage", *map(str, range(80))]])), "more columns than are imported"),
        (lambda _: workbook(("A", [["x", "y"]] * 5_200)), "more rows than are imported"),
    ],
)
def test_a_workbook_that_cannot_be_read_gets_one_line_and_no_file(content, said):
    started = time.process_time()
    plan = imported(content(workbook(("Bikes", ROWS))))
    assert [said in each.message for each in plan.findings] == [True]
    assert plan.files == ()
    assert time.process_time() - started < 10


def test_a_cell_at_the_far_end_of_the_sheet_costs_nothing():
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    book.active["XFD1048576"] = "far"
    stream = io.BytesIO()
    book.save(stream)
    started = time.process_time()
    plan = imported(stream.getvalue())
    assert time.process_time() - started < 3
    assert len(plan.maps[0][1].journey.stages) == 2
    assert any("is not read" in each.message for each in plan.findings)


def test_xml_of_strangers_is_read_by_defusedxml():
    assert openpyxl.DEFUSEDXML
