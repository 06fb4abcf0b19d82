"""What `journeybook import` shows before it writes."""

from __future__ import annotations

from click.testing import CliRunner

from journeybook.cli import journeybook
from journeybook.exchange.import_kinds import ImportKind
from journeybook.exchange.importer import SourceFile
from journeybook.exchange.importers import IMPORTERS, importer_of

TEA = "journey\n  title Tea\n  section Kitchen\n    Boil: 5: Cat\n    Pour: 2: Cat\n"


def run(*arguments):
    return CliRunner().invoke(journeybook, ["import", *arguments])


def test_what_was_recognised_is_shown_and_a_dry_run_writes_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tea.mmd").write_text(TEA)
    done = run("tea.mmd", "--dry-run")
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        "would write maps/journeys/tea.yml",
        "would write maps/personas/cat.yml",
    ]
    table = [line.split() for line in done.stderr.splitlines()[:6]]
    assert table[:4] == [
        ["tea.mmd:", "Tea"],
        ["IN", "THE", "FILE", "BECOMES", "TEXTS"],
        ["sections", "stages", "1"],
        ["tasks", "steps", "2"],
    ]
    assert not (tmp_path / "maps").exists()


def test_a_form_can_be_named_where_the_ending_says_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tea.txt").write_text(TEA)
    refused = run("tea.txt")
    assert refused.exit_code == 1
    assert "files that end in `.txt` are not imported" in refused.stderr
    assert run("tea.txt", "--kind", "mermaid").exit_code == 0
    assert (tmp_path / "maps/journeys/tea.yml").is_file()


def test_every_kind_has_its_importer_and_no_two_have_one():
    assert sorted(each.kind for each in IMPORTERS) == sorted(ImportKind)
    for kind in ImportKind:
        found = importer_of(SourceFile("a.unknown", b""), kind)
        assert found is not None
        assert found.kind is kind
