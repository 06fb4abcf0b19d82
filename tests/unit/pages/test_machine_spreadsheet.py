"""A map for spreadsheets: read back by a strict reader, and nothing in it that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import re

import pytest

from factories import make_journey, make_library, make_persona, make_stage, make_step
from journeybook.library.objects import Library
from journeybook.pages.page_plan import plan_assets
from journeybook.text.escape import without_formula


def rows(library: Library, key: str = "m-one") -> list[dict[str, str]]:
    (text,) = (plan.make() for plan in plan_assets(library) if plan.address == f"journeys/{key}/map.csv")
    assert text.startswith("\ufeff"), "without the mark Excel takes it for another encoding"
    assert text.endswith("\r\n")
    return list(csv.DictReader(io.StringIO(text[1:], newline=""), strict=True))


def story() -> Library:
    order = make_stage(
        "Order",
        make_step(
            "Waits",
            emotion={"amira": -1.7, "tom": 2},
            emotion_end={"amira": -0.5},
            channel="web",
            action=["Reads, and reads", {"text": "Calls", "team": "care"}],
            pains=[{"text": "No date", "severity": 3}, {"text": "Nobody knows", "evidence": "talks"}],
            metrics={"csat": 3.4, "calls": 1200},
            lanes={"policy": "We call first"},
            duration="9 days",
        ),
        make_step("Signs"),
        entered=4010,
        phase="Getting it",
    )
    return make_library(
        make_journey(
            "m-one", order, make_stage("Use", emotion=-1), personas=["amira", "tom"], status="published"
        ),
        personas=[make_persona("amira", title="Amira"), make_persona("tom", title="Tom")],
        vocabulary={"lanes": {"policy": "Policy", "access": "Access"}},
    )


def test_a_row_for_each_step_with_its_stage() -> None:
    found = rows(story())
    assert [(row["stage_number"], row["stage"], row["step_number"], row["step"]) for row in found] == [
        ("1", "order", "1", "waits"),
        ("1", "order", "2", "signs"),
        ("2", "use", "", ""),
    ]
    assert {row["stage_entered"] for row in found} == {"4010", ""}
    assert found[2]["emotion"] == "-1"


def test_numbers_stay_numbers_and_texts_are_joined() -> None:
    row = rows(story())[0]
    assert (float(row["emotion"]), float(row["emotion_end"]), float(row["emotion_lowest"])) == (
        -1.7,
        -0.5,
        -1.7,
    )
    assert row["emotions"] == "Amira -1.7 | Tom 2 | Amira -0.5 at the end"
    assert (row["severity"], row["claims"], row["assumed"]) == ("3", "3", "2")
    assert row["pains"] == "No date | Nobody knows"
    assert row["action"] == "Reads, and reads | Calls (care)"
    assert row["metrics"] == "csat 3.4 | calls 1200"
    assert (row["personas"], row["duration"], row["phase"]) == ("Amira | Tom", "9 days", "Getting it")
    assert (row["lane: policy"], row["lane: access"]) == ("We call first", "")


def test_what_nobody_wrote_down_is_empty_and_not_zero() -> None:
    row = rows(story())[1]
    assert [row[name] for name in ("emotion", "emotion_lowest", "severity", "pains", "duration")] == [""] * 5


def test_every_map_of_a_portal_has_the_same_columns() -> None:
    library = make_library(
        make_journey("m-one", make_stage("A", make_step("B", lanes={"policy": "x"}))),
        make_journey("m-two"),
        vocabulary={"lanes": {"policy": "Policy"}},
    )
    first, second = (rows(library, key) for key in ("m-one", "m-two"))
    assert list(first[0]) == list(second[0])


RISKY = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x")


@pytest.mark.parametrize("text", RISKY)
def test_a_text_that_could_be_a_formula_is_marked_as_text(text: str) -> None:
    # Behind a tab or a line end a cell of its own may begin.
    assert without_formula(text) == "'" + re.sub(r"(?<=[\t\r\n])(?==)", "'", text)


@pytest.mark.parametrize(
    "text", ["9 days", "a=b", "'quoted", "−1.7", "… and so on", "e-mail", "a; b", "a;b=c"]
)
def test_other_texts_are_left_alone(text: str) -> None:
    assert without_formula(text) == text


def test_no_text_cell_of_a_hostile_map_begins_a_formula() -> None:
    formula = '=HYPERLINK("https://evil.example","x")'
    step = make_step(
        "Waits",
        id="waits",
        emotion=-2,
        action=[formula],
        thought=['@x,"y"\nz'],
        pains=["+1", "-1"],
        feeling=["＝1"],
        quotes=["-"],
        lanes={"policy": "=1"},
        touchpoint="+1",
        duration="-1",
    ).model_copy(update={"title": formula})
    stage = make_stage("Order", step, phase="@a", goal="=1").model_copy(update={"title": "-x"})
    library = make_library(
        make_journey("m-one", stage, title=formula, personas=["p"]),
        personas=[make_persona("p", title="=p")],
        vocabulary={"lanes": {"policy": "Policy"}},
    )
    (row,) = rows(library)
    numbers = {"emotion", "emotion_end", "emotion_lowest"}
    begins = {name: value[0] for name, value in row.items() if value and name not in numbers}
    assert not {name for name, first in begins.items() if first in "=+-@\t\r\n＝＋－＠"}
    assert row["emotion"] == "-2", "a number is no formula"
    assert row["thought"] == '\'@x,"y"\nz', "quotes and line breaks come back as they were"


MARKS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


@pytest.mark.parametrize("separator", [";", "\t"])
@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("before", ["", " ", '"', ' "', '""'])
def test_no_cell_is_a_formula_where_lines_are_split_elsewhere(separator: str, mark: str, before: str) -> None:
    text = f"A{separator}{before}{mark}1+1{separator}{mark}2"
    library = make_library(make_journey("m-one", make_stage("Order", make_step("Pays", action=[text]))))
    (made,) = (plan.make() for plan in plan_assets(library) if plan.address == "journeys/m-one/map.csv")
    cells = [
        cell for row in csv.reader(io.StringIO(made[1:], newline=""), delimiter=separator) for cell in row
    ]
    assert any("1+1" in cell for cell in cells)
    assert [cell for cell in cells if cell.strip(' "').startswith(MARKS)] == []
    assert without_formula("a; b - c = d") == "a; b - c = d"
