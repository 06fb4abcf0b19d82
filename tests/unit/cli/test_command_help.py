"""`--help` is asked for more often than anything else, and reads nothing but options: no models, no YAML, no templates."""

from __future__ import annotations

import subprocess
import sys

import pytest

from journeybook.cli import COMMANDS

HEAVY = ("pydantic", "yaml", "mkdocs", "rich", "markdown_it", "markdown", "jinja2", "pygal", "rapidfuzz")

ASK = f"""
import sys
import click
from journeybook.cli import journeybook
name = sys.argv[1:]
found = journeybook.get_command(click.Context(journeybook), *name) if name else None
for below in [[], *([each] for each in getattr(found, "commands", ()))]:
    journeybook([*name, *below, "--help"], standalone_mode=False)
print(*(each for each in {HEAVY} if each in sys.modules), file=sys.stderr)
"""


@pytest.mark.parametrize("name", ["", *sorted(COMMANDS)])
def test_help_of_a_command_and_of_those_below_it_loads_nothing_heavy(name: str) -> None:
    asked = subprocess.run(
        [sys.executable, "-c", ASK, *filter(None, [name])], check=True, capture_output=True, text=True
    )
    assert asked.stdout.startswith("Usage: ")
    assert asked.stdout.count("--help") >= asked.stdout.count("Usage: ") > (2 if name in ("ci", "new") else 0)
    assert asked.stderr.split() == []
