"""Charts of metrics: pygal's lines without pygal's scripts, styles, dates and random ids."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from journeybook.drawing.charts.metric_chart import data_table, kpi_chart, sparkline
from journeybook.insight.metric_status import whole_readings
from journeybook.model.metric import Metric, Reading
from map_strategies import texts

READINGS = (
    Reading("2025-01-31", 12, 600),
    Reading("2025-02-28", -3.5),
    Reading("2025-03-31", 18),
    Reading("2025-06-30", 26.123, 4000),
)


def nps(**fields: object) -> Metric:
    return Metric(
        **{
            "id": "nps-home",
            "title": "NPS, home",
            "kind": "nps",
            "target": 30,
            "baseline": 12,
            "readings": READINGS,
            **fields,
        }
    )


def one(markup: str) -> html.HtmlElement:
    return html.fragment_fromstring(markup)


def lines(root: html.HtmlElement, look: str) -> list[list[tuple[float, float]]]:
    """The points of each line of this look, without those of the key."""
    return [
        [(float(x), float(y)) for x, y in re.findall(r"([\d.]+) ([\d.]+)", path.get("d"))]
        for path in root.xpath(f"//path[contains(@class, 'jb-kpi__line jb-kpi--{look}')]")
        if path.getparent().get("class") != "jb-kpi__key"
    ]


@pytest.mark.parametrize(
    "markup", [kpi_chart(nps(), key="k"), sparkline(nps(), key="k")], ids=["chart", "sparkline"]
)
def test_nothing_in_it_runs_restyles_or_fetches(markup: str) -> None:
    root = one(markup)
    assert {element.tag for element in root.iter()} <= {
        *("div", "ul", "li", "svg", "title", "desc", "g", "path", "circle", "text"),
    }
    names = {name for element in root.iter() for name in element.attrib}
    assert names <= {
        *("class", "viewbox", "role", "focusable", "aria-labelledby", "aria-hidden", "id", "dir"),
        *("transform", "x", "y", "cx", "cy", "r", "d", "data-search-exclude"),
    }
    assert "http" not in markup
    assert "<!--" not in markup
    assert "pygal" not in markup.lower()


def test_it_is_labelled_by_ids_that_start_with_the_key() -> None:
    for markup in (kpi_chart(nps(), key="somewhere"), sparkline(nps(), key="somewhere")):
        svg = one(markup).xpath("descendant-or-self::svg[@role='img']")[0]
        ids = svg.get("aria-labelledby").split()
        said = [svg.xpath(f".//*[@id='{each}']")[0].text for each in ids]
        assert said == ["NPS, home", "From +12 on 31 Jan 2025 to +26.12 on 30 Jun 2025; the target is +30."]
        assert all(each.startswith("somewhere-") for each in re.findall(r' id="([^"]+)"', markup))
    assert 'id="nps-home-kpi-title"' in kpi_chart(nps())


def test_every_value_has_its_words() -> None:
    titles = [circle.findtext("title") for circle in one(kpi_chart(nps())).iter("circle")]
    assert titles == ["31 Jan 2025: +12", "28 Feb 2025: −3.5", "31 Mar 2025: +18", "30 Jun 2025: +26.12"]


def test_time_runs_evenly_and_higher_values_stand_higher() -> None:
    (points,) = lines(one(kpi_chart(nps())), "s1")
    xs, ys = zip(*points, strict=True)
    assert sorted(xs) == list(xs)
    assert sorted(range(4), key=lambda at: -ys[at]) == [1, 0, 2, 3]
    # February to March is a month, March to June three.
    assert (xs[3] - xs[2]) / (xs[2] - xs[1]) == pytest.approx(91 / 31, rel=0.01)


def test_target_and_baseline_are_level_lines_named_in_the_key() -> None:
    root = one(kpi_chart(nps()))
    for look in ("target", "baseline"):
        ((first, last),) = lines(root, look)
        assert first[1] == last[1]
        assert first[0] < last[0]
    assert [item.text_content() for item in root.iter("li")] == ["NPS, home", "Target +30", "Baseline +12"]


def test_each_segment_is_a_line_of_its_own() -> None:
    readings = tuple(
        Reading(f"2026-0{month}-01", month + at, None, name)
        for at, name in enumerate(["Home", "Shops"])
        for month in (1, 2, 3)
    )
    root = one(kpi_chart(nps(readings=readings, target=None, baseline=None)))
    assert [item.text_content() for item in root.iter("li")] == ["Home", "Shops"]
    assert len(lines(root, "s1")) == len(lines(root, "s2")) == 1
    assert root.xpath(".//circle/title/text()")[0] == "Home, 1 Jan 2026: +1"


def of_segments(count: int, **fields: object) -> Metric:
    readings = [
        Reading(f"2026-0{month}-01", at + month, None, f"No. {at:02}")
        for at in range(count)
        for month in (1, 2)
    ]
    return nps(readings=tuple(sorted(readings, key=lambda each: each.date)), **fields)


@pytest.mark.parametrize(("count", "drawn"), [(7, 7), (13, 13), (40, 36)])
def test_no_two_segments_look_alike(count: int, drawn: int) -> None:
    metric = of_segments(count, target=None, baseline=None)
    root = one(kpi_chart(metric))
    key = root.find_class("jb-kpi__key")
    looks = [each.find("path").get("class") for each in key]
    assert len(looks) == len(set(looks)) == drawn
    assert {
        each.get("class") for each in root.xpath("//svg[@role='img']//path[contains(@class, 'jb-kpi__line')]")
    } == set(looks)
    left = [each.text_content() for each in root.find_class("jb-kpi__legend")[0]][drawn:]
    assert left == ([f"{count - drawn} more in the table"] if count > drawn else [])


def test_the_sentence_names_segments_and_never_gives_one_for_all() -> None:
    said = one(kpi_chart(of_segments(2))).find("svg").findtext("desc")
    assert said == (
        "No. 00: from +1 on 1 Jan 2026 to +2 on 1 Feb 2026; No. 01: from +2 on 1 Jan 2026 to +3 on 1 Feb 2026;"
        " the target is +30."
    )
    assert "; 3 more segments; the" in one(kpi_chart(of_segments(9))).find("svg").findtext("desc")
    assert sparkline(of_segments(2)) == ""
    assert "No. 00: from" in sparkline(of_segments(1))


@pytest.mark.parametrize(
    ("values", "fields", "labels"),
    [
        ((0.0048, 0.0051), {}, ["0.0047", "0.0048", "0.0049", "0.005", "0.0051"]),
        ((1.001, 1.002, 1.005), {}, ["1", "1.001", "1.002", "1.003", "1.004", "1.005"]),
        ((1e-7, 2e-7), {}, ["1", "1.25", "1.5", "1.75", "2"]),
        (
            (0.004, 0.006),
            {"kind": "conversion"},
            ["0.4\u00a0%", "0.45\u00a0%", "0.5\u00a0%", "0.55\u00a0%", "0.6\u00a0%"],
        ),
        ((0, 0), {}, ["0", "0.25"]),
    ],
)
def test_marks_of_the_axis_can_be_told_apart(
    values: tuple[float, ...], fields: dict[str, object], labels: list[str]
) -> None:
    readings = tuple(Reading(f"2026-0{month}-01", value) for month, value in enumerate(values, 1))
    metric = Metric.model_validate({"id": "m", "title": "M", "readings": readings, **fields})
    found = [
        each.text_content().removesuffix("\u00a0×\u00a010⁻⁷")
        for each in one(kpi_chart(metric)).find_class("jb-kpi__y")
    ]
    assert found == labels


@pytest.mark.parametrize("values", [(5e-324, 0), (1e12, 1e12 - 1e-4), (1e12, -1e12), (-1e-300, 1e-300)])
def test_values_at_the_ends_of_arithmetic_have_a_chart(values: tuple[float, float]) -> None:
    readings = tuple(Reading(f"2026-0{month}-01", value) for month, value in enumerate(values, 1))
    assert (
        len(one(kpi_chart(nps(readings=readings, target=None, baseline=None))).find_class("jb-kpi__dot")) == 2
    )


def test_labels_of_dates_keep_apart() -> None:
    readings = tuple(Reading(f"2026-01-{day:02}", day) for day in (1, 2, 3, 4, 5, 6, 28, 29, 30, 31))
    labels = one(kpi_chart(nps(readings=readings))).xpath(".//text[@class='jb-kpi__x']")
    xs = [float(label.get("x")) for label in labels]
    assert [labels[0].text, labels[-1].text] == ["1 Jan", "31 Jan"]
    assert all(after - before > 55 for before, after in pairwise(xs))


def test_the_sparkline_marks_the_newest_value_alone() -> None:
    root = one(sparkline(nps()))
    assert [circle.findtext("title") for circle in root.iter("circle")] == ["30 Jun 2025: +26.12"]
    assert root.xpath(".//text") == []


def test_a_metric_without_values_says_so() -> None:
    assert "No values yet" in kpi_chart(nps(readings=()))
    assert sparkline(nps(readings=())) == ""
    assert data_table(nps(readings=())).count("<tr>") == 1


def test_the_table_holds_every_value() -> None:
    table = one(data_table(nps()))
    rows = [[cell.text_content() for cell in row] for row in table.iter("tr")]
    assert rows[0] == ["Date", "Value", "People"]
    assert rows[1:] == [
        ["31 Jan 2025", "+12", "600"],
        ["28 Feb 2025", "−3.5", ""],
        ["31 Mar 2025", "+18", ""],
        ["30 Jun 2025", "+26.12", "4\u202f000"],
    ]
    assert table.xpath("//time/@datetime")[0] == "2025-01-31"
    assert table.findtext("caption") == "NPS, home"


def test_the_same_bytes_in_every_process_and_locale() -> None:
    program = (
        "from journeybook.model.metric import Metric, Reading\n"
        "from journeybook.drawing.charts.metric_chart import kpi_chart, sparkline\n"
        f"metric = Metric(id='nps-home', title='NPS, home', kind='nps', target=30, baseline=12, readings={[tuple(each) for each in READINGS]})\n"
        "metric = metric.model_copy(update={'readings': tuple(Reading(*each) for each in metric.readings)})\n"
        "import sys; sys.stdout.buffer.write((kpi_chart(metric) + sparkline(metric)).encode())\n"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", program], env={**os.environ, **extra}, capture_output=True, check=True
        ).stdout
        for extra in ({"NO_LXML": "1", "PYTHONHASHSEED": "1"}, {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo"})
    }
    assert told == {(kpi_chart(nps()) + sparkline(nps())).encode()}


numbers = st.floats(-1e12, 1e12, allow_nan=False).map(lambda value: round(value, 3))
readings = st.lists(
    st.builds(
        Reading,
        st.dates().map(str),
        numbers,
        st.none() | st.integers(0, 10**9),
        st.none() | texts(30),
    ),
    min_size=1,
    max_size=12,
)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_day_of_the_calendar_have_a_chart(day: str) -> None:
    metric = nps(readings=(Reading(day, 1, None, None),), target=3)
    assert len(one(kpi_chart(metric)).find_class("jb-kpi__dot")) == 1


@given(readings, texts(60), st.none() | numbers, st.none() | texts(20))
@settings(max_examples=60, deadline=None)
def test_any_values_are_drawn_inside_the_picture(
    values: list[Reading], title: str, target: float | None, unit: str | None
) -> None:
    metric = nps(readings=tuple(values), title=title, target=target, unit=unit)
    root = one(kpi_chart(metric))
    svg = root.find("svg")
    width, height = (float(each) for each in svg.get("viewbox").split()[2:])
    shift = [float(each) for each in re.findall(r"[\d.]+", svg.find("g").get("transform"))]
    for circle in svg.iter("circle"):
        assert 0 <= float(circle.get("cx")) + shift[0] <= width
        assert 0 <= float(circle.get("cy")) + shift[1] <= height
    assert sum(1 for _ in svg.iter("circle")) == len(values)
    assert sparkline(metric).startswith("<svg") == bool(whole_readings(metric))
    assert data_table(metric).count("<tr>") == len(values) + 1


def test_the_table_may_begin_with_what_is_newest() -> None:
    readings = (
        *(Reading("2026-01-31", 1, None, None), Reading("2026-01-31", 2, None, "Homes")),
        *(Reading("2026-02-28", 3, None, None), Reading("2026-02-28", 4, None, "Homes")),
    )
    table = one(data_table(nps(readings=readings), newest_first=True))
    rows = [[cell.text_content() for cell in row] for row in table.find("tbody")]
    assert rows == [
        ["28 Feb 2026", "All", "+3"],
        ["28 Feb 2026", "Homes", "+4"],
        ["31 Jan 2026", "All", "+1"],
        ["31 Jan 2026", "Homes", "+2"],
    ]
