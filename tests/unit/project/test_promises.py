"""The pages that say what holds name tests and commands that are there."""

from __future__ import annotations

import re

import pytest

from journeybook.cli import COMMANDS
from places import ROOT

PAGES = {"what-we-promise": 13, "accessibility": 8}
"""The pages, each with the fewest rows that it has."""


def promises(page: str) -> list[tuple[str, str]]:
    """What is promised, and what shows it."""
    text = (ROOT / f"docs/guide/{page}.md").read_text("utf-8")
    rows = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("|")]
    return [
        (row[0].strip(), row[2].strip()) for row in rows if len(row) == 3 and not set(row[0]) <= set("-: ")
    ]


@pytest.mark.parametrize("page", PAGES)
def test_every_promise_names_a_command_that_is_there(page: str) -> None:
    rows = [row for row in promises(page) if row[0] not in ("We promise", "What")]
    assert len(rows) >= PAGES[page]
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
