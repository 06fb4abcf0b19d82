from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from journeybook.cli import journeybook
from journeybook.scaffold.answers import Answers, Host, name_of, remote_of
from journeybook.scaffold.installation import installation
from journeybook.scaffold.portal_files import planned
from journeybook.scaffold.portal_parts import Part
from places import ROOT
from repositories import Checkout

EVERYTHING = planned(Part, Answers(name="A"))
INSTALLED = {each.path for each in installation()}


def init(*arguments: str) -> Result:
    return CliRunner().invoke(journeybook, ["init", *arguments])


def files(root: Path) -> set[str]:
    return {
        each.relative_to(root).as_posix()
        for each in root.rglob("*")
        if each.is_file() and ".git" not in each.relative_to(root).parts
    }


def test_each_template_is_a_file_of_some_portal_and_is_filled_in() -> None:
    assert len({each.path for each in EVERYTHING}) == len(EVERYTHING)
    assert [each.path for each in EVERYTHING if "<<" in each.text or "<%" in each.text] == []
    assert [each.path for each in EVERYTHING if not each.text.endswith("\n") or "\t" in each.text] == []


def test_a_new_portal_passes_the_strictest_check(tmp_path: Path) -> None:
    made = init(str(tmp_path / "acme-journeys"))
    assert made.exit_code == 0
    assert "  maps/personas/nadia.yml" in made.stdout
    assert f"  cd {tmp_path / 'acme-journeys'}\n  mkdocs serve" in made.stderr
    for_editors = {
        each for each in files(tmp_path / "acme-journeys") if each.startswith((".journeybook/", ".vscode/"))
    }
    assert len(for_editors) == 10
    assert files(tmp_path / "acme-journeys") - for_editors == {each.path for each in EVERYTHING} | INSTALLED
    checked = CliRunner().invoke(
        journeybook, ["check", str(tmp_path / "acme-journeys"), "--profile", "strict", "--fail-on", "info"]
    )
    assert (checked.exit_code, checked.stdout) == (0, "No mistakes in 1 map.\n")


def test_editors_know_the_ids_of_a_new_portal(tmp_path: Path) -> None:
    done = init(str(tmp_path), "--no-input")
    assert ".journeybook/, .vscode/" in done.stdout
    schema = json.loads((tmp_path / ".journeybook" / "journey.schema.json").read_text("utf-8"))
    assert "nadia" in json.dumps(schema)
    assert ".journeybook/persona.schema.json" in (tmp_path / ".vscode" / "settings.json").read_text("utf-8")
    settings = tmp_path / ".vscode" / "settings.json"
    settings.write_text('{"mine": true}', "utf-8")
    init(str(tmp_path), "--no-input")
    assert settings.read_text("utf-8") == '{"mine": true}'


def test_the_example_map_is_short_enough_to_be_read_and_each_line_of_it_is_told_about() -> None:
    (example,) = (each for each in EVERYTHING if each.path.startswith("maps/journeys/"))
    lines = example.text.splitlines()
    assert len(lines) < 70
    assert sum("#" in line for line in lines) > 10


@pytest.mark.parametrize(
    "name", ['Acme: "journeys" & <more>', "#1 journeys", "{{ 7 * 7 }}", "Café — Reisen", "@acme", "- a", "<< x >>"]
)  # fmt: skip
def test_a_name_stays_what_it_is_in_the_settings(tmp_path: Path, name: str) -> None:
    assert init(str(tmp_path), "--name", name).exit_code == 0
    assert yaml.safe_load((tmp_path / "mkdocs.yml").read_text("utf-8"))["site_name"] == name


@pytest.mark.parametrize("name", ["", "   ", "a" * 101, "a\x1b[31m", "a\u202eb"])
def test_what_is_no_name_ends_with_one_clear_line(tmp_path: Path, name: str) -> None:
    made = init(str(tmp_path), "--name", name)
    assert made.exit_code == 2
    assert "a portal's name has 1 to 100 characters" in made.stderr
    assert files(tmp_path) == set()


def test_nothing_that_is_there_is_overwritten_and_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("Mine\n", encoding="utf-8")
    (tmp_path / "outside").write_text("Theirs\n", encoding="utf-8")
    (tmp_path / ".gitignore").symlink_to(tmp_path / "outside")
    made = init(str(tmp_path))
    assert made.exit_code == 0
    assert "Kept, because it was there:\n  README.md\n  .gitignore\n" in made.stdout
    assert (tmp_path / "README.md").read_text("utf-8") == "Mine\n"
    assert (tmp_path / "outside").read_text("utf-8") == "Theirs\n"
    again = init(str(tmp_path))
    assert again.exit_code == 0
    assert "Made:" not in again.stdout


def test_maps_that_are_there_get_no_example_beside_them(tmp_path: Path) -> None:
    (tmp_path / "maps" / "journeys").mkdir(parents=True)
    (tmp_path / "maps" / "journeys" / "mine.yml").write_text("title: Mine\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: Mine\n", encoding="utf-8")
    made = init(str(tmp_path))
    assert files(tmp_path / "maps") == {"journeys/mine.yml"}
    assert "no example was written" in made.stderr
    assert "Add `- journeybook` below `plugins:`" in made.stderr


@pytest.mark.parametrize(
    ("options", "there", "absent"),
    [
        (["--host", "github"], ".github/workflows/proposal.yml", ".gitlab-ci.yml"),
        (["--host", "gitlab"], ".gitlab-ci.yml", ".github"),
        (["--host", "none"], ".pre-commit-config.yaml", ".github"),
        (["--no-recipes"], "requirements.txt", ".pre-commit-config.yaml"),
    ],
)
def test_recipes_are_those_of_the_host(tmp_path: Path, options: list[str], there: str, absent: str) -> None:
    assert init(str(tmp_path), *options).exit_code == 0
    assert (tmp_path / there).exists()
    assert not (tmp_path / absent).exists()


def test_what_git_knows_of_the_repository_need_not_be_said(tmp_path: Path) -> None:
    made = Checkout(tmp_path / "portal")
    made.git("remote", "add", "origin", "git@gitlab.acme.example:care/journeys.git")
    assert init(str(made.root)).exit_code == 0
    assert not (made.root / ".github").exists()
    settings = yaml.safe_load((made.root / "mkdocs.yml").read_text("utf-8"))
    assert settings["edit_uri_template"] == (
        "https://gitlab.acme.example/care/journeys/-/edit/main/docs/{path}"
    )


@pytest.mark.parametrize(
    ("url", "address", "host"),
    [
        ("git@github.com:acme/journeys.git", "https://github.com/acme/journeys", Host.GITHUB),
        ("https://github.com/acme/journeys", "https://github.com/acme/journeys", Host.GITHUB),
        ("https://me:secret@gitlab.com/a/b/c.git", "https://gitlab.com/a/b/c", Host.GITLAB),
        ("ssh://git@git.acme.example:2222/care/maps.git", "https://git.acme.example/care/maps", None),
    ],
)
def test_an_address_of_git_becomes_one_for_the_browser(url: str, address: str, host: Host | None) -> None:
    found = remote_of(url)
    assert found is not None
    assert (found.address, found.host) == (address, host)


@pytest.mark.parametrize(
    "url", ["../other", "file:///srv/git", "C:\\git", "javascript:alert(1)", "https://a b/c"]
)
def test_what_is_no_address_is_none(url: str) -> None:
    assert remote_of(url) is None


def test_a_portal_is_called_after_its_folder() -> None:
    assert [name_of(each) for each in ("acme-journeys", "maps_of.care", "---", "é")] == [
        "Acme journeys",
        "Maps of care",
        "Journeys",
        "É",
    ]


def test_on_a_terminal_it_asks_and_an_empty_answer_takes_what_is_offered(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    os.write(ours, b"Bikes & more\n\n")
    done = subprocess.run(
        [sys.executable, "-c", "from journeybook.cli import main; main()", "init", str(tmp_path / "new")],
        stdin=theirs,
        stderr=theirs,
        stdout=subprocess.PIPE,
        check=True,
        timeout=60,
    )
    os.close(theirs)
    said = os.read(ours, 4000).decode()
    os.close(ours)
    assert "What is the portal called? [New]" in said
    assert "Where does its repository live? (github, gitlab, both, none) [both]" in said
    assert b".gitlab-ci.yml" in done.stdout
    assert yaml.safe_load((tmp_path / "new/mkdocs.yml").read_text("utf-8"))["site_name"] == "Bikes & more"


def test_recipes_are_printed_written_where_they_lack_and_compared(tmp_path: Path) -> None:
    run = CliRunner()
    printed = run.invoke(journeybook, ["ci", "gitlab"])
    assert printed.stdout.startswith("# ==> .gitlab-ci.yml\n")
    assert "# ==> .gitlab/issue_templates/suggest-a-change.md\n" in printed.stdout
    written = run.invoke(journeybook, ["ci", "gitlab", str(tmp_path), "--write"])
    assert written.exit_code == 0
    assert all((tmp_path / each).exists() for each in INSTALLED)
    assert not (tmp_path / "mkdocs.yml").exists()
    pipeline = tmp_path / ".gitlab-ci.yml"
    assert run.invoke(journeybook, ["ci", "gitlab", str(tmp_path), "--diff"]).exit_code == 0
    pipeline.write_text(pipeline.read_text("utf-8").replace("python:3.12", "python:3.13"), encoding="utf-8")
    kept = run.invoke(journeybook, ["ci", "gitlab", str(tmp_path), "--write"])
    assert "Kept, because it was there:\n  .gitlab-ci.yml\n" in kept.stdout
    found = run.invoke(journeybook, ["ci", "gitlab", str(tmp_path), "--diff"])
    assert found.exit_code == 1
    assert "-  image: python:3.13\n+  image: python:3.12\n" in found.stdout


def test_the_hook_for_pre_commit_stops_a_wrong_map(tmp_path: Path) -> None:
    assert init(str(tmp_path)).exit_code == 0
    hooks = yaml.safe_load((tmp_path / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0]["hooks"]
    hook, schema = hooks
    ours = ROOT / ".pre-commit-hooks.yaml"
    shared = {each["id"]: each for each in yaml.safe_load(ours.read_text("utf-8"))}
    # A portal's hook runs what is installed; the shared one is installed by pre-commit from the repository it names.
    assert {each["language"] for each in hooks} == {"system"}
    assert not any("additional_dependencies" in each for each in hooks)
    same = ("entry", "always_run", "pass_filenames", "name")
    for each in hooks:
        assert {key: shared[each["id"]][key] for key in same} == {key: each[key] for key in same}
    persona = tmp_path / "maps" / "personas" / "nadia.yml"
    persona.write_text(persona.read_text("utf-8").replace("goals:", "gaols:"), encoding="utf-8")

    def run(entry: str) -> int:
        return CliRunner().invoke(journeybook, [*entry.split()[1:], str(tmp_path)]).exit_code

    assert run(hook["entry"]) == 1
    assert run(shared["journeybook-fix"]["entry"]) == 0
    assert run(hook["entry"]) == 0
    before = (tmp_path / ".journeybook" / "journey.schema.json").read_text("utf-8")
    persona.rename(persona.with_name("nora.yml"))
    assert run(schema["entry"]) == 0
    assert (tmp_path / ".journeybook" / "journey.schema.json").read_text("utf-8") != before


def test_help_comes_without_what_only_a_portal_needs() -> None:
    code = "import sys, journeybook.cli; print([each for each in sys.modules if 'scaffold' in each])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
