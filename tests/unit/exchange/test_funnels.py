"""Events of a CRM, counted as metrics by a mapping file."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from journeybook.cli import journeybook
from journeybook.exchange.funnels.event_columns import FunnelMapping, read_mapping
from journeybook.exchange.funnels.funnel_importer import FunnelImporter
from journeybook.exchange.import_plan import plan_import
from journeybook.exchange.importer import SourceFile
from journeybook.library.objects import Library

EVENTS = """\
Lead,Stage,Entered at,Paid,Contact
1,Visit,2026-01-03,,Rosa
1,Trial,2026-01-05,,Rosa
1,Paid,2026-02-04,30,Rosa
2,Visit,2026-01-10,,Sam
2,Trial,2026-01-20,,Sam
3,Visit,2026-01-11,,Kim
4,Visit,2026-02-01,,Lou
4,Trial,2026-02-02,,Lou
4,Paid,2026-03-02,50,Lou
5,Visit,2026-02-09,,Ana
"""
MAPPING = FunnelMapping(
    who="Lead", step="Stage", time="Entered at", value="Paid", source="our CRM", drop=("Contact",), fewest=1
)


def counted(mapping=MAPPING, events=EVENTS):
    plan = plan_import(
        [SourceFile("leads.csv", events.encode())],
        Library(),
        has_vocabulary=False,
        importer=FunnelImporter(mapping),
    )
    return plan, {file.path: file.text for file in plan.files}


def rows(files, name):
    return files[f"metrics/{name}.csv"].splitlines()[1:]


def test_people_are_counted_where_they_first_reach_a_step():
    _, files = counted()
    assert rows(files, "entered-visit") == ["2026-01-01,3,3", "2026-02-01,2,2"]
    assert rows(files, "entered-trial") == ["2026-01-01,2,2", "2026-02-01,1,1"]


def test_conversion_is_of_those_who_entered_in_the_month_whenever_they_go_on():
    _, files = counted()
    assert rows(files, "visit-to-trial") == ["2026-01-01,66.67,3", "2026-02-01,50,2"]
    assert rows(files, "trial-to-paid") == ["2026-01-01,50,2", "2026-02-01,100,1"]


def test_time_between_steps_is_the_median_of_days():
    _, files = counted()
    assert rows(files, "days-from-visit-to-trial") == ["2026-01-01,6,2", "2026-02-01,1,1"]


def test_retention_churn_and_lifetime_value_are_by_cohort():
    _, files = counted()
    assert rows(files, "retention") == [
        "2026-01-01,33.33,3,month 1", "2026-01-01,0,3,month 2", "2026-02-01,50,2,month 1",
    ]  # fmt: skip
    assert rows(files, "churn") == ["2026-01-01,66.67,3", "2026-02-01,66.67,3"]
    assert rows(files, "lifetime-value") == ["2026-01-01,10,3", "2026-02-01,25,2"]


def test_only_counts_are_written_each_with_its_source():
    _, files = counted()
    written = " ".join(files.values())
    assert not any(name in written for name in ("Rosa", "Sam", "Kim", "Lou", "Ana"))
    texts = [text for path, text in files.items() if path.endswith(".yml")]
    assert all("Source: our CRM." in " ".join(text.split()) for text in texts)


def test_a_column_of_single_people_is_refused_unless_it_is_dropped():
    plan, files = counted(MAPPING.model_copy(update={"drop": ()}))
    assert files == {}
    (found,) = plan.findings
    assert (
        found.message
        == "the column `Contact` looks like one of single people, and only counts enter a portal"
    )
    assert found.help == "name it under `drop:` of the mapping, or remove it from the file"


def test_figures_of_few_people_are_left_out():
    plan, files = counted(MAPPING.model_copy(update={"fewest": 3}))
    assert rows(files, "entered-visit") == ["2026-01-01,3,3"]
    assert "metrics/entered-trial.csv" not in files
    plan, files = counted(MAPPING.model_copy(update={"fewest": 5}))
    assert files == {}
    assert [each.message for each in plan.findings] == [
        "no month has 5 people, and figures of fewer are left out"
    ]


def test_rows_that_cannot_be_counted_are_named():
    plan, _ = counted(events=EVENTS + "6,Visit,soon,,Jo\n,Visit,2026-02-01,,Jo\n")
    assert [each.message for each in plan.findings] == [
        "this row is not counted: its date cannot be read",
        "this row is not counted: it says not who, or not what",
    ]


def test_a_column_that_the_mapping_names_and_the_file_lacks_is_an_error():
    plan, files = counted(MAPPING.model_copy(update={"time": "Day"}))
    assert files == {}
    assert "there is no column `Day`, which the mapping names" in [each.message for each in plan.findings]


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("who: Lead\nstep: Stage\nsource: CRM\n", 1, "`time`"),
        ("who: Lead\nstep: Stage\ntime: Day\nsource: CRM\nwhen: x\n", 5, "`when`"),
        ("who: Lead\nstep: Stage\ntime: Day\nsource: CRM\nfewest: 0\n", 5, "`fewest`"),
        ("- a\n", 1, "the file"),
    ],
)
def test_mistakes_of_a_mapping_have_their_place(text, line, word):
    mapping, findings = read_mapping(text, "crm.yml")
    assert mapping is None
    assert findings[0].place.line == line
    assert word in findings[0].message


def test_the_command_takes_the_mapping_and_is_run_again_with_it(tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("leads.csv").write_text(EVENTS)
    Path("crm.yml").write_text(
        "who: Lead\nstep: Stage\ntime: Entered at\nsource: our CRM\ndrop: [Contact]\nfewest: 1\n"
        "title: Web shop\norder: [Visit, Trial, Paid]\n"
    )
    done = CliRunner().invoke(journeybook, ["import", "leads.csv", "--mapping", "crm.yml", "--into", "maps"])
    assert done.exit_code == 0, done.stderr
    assert Path("maps/metrics/web-shop-visit-to-trial.csv").read_text().startswith("date,value,people\n")
    checked = CliRunner().invoke(journeybook, ["check", "maps"])
    assert checked.exit_code == 0, checked.output
    again = CliRunner().invoke(journeybook, ["import", "leads.csv", "--mapping", "crm.yml", "--into", "maps"])
    assert "is a metric of the portal already" in again.stderr
