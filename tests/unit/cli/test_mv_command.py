from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from journeybook.cli import journeybook


@pytest.fixture
def portal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in {
        "maps/vocabulary.yml": 'teams: {billing: {title: Billing, handles: ["@f/billing"]}}\n',
        "maps/personas/ana.yml": "title: Ana Lima\n",
        "maps/journeys/m.yml": "title: M\npersonas: [ana]\nowner: billing\nstages: [{id: s, title: S}]\n",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def mv(*arguments: str) -> Result:
    return CliRunner().invoke(journeybook, ["mv", *arguments])


def test_a_renaming_is_made_and_told(portal: Path) -> None:
    done = mv("ana", "zoe")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == (
        "Renamed the persona `ana` (Ana Lima) to `zoe`: 2 edits in 2 files.\n"
        "  maps/journeys/m.yml  1\n"
        "  maps/personas/ana.yml -> zoe.yml  1\n"
        "Old links lead on: `was: ana` is written down.\n"
        "Next: journeybook check maps\n"
    )
    assert not (portal / "maps/personas/ana.yml").exists()
    assert (portal / "maps/personas/zoe.yml").read_text() == "title: Ana Lima\nwas: [ana]\n"


@pytest.mark.parametrize("new", ["s2", "m#s2", "#s2"])
def test_a_step_is_renamed_by_its_id_alone_or_as_it_was_named(portal: Path, new: str) -> None:
    assert mv("m#s", new).stdout.startswith("Renamed the stage `m#s` (S) to `m#s2`: 2 edits in 1 file.\n")
    assert "{id: s2, title: S, was: [s]}" in (portal / "maps/journeys/m.yml").read_text()


@pytest.mark.parametrize("flag", ["--dry-run", "--diff"])
def test_nothing_is_written_where_it_is_only_to_be_seen(portal: Path, flag: str) -> None:
    before = {path: path.read_bytes() for path in portal.rglob("*.yml")}
    done = mv("ana", "zoe", flag)
    assert done.exit_code == 0
    assert {path: path.read_bytes() for path in portal.rglob("*.yml")} == before
    if flag == "--diff":
        assert "rename from maps/personas/ana.yml\nrename to maps/personas/zoe.yml\n" in done.stdout
        assert "-personas: [ana]\n+personas: [zoe]\n" in done.stdout
    else:
        assert done.stdout.startswith("Would rename the persona `ana`")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["anna", "zoe"], "did you mean `ana` (Ana Lima)?"),
        (["ana", "Zoe"], "`Zoe` is no id"),
        (["m#s", "n#t"], "a step is renamed within its map"),
        (["ana", "zoe", "--maps", "nowhere"], "there is no thing `ana`"),
    ],
)
@pytest.mark.usefixtures("portal")
def test_what_cannot_be_is_one_line_and_ends_with_two(arguments: list[str], said: str) -> None:
    done = mv(*arguments)
    assert done.exit_code == 2
    assert said in done.stderr


def test_files_that_must_be_mended_first_are_named(portal: Path) -> None:
    (portal / "maps/journeys/n.yml").write_text("title: N\npersonas: [ana\n")
    done = mv("ana", "zoe")
    assert done.exit_code == 2
    assert "mend it first\n  maps/journeys/n.yml:" in done.stderr
    assert (portal / "maps/personas/ana.yml").exists()


def test_a_file_that_came_in_the_way_is_not_overwritten(portal: Path) -> None:
    (portal / "maps/personas/zoe.yml").symlink_to("nowhere")
    done = mv("ana", "zoe")
    assert done.exit_code == 2
    assert "there is a persona `zoe` already" in done.stderr


def test_what_else_names_the_files_is_told(portal: Path) -> None:
    (portal / "journeybook.toml").write_text('[per-file-ignores]\n"maps/journeys/m.yml" = ["JB6"]\n')
    (portal / "CODEOWNERS").write_text("# journeybook: owners of the maps\n# journeybook: end of owners\n")
    said = mv("journey:m", "n").stderr
    assert "note: journeybook.toml names the file by its old name\n" in said
    assert "`journeybook codeowners --write`" in said


def test_files_are_named_from_the_working_folder(portal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(portal / "maps")
    assert "  ../maps/journeys/m.yml  1\n" in mv("ana", "zoe", "--maps", "../maps").stdout
