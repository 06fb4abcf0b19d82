"""`journeybook import` over a map that is there: the comparison first, and the change on demand."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from journeybook.cli import journeybook

MAP = "# kept by the shop team\ntitle: Bikes\nowner: shop\nstages:\n  - id: look\n    title: Look\n    action: types\n    pains: [slow]\n"
TABLE = "Bikes\nStage,Look,Buy\nActions,types much,pays\nNeeds,a filter,\n"


@pytest.fixture
def portal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "maps/journeys").mkdir(parents=True)
    (tmp_path / "maps/journeys/bikes.yml").write_text(MAP)
    (tmp_path / "bikes.csv").write_text(TABLE)
    return tmp_path / "maps/journeys/bikes.yml"


def run(*arguments: str):
    return CliRunner().invoke(journeybook, ["import", *arguments])


@pytest.mark.parametrize("options", [(), ("--yes",), ("--dry-run",), ("--dry-run", "--apply")])
def test_a_map_that_is_there_is_compared_and_stays(portal: Path, options: tuple[str, ...]) -> None:
    done = run("bikes.csv", *options)
    assert done.exit_code == 0, done.stderr
    assert "Bikes" in done.stdout
    assert "new need: “a filter”" in done.stdout
    assert portal.read_text() == MAP
    assert not (portal.parent / "bikes-2.yml").exists()


def test_apply_changes_what_the_file_has_and_leaves_the_rest(portal: Path) -> None:
    done = run("bikes.csv", "--apply")
    assert done.exit_code == 0, done.stderr
    assert "changed maps/journeys/bikes.yml" in done.stdout
    text = portal.read_text()
    assert "owner: shop" in text
    assert "pains: [slow]" in text
    assert "action: types much" in text
    assert "title: Buy" in text
    assert "comments are not taken over" in done.stderr
    again = run("bikes.csv", "--apply")
    assert "changed maps" not in again.stdout
    assert portal.read_text() == text


def test_guesses_need_a_yes_where_nobody_can_be_asked(portal: Path) -> None:
    Path("other.csv").write_text("Stage,Actions,Score\nA,x,5\nB,y,1\n")
    done = run("other.csv")
    assert done.exit_code == 1
    assert "a guess" in done.stderr
    assert "--yes" in done.stderr
    assert not (portal.parent / "other.yml").exists()
    assert run("other.csv", "--yes").exit_code == 0
    assert (portal.parent / "other.yml").is_file()
