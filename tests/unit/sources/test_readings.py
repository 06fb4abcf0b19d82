from __future__ import annotations

import pytest

from journeybook.model.metric import Reading
from journeybook.sources.metric_values import ROWS, read_readings


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
        ("2026-01-01,3\n", [("JB161", 1, 1)]),
        ("ym,gmv\n202401,3\n", [("JB161", 1, 1)]),
        (",date,value\n0,2026-01-01,3\n", [("JB161", 1, 1)]),
        ("sep=;\ndate;value\n", [("JB161", 1, 1)]),
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


def said(text):
    return [(each.message, each.help) for each in read_readings(text, "m.csv")[1]]


@pytest.mark.parametrize(
    ("cell", "way"),
    [
        ("2026-02", "a month is no day; write the day, such as its last, `2026-02-28`"),
        ("202402", "a month is no day; write the day, such as its last, `2024-02-29`"),
        ("20260228", "write `2026-02-28`, with hyphens"),
        ("2026-02-28T00:00:00Z", "leave the time out: `2026-02-28`, and keep one value a day"),
        ("2026-02-28 00:00", "leave the time out: `2026-02-28`, and keep one value a day"),
        ("2026/2/8", "write `2026-02-08`: year, month, day"),
        ("28.2.2026", "write `2026-02-28`: year, month, day"),
        ("2/28/2026", "write `2026-02-28`: year, month, day"),
        ("28/2/2026", "write `2026-02-28`: year, month, day"),
        (
            "2/3/2026",
            "write it as `2026-09-30`: year, month, day; which of the first two is the month, only its author knows",
        ),
        ("2026-Q1", "a quarter or a year is no day; write the day, such as its last: `2026-09-30`"),
        ("2026-02-30", "there is no such day"),
        ("soon", "write it as `2026-09-30`: year, month, day"),
        ("", "write it, or remove the row; what was not measured has none"),
    ],
)
def test_every_way_to_write_a_date_has_a_way_out(cell, way):
    assert [help_ for _, help_ in said(f"date,value\n{cell},1\n")] == [way]


@pytest.mark.parametrize(
    ("cell", "way"),
    [
        ("489.152.597", "write `489152597`, without marks between thousands"),
        ("1,204,000", "write `1204000`, without marks between thousands"),
        ("1.204,50", "write `1204.50`, without marks between thousands"),
        ("1,204.50", "write `1204.50`, without marks between thousands"),
        ("1\u202f204", "write `1204`, without marks between thousands"),
        ("63,5", "write `63.5`, with a point"),
        ("139 %", 'write `139`, and `unit: "%"` in the file of the metric'),
        ("n/a", "remove the row where nobody knows it"),
        ("12 days", "write digits, such as `12` or `3.5`, and the unit in the file of the metric"),
    ],
)
def test_every_way_to_write_a_number_has_a_way_out(cell, way):
    assert [help_ for _, help_ in said(f'date,value\n2026-01-01,"{cell}"\n')] == [way]


def test_a_slip_of_every_row_is_told_once_with_its_count():
    rows = "".join(f"2026-{month:02},{month}\n" for month in range(1, 13))
    ((message, _),) = said(f"date,value\n{rows}")
    assert message.endswith("not `2026-01`, and 11 more rows like it")
    assert read_readings(f"date,value\n2026-01-31,7\n{rows}", "m.csv")[0][0].value == 7
    # What is no habit is told each by each.
    assert len(said("date,value\nsoon,1\nlater,2\n")) == 2


def test_what_is_empty_or_has_no_name_is_said_so():
    assert said("date,value\n2026-01-31,\n")[0][0] == "`value` is empty"
    assert said(",date,value\n")[0][0] == "column 1 has no name"
    assert said("ym,gmv\n")[0][0] == "the columns are called `ym`, `gmv`"
    assert said("2026-01-01,3\n")[0][0] == "the first line is a value, and names no columns"


def test_names_of_columns_may_begin_with_a_capital():
    readings, findings = read_readings('"Date","Value"," People"\n2026-01-31,7,3\n', "m.csv")
    assert (len(readings), findings) == (1, ())


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
