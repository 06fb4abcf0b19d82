from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from calendar_reader import read_calendar
from journeybook.cli import journeybook

FILES = {
    "vocabulary.yml": 'teams: {care: {title: Care, handles: ["@f/care"]}, sales: Sales}\n',
    "journeys/late.yml": (
        "title: Late *one*\nstatus: published\nowner: care\nreviewed: 2026-01-01  # by phone\nreview_every: 6 months\n"
    ),
    "journeys/soon.yml": "title: Soon\nstatus: published\nowner: sales\nreviewed: '2026-06-10'\nreview_every: 6 months\n",
    "journeys/draft.yml": "title: Draft\nowner: care\n",
    "personas/ana.md": "---\ntitle: Ana\n---\n\nProse.\n",
    "evidence/calls.yml": "title: Calls\ndate: 2026-01-01\nvalid_for: 24 months\nowner: care\n",
}


@pytest.fixture(autouse=True)
def portal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in FILES.items():
        path = tmp_path / "maps" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return tmp_path


def review(*arguments: str) -> Result:
    return CliRunner().invoke(journeybook, ["review", *arguments])


def test_what_waits_is_told_by_team_with_the_file_it_stands_in() -> None:
    assert review("--on", "2026-11-30").stdout == (
        "Judged on 30 November 2026: 1 overdue, 1 never reviewed, 1 due soon.\n"
        "\nCare\n  152 days late  Late *one* (maps/journeys/late.yml)\n"
        "\nSales\n  by 2026-12-10  Soon (maps/journeys/soon.yml)\n"
        "\nNobody owns it\n  never reviewed  Ana (maps/personas/ana.md)\n"
    )


@pytest.mark.parametrize(
    ("arguments", "ids"),
    [
        (["--due", "1d"], ["late", "ana"]),
        (["--due", "30 days"], ["late", "ana", "soon"]),
        (["--due", "2y"], ["late", "ana", "soon", "calls"]),
        (["--all"], ["late", "ana", "soon", "calls"]),
        (["--owner", "sales"], ["soon"]),
    ],
)
def test_how_far_it_looks_and_for_whom(arguments: list[str], ids: list[str]) -> None:
    data = json.loads(review("--on", "2026-11-30", "--format", "json", *arguments).stdout)
    assert data["day"] == "2026-11-30"
    assert [each["id"] for each in data["entries"]] == ids


def test_the_day_is_that_of_the_environment_or_today(monkeypatch: pytest.MonkeyPatch) -> None:
    today = datetime.datetime.now().astimezone().date()
    assert json.loads(review("--format", "json").stdout)["day"] in {
        today.isoformat(), (today + datetime.timedelta(days=1)).isoformat(),
    }  # fmt: skip
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1796083200")
    assert json.loads(review("--format", "json").stdout)["day"] == "2026-12-01"
    assert json.loads(review("--format", "json", "--on", "2027-01-01").stdout)["day"] == "2027-01-01"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    assert review().exit_code == 2


def test_an_issue_names_whom_to_tell_and_reads_no_markdown_out_of_titles() -> None:
    said = review("--on", "2026-11-30", "--format", "markdown", "--site-url", "https://j.example").stdout
    assert (
        "## Care (@f/care)\n\n- [ ] [Late \\*one\\*](https://j.example/journeys/late/): journey, was due on"
        in said
    )
    assert "journeybook review --done journey:late" in said


def test_a_calendar_can_be_read(portal: Path) -> None:
    out = portal / "care.ics"
    assert (
        review("--on", "2026-11-30", "--owner", "care", "--format", "ics", "--out", str(out)).exit_code == 0
    )
    calendar = read_calendar(out.read_bytes())
    assert [each.properties["SUMMARY"] for each in calendar.parts] == ["Review: Late *one*"]


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ([], 0),
        (["--fail-on", "overdue"], 1),
        (["--fail-on", "overdue", "--owner", "sales"], 0),
        (["--fail-on", "due", "--owner", "sales"], 1),
    ],
)
def test_it_fails_only_where_it_is_told_to(arguments: list[str], status: int) -> None:
    assert review("--on", "2026-11-30", *arguments).exit_code == status


def test_what_was_done_is_written_and_nothing_else_changes(portal: Path) -> None:
    done = review("--done", "late", "soon", "ana", "--on", "2026-11-30")
    assert done.stdout == (
        "Reviewed on 2026-11-30: maps/journeys/late.yml\nReviewed on 2026-11-30: maps/journeys/soon.yml\n"
        "Reviewed on 2026-11-30: maps/personas/ana.md\n"
    )
    maps = portal / "maps"
    assert (maps / "journeys/late.yml").read_text() == FILES["journeys/late.yml"].replace(
        "2026-01-01", "2026-11-30"
    )
    assert (maps / "journeys/soon.yml").read_text() == FILES["journeys/soon.yml"].replace(
        "2026-06-10", "2026-11-30"
    )
    assert (maps / "personas/ana.md").read_text() == "---\ntitle: Ana\nreviewed: 2026-11-30\n---\n\nProse.\n"
    again = review("--done", "late", "--on", "2026-11-30")
    assert again.stdout == "Was reviewed already on 2026-11-30: maps/journeys/late.yml\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--done", "calls"], "evidence is gathered anew"),
        (["--done", "team:care"], "maps and personas are what is reviewed"),
        (["--done", "lat"], "did you mean `late`"),
        (["late"], "ids go with --done"),
        (["--due", "soon"], "--due takes a span"),
        (["--on", "tomorrow"], "--on takes a date"),
        (["--owner", "cares"], "did you mean `care`?"),
    ],
)
def test_a_mistake_is_one_line_with_a_way_out(portal: Path, arguments: list[str], said: str) -> None:
    before = {path: path.read_bytes() for path in portal.rglob("*.*") if path.is_file()}
    done = review(*arguments)
    assert done.exit_code == 2
    assert said in done.stderr
    assert {path: path.read_bytes() for path in portal.rglob("*.*") if path.is_file()} == before
