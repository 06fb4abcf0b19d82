"""Which teams the monthly reminder goes to."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from journeybook.cli import journeybook

FILES = {
    "vocabulary.yml": "teams: {care: Care, sales: Sales, web: Web}\n",
    "journeys/late.yml": "title: Late\nstatus: published\nowner: sales\nreviewed: 2026-01-05\nreview_every: 6 months\n",
    "journeys/soon.yml": "title: Soon\nstatus: published\nowner: care\nreviewed: 2026-01-20\nreview_every: 6 months\n",
    "journeys/draft.yml": "title: A draft\nowner: web\n",
    "personas/nobody.yml": "title: Nobody's\n",
    "personas/stray.yml": "title: Of a team that is not known\nowner: nowhere\n",
}


@pytest.fixture
def maps(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / "maps" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "maps"


def owners(maps: Path, epoch: str | None) -> Result:
    return CliRunner().invoke(
        journeybook, ["ci", "owners", "--maps", str(maps)], env={"SOURCE_DATE_EPOCH": epoch}
    )


def on(day: str) -> str:
    moment = datetime.datetime.fromisoformat(day).replace(tzinfo=datetime.UTC)
    return str(int(moment.timestamp()))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-02-01", ""),
        ("2026-06-10", "sales\n"),
        ("2026-07-10", "care\nsales\n"),
    ],
)
def test_a_team_is_named_when_something_of_its_own_waits(maps: Path, day: str, expected: str) -> None:
    found = owners(maps, on(day))
    assert (found.exit_code, found.stdout) == (0, expected)


def test_what_is_no_day_ends_with_one_clear_line(maps: Path) -> None:
    found = owners(maps, "tomorrow")
    assert found.exit_code == 2
    assert "SOURCE_DATE_EPOCH is `tomorrow`, expected seconds since 1970" in found.stderr
