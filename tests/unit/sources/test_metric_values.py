"""The CSV beside a metric: each mistake is a diagnostic in its place, and everything else is read and built."""

from __future__ import annotations

from pathlib import Path

import pytest

from journeybook.library.objects import Kind, Ref
from journeybook.pages.page_plan import plan_pages
from journeybook.portal.portal import Portal, read_portal
from journeybook.sources.metric_values import ROWS, read_readings
from journeybook.sources.yaml.reader import FILE_BYTES

GOOD = "date,value,people,segment\n2026-01-31,12.5,800,\n2026-01-31,14,300,Homes\n"


def portal(root: Path, values: str | bytes | None) -> Portal:
    """A portal with one metric that is in order and one whose values are `values`; None for no file."""
    folder = root / "maps" / "metrics"
    folder.mkdir(parents=True)
    for key, content in (("good", GOOD), ("nps", values)):
        (folder / f"{key}.yml").write_text(f"title: {key}\n", "utf-8")
        if content is not None:
            data = content if isinstance(content, bytes) else content.encode()
            (folder / f"{key}.csv").write_bytes(data)
    return read_portal(root)


def told(found: Portal) -> list[tuple[str, int]]:
    assert {each.place.file for each in found.diagnostics} <= {"maps/metrics/nps.csv", "maps/metrics/nps.yml"}
    return [(each.code, each.place.line) for each in found.diagnostics]


@pytest.mark.parametrize(
    ("values", "findings", "read"),
    [
        (None, [("JB160", 1)], 0),
        ("", [("JB161", 1)], 0),
        ("date,value\n", [("JB160", 1)], 0),
        ("date;value\n2026-01-31;1\n", [("JB161", 1)], 0),
        ("day,value\n2026-01-31,1\n", [("JB161", 1)], 0),
        ("date,value,value\n2026-01-31,1,2\n", [("JB161", 1)], 0),
        ("date,people\n2026-01-31,1\n", [("JB161", 1)], 0),
        ("date,value\nthe last of January,1\n2026-02-28,2\n", [("JB166", 2)], 1),
        ("date,value\n31.01.2026,1\n2026-02-28,2\n", [("JB166", 2)], 1),
        ("date,value\n2026-02-29,1\n2026-02-28,2\n", [("JB166", 2)], 1),
        ("date,value\n2026-01-31,many\n2026-02-28,2\n", [("JB166", 2)], 1),
        ("date,value\n2026-01-31,nan\n2026-02-28,1e400\n2026-03-31,3\n", [("JB166", 2), ("JB166", 3)], 1),
        ("date,value\n2026-01-31,\n2026-02-28,2\n", [("JB166", 2)], 1),
        ("date,value,people\n2026-01-31,1,12.5\n2026-02-28,2,-3\n", [("JB166", 2), ("JB166", 3)], 0),
        ("date,value\n2026-01-31,1\n2026-01-31,2\n", [("JB163", 3)], 1),
        ("date,value\n2026-02-28,2\n2026-01-31,1\n", [("JB165", 2)], 2),
        ("date,value\n2026-01-31,1,5\n2026-02-28,2\n", [("JB162", 2)], 1),
        ('date,value\n2026-01-31,"1\n', [("JB162", 2)], 0),
    ],
)
def test_each_mistake_is_told_in_its_line_and_the_rest_is_built(
    tmp_path: Path, values: str | None, findings: list[tuple[str, int]], read: int
) -> None:
    found = portal(tmp_path, values)
    assert told(found) == findings
    assert len(found.library.metrics["nps"].readings) == read
    assert len(found.library.metrics["good"].readings) == 2
    pages = {plan.address: plan.make() for plan in plan_pages(found.library, site_name="Atlas")}
    assert {"metrics/", "metrics/nps/", "metrics/good/"} <= set(pages)


def test_a_mistake_in_the_values_is_the_metrics_own(tmp_path: Path) -> None:
    found = portal(tmp_path, "date,value\nyesterday,1\n")
    assert set(found.broken) == {Ref(Kind.METRIC, "nps")}


def test_a_segment_may_have_a_value_on_the_same_day(tmp_path: Path) -> None:
    found = portal(
        tmp_path,
        "segment,date,value\n,2026-01-31,1\nHomes,2026-01-31,2\nHomes,2026-01-31,3\n",
    )
    assert told(found) == [("JB163", 4)]
    assert [(each.segment, each.value) for each in found.library.metrics["nps"].readings] == [
        (None, 1),
        ("Homes", 2),
    ]


def test_readings_are_in_the_order_of_their_dates() -> None:
    readings, _ = read_readings("date,value\n2026-03-31,3\n2026-01-31,1\n2026-02-28,2\n", "m.csv")
    assert [each.value for each in readings] == [1, 2, 3]


def test_what_spreadsheets_write_around_values_is_no_mistake(tmp_path: Path) -> None:
    values = b'\xef\xbb\xbfdate,value,people,segment\r\n 2026-01-31 , 12.50 ,800,"Flats, old"\r\n,,,\r\n\r\n'
    found = portal(tmp_path, values)
    assert told(found) == []
    (reading,) = found.library.metrics["nps"].readings
    assert reading == ("2026-01-31", 12.5, 800, "Flats, old")


def test_values_in_another_encoding_are_refused_with_a_way_out(tmp_path: Path) -> None:
    found = portal(tmp_path, "date,value,people,segment\n2026-01-31,1,2,Büro\n".encode("latin-1"))
    assert len(found.diagnostics) == 1
    assert found.diagnostics[0].place.file == "maps/metrics/nps.csv"
    assert "UTF-8" in found.diagnostics[0].message


def test_too_many_rows_are_cut_where_the_limit_is() -> None:
    rows = "".join(f"{1000 + at // 12}-{at % 12 + 1:02}-01,{at}\n" for at in range(ROWS + 2))
    readings, findings = read_readings(f"date,value\n{rows}", "m.csv")
    assert len(readings) == ROWS
    assert [(each.code, each.place.line) for each in findings] == [("JB164", ROWS + 2)]


def test_a_file_beyond_its_bounds_is_not_read(tmp_path: Path) -> None:
    found = portal(tmp_path, GOOD + "\n" * FILE_BYTES)
    assert len(found.diagnostics) == 1
    assert found.library.metrics["nps"].readings == ()


def test_values_without_a_metric_are_told(tmp_path: Path) -> None:
    folder = tmp_path / "maps" / "metrics"
    folder.mkdir(parents=True)
    (folder / "csat.csv").write_text(GOOD, "utf-8")
    found = read_portal(tmp_path)
    assert [(each.code, each.place.file) for each in found.diagnostics] == [
        ("JB167", "maps/metrics/csat.csv")
    ]
    assert not found.library.metrics
