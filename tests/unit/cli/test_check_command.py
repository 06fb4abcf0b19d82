from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from journeybook.cache.sealed_files import load_sealed
from journeybook.cli import journeybook
from journeybook.portal.check_cache import FEWEST, FILE, records_adapter

WARNED = "title: A\nlanes: {odd: x}\n"
NOTED = "title: A\nstages: [{title: S, moment_of_truth: true}]\n"


@pytest.fixture
def portal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "maps" / "journeys").mkdir(parents=True)
    (tmp_path / "maps" / "journeys" / "a.yml").write_text("title: A\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str):
    return CliRunner().invoke(journeybook, ["check", *arguments])


def write(portal: Path, text: str) -> None:
    (portal / "maps" / "journeys" / "a.yml").write_text(text)


@pytest.mark.usefixtures("portal")
def test_maps_of_the_working_folder_are_checked_by_default():
    done = run()
    assert (done.exit_code, done.output) == (0, "No mistakes in 1 map.\n")


@pytest.mark.parametrize(
    ("text", "failing"),
    [
        ("title: [A]\n", {"error", "warning", "info"}),
        (WARNED, {"warning", "info"}),
        (NOTED, {"info"}),
        ("title: A\n", set()),
    ],
)
@pytest.mark.parametrize("level", ["error", "warning", "info"])
def test_the_status_follows_the_level(portal, text, failing, level):
    write(portal, text)
    assert run("--fail-on", level).exit_code == (1 if level in failing else 0)


@pytest.mark.parametrize(
    "arguments",
    [["nowhere"], ["--format", "xml"], ["--fail-on", "never"], ["maps/journeys/a.yml"], ["a", "b"]],
)
@pytest.mark.usefixtures("portal")
def test_wrong_usage_ends_with_two_and_one_message(arguments):
    done = run(*arguments)
    assert done.exit_code == 2
    assert "Error:" in done.output
    assert "Traceback" not in done.output


def test_a_folder_by_any_name_and_the_portal_that_holds_maps(portal, monkeypatch):
    write(portal, "titel: A\n")
    for place, expected in (
        ("maps", "maps/journeys/a.yml"),
        (".", "maps/journeys/a.yml"),
        (str(portal), "maps/journeys/a.yml"),
    ):
        assert expected in run(place, "--format", "concise").output
    (portal / "maps").rename(portal / "cards")
    assert run("cards", "--format", "concise").output.startswith("cards/journeys/a.yml:1:1: error[JB140]")
    monkeypatch.chdir(portal / "cards")
    assert run(".", "--format", "concise").output.startswith("../cards/journeys/a.yml:1:1:")
    monkeypatch.chdir(portal / "cards" / "journeys")
    assert run("..", "--format", "concise").output.startswith("../../cards/journeys/a.yml:1:1:")


def test_an_empty_folder_is_a_portal_without_maps(tmp_path):
    done = run(str(tmp_path))
    assert (done.exit_code, done.output) == (0, "No mistakes in 0 maps.\n")


def test_json_goes_to_standard_output_alone(portal):
    write(portal, "titel: A\n")
    done = run("--format", "json")
    assert done.exit_code == 1
    assert [each["code"] for each in json.loads(done.stdout)["diagnostics"]] == ["JB140"]
    assert done.stderr == ""


@pytest.mark.usefixtures("portal")
def test_a_portal_of_many_maps_is_remembered_unless_it_is_told_not_to(portal):
    for at in range(FEWEST):
        (portal / "maps" / "journeys" / f"map-{at}.yml").write_text("title: A\nowner: nobody\n")
    told = run("--no-cache").output
    assert not (portal / ".cache").exists()
    assert run().output == told
    assert len(load_sealed(portal, FILE, records_adapter())) == FEWEST + 1
    assert run().output == told
    write(portal, "title: B\n")
    assert run("--format", "json").output == run("--format", "json", "--no-cache").output


# What a shell starts in the background ignores interruptions, and so would what a test starts there.
STARTED = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from journeybook.cli import main; main()"
)


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-c", STARTED, "check", *arguments]


def test_it_prints_in_any_locale(portal):
    write(portal, "title: A\nowner: 注文\n")
    done = subprocess.run(
        command(),
        capture_output=True,
        check=False,
        timeout=60,
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
    )
    assert done.returncode == 1
    assert b"\\u6ce8\\u6587" in done.stdout
    assert not done.stderr


@pytest.mark.parametrize(
    ("variables", "coloured"),
    [
        ({}, True),
        ({"NO_COLOR": "1"}, False),
        ({"TERM": "dumb"}, False),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, True),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
    ],
)
def test_colour_is_for_terminals_whose_reader_wants_it(portal, variables, coloured):
    write(portal, "titel: A\n")
    environment = (
        {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR")}
        | {"TERM": "xterm"}
        | variables
    )
    mine, theirs = pty.openpty()
    try:
        done = subprocess.run(
            command(), stdout=theirs, stderr=subprocess.PIPE, check=False, timeout=60, env=environment
        )
        told = os.read(mine, 100_000)
    finally:
        os.close(mine)
        os.close(theirs)
    assert done.returncode == 1
    assert (b"\x1b[" in told) is coloured


@pytest.mark.parametrize(("choice", "coloured"), [("always", True), ("never", False), ("auto", False)])
@pytest.mark.parametrize("place", ["before the command", "behind it"])
def test_colours_are_chosen_before_the_command_or_behind_it(portal, choice, coloured, place):
    write(portal, "titel: A\n")
    chosen = ["--color", choice]
    arguments = [*chosen, "check"] if place == "before the command" else ["check", *chosen]
    done = CliRunner().invoke(journeybook, arguments, env={"NO_COLOR": "1" if choice == "always" else None})
    assert done.exit_code == 1
    assert ("\x1b[" in done.output) is coloured


def status_and_words(*arguments: str) -> tuple[int, str, str]:
    done = run(*arguments)
    return done.exit_code, done.stdout, done.stderr


def test_what_is_fixed_is_written_and_said(portal):
    write(portal, "titel: A\n")
    code, out, said = status_and_words()
    assert code == 1
    assert out.endswith("1 can be fixed with `journeybook check --fix`.\n")
    code, out, said = status_and_words("--diff")
    assert (code, said) == (1, "1 fix in 1 file would be made\n")
    assert "-titel: A\n+title: A\n" in out
    assert (portal / "maps" / "journeys" / "a.yml").read_text() == "titel: A\n"
    assert status_and_words("--fix") == (0, "No mistakes in 1 map.\n", "made 1 fix in 1 file\n")
    assert (portal / "maps" / "journeys" / "a.yml").read_text() == "title: A\n"
    assert status_and_words("--fix") == (0, "No mistakes in 1 map.\n", "")
    assert status_and_words("--diff") == (0, "", "nothing to fix\n")


def test_a_file_that_cannot_be_fixed_stays_as_it_is(portal):
    write(portal, "titel: A\nx: [\n")
    assert run("--fix").exit_code == 1
    assert (portal / "maps" / "journeys" / "a.yml").read_text() == "titel: A\nx: [\n"


def test_settings_of_the_portal_and_of_the_command_line(portal):
    write(portal, "title: A\nstatus: published\n")
    (portal / "journeybook.toml").write_text('ignore = ["JB603"]\n')
    assert [line.split()[2] for line in run("--statistics").stdout.splitlines()] == [
        "JB534",
        "JB602",
        "JB608",
    ]
    assert "JB608" not in run("--ignore", "JB608", "--statistics").stdout
    assert "JB603" not in run("--ignore", "JB608", "--statistics").stdout
    assert run("--select", "JB608", "--statistics").stdout.split()[2:] == ["JB608", "map-without-persona"]
    assert run("--profile", "draft").stdout == "No mistakes in 1 map.\n"
    assert run("--profile", "strict", "--fail-on", "warning").exit_code == 1


@pytest.mark.parametrize(
    "arguments",
    [["--select", "JB999"], ["--ignore", "JB201"], ["--unsafe-fixes"], ["--changed-since", "HEAD"]],
)
@pytest.mark.usefixtures("portal")
def test_options_that_cannot_be_meant_end_with_two(arguments):
    code, out, said = status_and_words(*arguments)
    assert (code, out) == (2, "")
    assert said.splitlines()[-1].startswith("Error: ")


def test_wrong_settings_end_with_two_and_one_line(portal):
    (portal / "journeybook.toml").write_text("slect = []\n")
    assert status_and_words() == (
        2,
        "",
        "Error: journeybook.toml: there is no setting `slect`; did you mean `select`?\n",
    )


def git(portal: Path, *arguments: str) -> None:
    names = ["-c", "user.name=A", "-c", "user.email=a@b.example"]
    subprocess.run(["git", *names, *arguments], cwd=portal, check=True, capture_output=True)


def test_only_what_changed_is_judged_but_every_error_is_told(portal):
    (portal / "maps" / "journeys" / "old.yml").write_text(WARNED)
    git(portal, "init", "-q")
    git(portal, "add", ".")
    git(portal, "commit", "-q", "-m", "first")
    write(portal, WARNED)
    (portal / "maps" / "journeys" / "new.yml").write_text(WARNED)
    found = run("--changed-since", "HEAD", "--format", "concise").stdout
    assert [line.split(":")[0] for line in found.splitlines()] == [
        "maps/journeys/a.yml",
        "maps/journeys/new.yml",
    ]
    git(portal, "commit", "-q", "-a", "-m", "second")
    (portal / "maps" / "journeys" / "new.yml").unlink()
    assert run("--changed-since", "HEAD").stdout == "No mistakes in 2 maps.\n"
    assert "a.yml" in run("--changed-since", "HEAD~1", "--format", "concise").stdout
    (portal / "maps" / "journeys" / "old.yml").write_text("title: A\npersonas: [none]\n")
    git(portal, "commit", "-q", "-a", "-m", "third")
    assert "JB201" in run("--changed-since", "HEAD", "--format", "concise").stdout
    for wrong in ("nowhere", "--output=x"):
        assert run("--changed-since", wrong).exit_code == 2


@pytest.mark.parametrize("format_", ["gitlab", "sarif", "rdjson"])
def test_formats_for_programs_are_json_with_places_that_can_be_opened(portal, monkeypatch, format_):
    write(portal, "titel: A\n")
    monkeypatch.chdir(portal / "maps")
    found = run("..", "--format", format_)
    assert found.exit_code == 1
    assert "../maps/journeys/a.yml" in json.dumps(json.loads(found.stdout))


def test_watching_reports_again_after_every_change_until_it_is_interrupted(portal):
    write(portal, "titel: A\n")
    with subprocess.Popen(
        command("--watch", "--format", "concise"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        try:
            assert "a.yml:1:1: error[JB140]" in running.stdout.readline()
            write(portal, "title: A\nowner: none\n")
            assert "a.yml:2:8: error[JB201]" in running.stdout.readline()
            (portal / "journeybook.toml").write_text("slect = []\n")
            assert "no setting `slect`" in running.stderr.readline()
            running.send_signal(signal.SIGINT)
            assert running.wait(timeout=60) == 130
        finally:
            running.kill()


def test_watching_writes_for_people_alone():
    for wrong in (["--fix"], ["--diff"], ["--format", "json"]):
        assert run("--watch", *wrong).exit_code == 2
