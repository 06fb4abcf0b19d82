from __future__ import annotations

import importlib

import click
import pytest
from click.testing import CliRunner

from journeybook.cli import COMMANDS, journeybook


@pytest.fixture(params=sorted(COMMANDS))
def failing(request, monkeypatch):
    """A command in which something goes wrong that nobody foresaw."""
    module = importlib.import_module(f"journeybook.cli.{request.param.replace('-', '_')}_command")

    def fails(**_: object) -> None:
        raise RuntimeError("boom\x1b[31m\nand more")

    monkeypatch.setattr(module, "command", click.Command(request.param, callback=fails))
    return request.param


def test_a_fault_of_ours_is_one_line_and_its_own_status_in_every_command(failing):
    done = CliRunner().invoke(journeybook, [failing])
    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr.count("\n") == 1
    assert "RuntimeError: boom" in done.stderr
    assert f"JOURNEYBOOK_DEBUG=1 journeybook {failing} ..." in done.stderr
    assert "\x1b" not in done.stderr


def test_the_whole_story_is_told_to_who_asks_for_it(failing):
    done = CliRunner().invoke(journeybook, [failing], env={"JOURNEYBOOK_DEBUG": "1"})
    assert done.exit_code == 3
    assert "Traceback" in done.stderr
    assert "in fails" in done.stderr
    assert "\x1b" not in done.stderr


def test_wrong_usage_is_no_fault_of_ours():
    assert CliRunner().invoke(journeybook, ["nothing"]).exit_code == 2
    assert CliRunner().invoke(journeybook, ["check", "--color", "loud"]).exit_code == 2
    assert CliRunner().invoke(journeybook, ["--version"]).exit_code == 0
