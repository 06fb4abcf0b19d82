from __future__ import annotations

import pytest

from journeybook.model.metric import Reading
from journeybook.sources.readings import ROWS, read_readings


def found(text):
    return [(each.code, each.place.line, each.place.column) for each in read_readings(text, "m.csv")[1]]


def test_values_come_in_order_with_what_was_counted():
    readings, findings = read_readings(
        "date,value,people,segment\n2026-01-31,12.5,800,small\n2026-02-28,-1,,\n2026-02-28,2,9,=large\n",
        "m.csv",
    )
    assert not findings
    assert readings == (
        Reading("2026-01-31", 12.5, 800, "small"),
        Reading("2026-02-28", -1.0, None, None),
        Reading("2026-02-28", 2.0, 9, "=large"),
    )


def test_columns_may_stand_in_any_order_and_dates_are_sorted_with_a_word():
    readings, findings = read_readings("value,date\n2,2026-02-01\n1,2026-01-01\n", "m.csv")
    assert [each.value for each in readings] == [1.0, 2.0]
    assert [each.code for each in findings] == ["JB165"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("JB161", 1, 1)]),
        ("date,value\n", [("JB160", 1, 1)]),
        ("2026-01-01,3\n", [("JB161", 1, 1), ("JB161", 1, 12)]),
        ("date,valeu\n", [("JB161", 1, 6)]),
        ("date,value,date\n", [("JB161", 1, 12)]),
        ("value\n1\n", [("JB161", 1, 1)]),
        ("date;value\n", [("JB161", 1, 1)]),
        ("date\tvalue\n", [("JB161", 1, 1)]),
        ("date,value\n2026-02-30,1\n", [("JB166", 2, 1)]),
        ("date,value\n20260201,1\n", [("JB166", 2, 1)]),
        ("date,value\n2026-01-01,1e400\n", [("JB166", 2, 12)]),
        ("date,value\n2026-01-01,inf\n", [("JB166", 2, 12)]),
        ("date,value\n2026-01-01,=1+1\n", [("JB166", 2, 12)]),
        ("date,value\n2026-01-01,\n", [("JB166", 2, 12)]),
        ("date,value,people\n2026-01-01,1,-1\n", [("JB166", 2, 14)]),
        ("date,value,people\n2026-01-01,1,1.5\n", [("JB166", 2, 14)]),
        ("date,value\n2026-01-01,1,2\n", [("JB162", 2, 1)]),
        ("date,value\n2026-01-01\n", [("JB162", 2, 1)]),
        ('date,value\n2026-01-01,"1\n', [("JB162", 2, 1)]),
        ("date,value\n\n2026-01-01,1\n2026-01-01,2\n", [("JB163", 4, 1)]),
        ("date,value,segment\n2026-01-01,1," + "x" * 121 + "\n", [("JB148", 2, 14)]),
    ],
)
def test_each_slip_is_found_where_it_is(text, expected):
    assert found(text) == expected


def test_what_can_be_read_is_read():
    readings, _ = read_readings("date,value\n2026-01-01,1\nsoon,2\n2026-03-01,3\n", "m.csv")
    assert [each.value for each in readings] == [1.0, 3.0]


def test_rows_and_columns_are_limited():
    rows = "".join(f"{year:04}-{month:02}-01,1\n" for year in range(1000, 1500) for month in range(1, 13))
    readings, findings = read_readings("date,value\n" + rows, "m.csv")
    assert len(readings) == ROWS
    assert [(each.code, each.place.line) for each in findings] == [("JB164", ROWS + 2)]
    assert len(found(",".join(f"c{n}" for n in range(5000)) + "\n")) < 10


def test_a_quoted_cell_may_hold_a_line_end():
    assert found('date,value,segment\n2026-01-01,1,"a\nb"\n2026-01-02,x,c\n') == [("JB166", 4, 12)]
