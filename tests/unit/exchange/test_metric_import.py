"""Metrics out of CSV files and workbooks: long, wide, several in one file."""

from __future__ import annotations

import io

import openpyxl
import pytest

from journeybook.exchange.import_plan import plan_import
from journeybook.exchange.importer import SourceFile
from journeybook.exchange.metrics.figures import figures_in
from journeybook.exchange.metrics.periods import period_in, periods_in
from journeybook.library.objects import Library
from journeybook.model.metric import Metric


def imported(text, *, name="figures.csv", library=None):
    content = text.encode() if isinstance(text, str) else text
    return plan_import([SourceFile(name, content)], library or Library(), has_vocabulary=False)


def files(plan):
    return {file.path: file.text for file in plan.files}


def errors(plan):
    return [each.message for each in plan.findings if each.severity == "error"]


def test_a_column_for_each_metric_beside_one_of_dates():
    plan = imported("Month;NPS;Churn (%);Time to answer (min)\n01/2026;12;3,5;14\n02/2026;15;3,1;\n")
    assert errors(plan) == []
    assert files(plan)["metrics/nps.csv"] == "date,value\n2026-01-01,12\n2026-02-01,15\n"
    assert files(plan)["metrics/churn.csv"] == "date,value\n2026-01-01,3.5\n2026-02-01,3.1\n"
    metrics = {item.item.id: item.item for _, item in plan.items}
    assert (metrics["nps"].kind, metrics["nps"].better) == ("nps", "higher")
    assert (metrics["churn"].kind, metrics["churn"].unit, metrics["churn"].better) == ("churn", "%", "lower")
    assert (metrics["time-to-answer"].unit, metrics["time-to-answer"].kind) == ("min", "time")


def test_dates_across_with_a_row_for_each_metric():
    plan = imported('KPI,Jan 2026,Feb 2026,Mar 2026\nVisits,"1,200","1,350",900\nOrders,12,15,11\n')
    assert errors(plan) == []
    assert files(plan)["metrics/visits.csv"].splitlines()[1:] == [
        "2026-01-01,1200", "2026-02-01,1350", "2026-03-01,900",
    ]  # fmt: skip
    assert not plan.sure  # `1,200` may be a decimal


def test_rows_that_name_their_metric_with_people_and_segments():
    plan = imported(
        "date,metric,value,n,region\n2026-01-31,CSAT,4.2,120,North\n2026-01-31,CSAT,4.0,90,South\n"
        "2026-01-31,CES,2.5,80,North\n"
    )
    assert errors(plan) == []
    assert files(plan)["metrics/csat.csv"] == (
        "date,value,people,segment\n2026-01-31,4.2,120,North\n2026-01-31,4,90,South\n"
    )
    assert files(plan)["metrics/ces.csv"] == "date,value,people,segment\n2026-01-31,2.5,80,North\n"


def test_the_values_of_a_portal_come_in_as_the_metric_of_their_file():
    plan = imported("date,value\n2026-03-01,1\n2026-02-01,2\n", name="repeat-orders.csv")
    assert files(plan)["metrics/repeat-orders.csv"] == "date,value\n2026-02-01,2\n2026-03-01,1\n"


def test_each_sheet_of_a_workbook_is_read():
    book = openpyxl.Workbook()
    for name in ("NPS", "Calls"):
        sheet = book.create_sheet(name)
        for row in (["Datum", "Wert"], ["31.01.2026", 1.5], ["28.02.2026", 2]):
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    plan = imported(stream.getvalue(), name="figures.xlsx")
    assert errors(plan) == []
    assert files(plan)["metrics/nps.csv"] == "date,value\n2026-01-31,1.5\n2026-02-28,2\n"
    assert files(plan)["metrics/calls.csv"] == files(plan)["metrics/nps.csv"]


@pytest.mark.parametrize(
    ("column", "value"),
    [("E-mail", "a@shop.example"), ("Customer", "Rosa"), ("Customer_ID", "4711"), ("Ring", "+49 351 123456")],
)
def test_a_column_of_single_people_is_refused(column, value):
    plan = imported(f"Date,{column},NPS\n2026-01-01,{value},9\n2026-01-02,{value},7\n")
    assert plan.files == ()
    assert errors(plan) == [
        f"the column `{column}` looks like one of single people, and only counts enter a portal"
    ]


@pytest.mark.parametrize("label", ["Paid", "Number", "Total number", "Bid", "Users"])
def test_a_label_that_ends_like_an_id_is_none(label):
    plan = imported(f"Date,{label},NPS\n2026-01-01,4,9\n2026-01-02,5,7\n")
    assert errors(plan) == []
    assert len(plan.items) == 2


def test_answers_of_one_day_are_no_metric():
    plan = imported("Date,Score\n2026-01-01,9\n2026-01-01,7\n")
    assert plan.files == ()
    assert errors(plan) == ["`Figures` has 2 values for 2026-01-01"]


def test_a_metric_that_is_there_is_never_overwritten():
    library = Library(metrics={"our-nps": Metric(id="our-nps", title="NPS")})
    plan = imported("Month,NPS,Calls\n2026-01,1,2\n2026-02,1,2\n", library=library)
    assert sorted(files(plan)) == ["metrics/calls.csv", "metrics/calls.yml"]
    (found,) = [each for each in plan.findings if each.severity == "error"]
    assert found.help == "add the new rows to `metrics/our-nps.csv`, or give this one another name"


def test_a_cell_that_is_no_number_makes_its_column_a_segment_and_a_date_that_is_none_is_named():
    plan = imported("Month,NPS\n2026-01,1\n2026-02,2\n2026-03,2\n2026-04,3\nsoon,9\n")
    assert [each.message for each in plan.findings if each.severity == "warning"] == [
        "a value of `NPS` is left out: its date cannot be read"
    ]


def test_a_map_stays_a_map():
    plan = imported("Stage,Look,Buy\nActions,types,pays\nEmotion,1,2\n")
    assert (len(plan.maps), plan.items) == (1, ())


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2026-03-31", "2026-03-31"), ("31.3.2026", "2026-03-31"), ("2026/3", "2026-03-01"),
        ("Mär 2026", "2026-03-01"), ("févr. 2026", "2026-02-01"), ("2026年3月", "2026-03-01"),
        ("Q3 2026", "2026-07-01"), ("2026-Q1", "2026-01-01"), ("2026-W05", "2026-01-26"),
        ("May-26", "2026-05-01"), ("2026", "2026-01-01"), ("13/2026", None), ("soon", None), ("12", None),
    ],
)  # fmt: skip
def test_days_and_periods(text, date):
    assert period_in(text) == date


def test_one_date_decides_the_order_of_day_and_month_for_its_column():
    assert periods_in(["3/4/2026", "3/31/2026"]) == (["2026-03-04", "2026-03-31"], True)
    assert periods_in(["3/4/2026", "31/4/2026"])[0][0] == "2026-04-03"
    assert periods_in(["3/4/2026"])[1] is False


@pytest.mark.parametrize(
    ("cells", "numbers", "sure"),
    [
        (["1.234,5", "1.234"], [1234.5, 1234], True),
        (["1,234.5", "1,234"], [1234.5, 1234], True),
        (["1,234", "2,000"], [1234, 2000], False),
        (["0.6017797552836485"], [0.6017797552836485], True),
        (["12 %", "€ 3,5", "−2"], [12, 3.5, -2], True),
        (["1.234.567"], [1234567], True),
        (["n/a", "3"], [None, 3], True),
    ],
)
def test_numbers_of_any_country(cells, numbers, sure):
    assert figures_in(cells) == (numbers, sure)
