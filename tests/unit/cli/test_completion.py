"""Completion as a shell asks for it: through the environment, in a process of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from journeybook.cli import COMMANDS, journeybook
from journeybook.cli.completion_command import VARIABLE, WAYS


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    for name, text in {
        "personas/amira.yml": "title: Amira Haddad\n",
        "personas/tom.yml": "title: Tom\n",
        "journeys/moving.yml": "title: Moving\nstages: [{id: plan, title: Plan}, {id: pack, title: Pack}]\n",
    }.items():
        path = tmp_path / "maps" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


def completed(folder: Path, typed: str) -> list[str]:
    """What the shell is offered for a line; the last word is being typed."""
    words = typed.split(" ")
    done = subprocess.run(
        [sys.executable, "-c", "from journeybook.cli import main; main()"],
        cwd=folder, check=True, capture_output=True, text=True,
        env={**os.environ, VARIABLE: "bash_complete", "COMP_WORDS": typed, "COMP_CWORD": str(len(words) - 1)},
    )  # fmt: skip
    assert done.stderr == ""
    return [line.partition(",")[2] for line in done.stdout.splitlines() if line]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("journeybook co", ["codeowners", "completion", "convert"]),
        ("journeybook show am", ["amira"]),
        ("journeybook show moving#p", ["moving#plan", "moving#pack"]),
        ("journeybook mv persona:", ["persona:amira", "persona:tom"]),
        ("journeybook list per", ["personas"]),
        ("journeybook explain JB60", [f"JB60{at}" for at in range(1, 9)]),
        ("journeybook explain never-r", ["never-reviewed"]),
        ("journeybook new journey --persona amira,t", ["amira,tom"]),
        ("journeybook review --done mov", ["moving"]),
        ("journeybook check ma", ["ma"]),
    ],
)
def test_a_word_is_completed(portal: Path, typed: str, offered: list[str]) -> None:
    assert completed(portal, typed) == offered


def test_where_there_is_no_portal_nothing_is_offered_and_nothing_fails(tmp_path: Path) -> None:
    assert completed(tmp_path, "journeybook show x") == []


@pytest.mark.parametrize("shell", WAYS)
def test_each_shell_gets_its_script(shell: str) -> None:
    done = CliRunner().invoke(journeybook, ["completion", shell])
    assert done.exit_code == 0
    assert f"{VARIABLE}={shell}_complete" in done.stdout
    program = shutil.which(shell)
    if program:
        subprocess.run([program, "-n"], input=done.stdout, text=True, check=True)


@pytest.mark.parametrize(("shell", "said"), [("/bin/zsh", "~/.zshrc"), ("/bin/odd", "~/.bashrc")])
def test_without_a_shell_it_says_how_to_switch_it_on(
    monkeypatch: pytest.MonkeyPatch, shell: str, said: str
) -> None:
    monkeypatch.setenv("SHELL", shell)
    assert said in CliRunner().invoke(journeybook, ["completion"]).stdout


def test_every_command_is_there_under_the_words_of_the_list() -> None:
    for name, text in COMMANDS.items():
        found = journeybook.get_command(CliRunner(), name)  # type: ignore[arg-type]
        assert found is not None
        assert found.name == name
        assert found.get_short_help_str(200) == text
