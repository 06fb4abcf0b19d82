"""The page of promises names tests and commands that are there."""

from __future__ import annotations

import re

from journeybook.cli import COMMANDS
from places import ROOT

PAGE = ROOT / "docs" / "guide" / "what-we-promise.md"


def promises() -> list[tuple[str, str]]:
    """What is promised, and what shows it."""
    rows = [
        line.strip("|").split("|") for line in PAGE.read_text("utf-8").splitlines() if line.startswith("|")
    ]
    return [
        (row[0].strip(), row[2].strip()) for row in rows if len(row) == 3 and not set(row[0]) <= set("-: ")
    ]


def test_every_promise_names_a_command_that_is_there() -> None:
    rows = [row for row in promises() if row[0] != "We promise"]
    assert len(rows) > 12
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    for promise, shown in rows:
        commands = re.findall(r"`([^`]+)`", shown)
        assert commands, promise
        for command in commands:
            program, *words = command.split()
            if program == "make":
                assert words[0] in targets, command
            elif program == "journeybook":
                assert words[0] in COMMANDS, command
            else:
                assert program in ("pytest", "python"), command
                paths = [word for word in words if not word.startswith("-") and "/" in word]
                assert paths, command
                assert all((ROOT / path).exists() for path in paths), command
