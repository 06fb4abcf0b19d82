"""What authors write is shown in logs, out of which runners read commands: they find none."""

from __future__ import annotations

import json
import logging
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from journeybook.cli import journeybook
from journeybook.forge.workflow_commands import inert_log
from journeybook.mkdocs_plugin.inert_log import InertLog
from repositories import Checkout

STOP = "::stop-commands::x"
OLD = "##[stop-commands]x"
AZURE = "##vso[task.setvariable variable=a]b"


def commands(log: str) -> list[str]:
    """Lines in which a runner finds a command: at the beginning, or anywhere in the older form."""
    return [
        line for line in log.splitlines() if line.lstrip().startswith("::") or re.search(r"##[a-z]*\[", line)
    ]


@pytest.fixture
def portal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    made = Checkout(tmp_path / "portal")
    made.commit({"maps/journeys/a.yml": map_of("A", "Pays"), "docs/index.md": "# Home\n"})
    monkeypatch.chdir(made.root)
    return made


def map_of(title: str, step: str) -> str:
    return (
        f"title: '{title}'\npersonas: ['{step}']\nsummary: >\n  {'word ' * 14}{step}\nowner: '{step}'\n"
        f"stages:\n  - title: '{title}'\n    steps:\n      - {{title: '{step}', emotion: 1}}\n"
        f"      - {{title: '{step} 2', emotion: -2, channel: '{step}', pains: ['{step}']}}\n"
    )


@pytest.mark.parametrize("words", [STOP, OLD, AZURE, f"a {OLD}", f"{STOP} {OLD}"])
@pytest.mark.parametrize(
    "arguments",
    [
        *(["check", "--format", each] for each in ("full", "concise", "json", "github", "gitlab", "sarif", "rdjson")),
        *(["diff", "main", "--format", each] for each in ("text", "json", "github", "markdown")),
        ["show", "a"],
        ["show", "a", "--format", "json"],
        ["list"],
        ["list", "--format", "json"],
        ["list", "steps"],
        ["review"],
        ["review", "--format", "markdown"],
        ["changelog"],
        ["ci", "owners"],
        ["ci", "take", "main"],
        ["check", "--fix", "--diff"],
        ["show", OLD],
        ["new", "persona", OLD, "--no-input"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_no_output_holds_a_command_of_an_author(portal: Checkout, words: str, arguments: list[str]) -> None:
    portal.git("checkout", "-q", "-b", "theirs")
    portal.commit(
        {
            "maps/journeys/a.yml": map_of(words, words),
            f"docs/{OLD}.png": "x",
            f"maps/journeys/{OLD}.yml": "title: B\n",
        },
        subject=words,
        author=f"{words} <a@example.org>",
    )
    done = CliRunner().invoke(journeybook, arguments)
    assert done.exception is None or isinstance(done.exception, SystemExit)
    ours = re.compile(r"::(error|warning|notice) file=")
    found = [each for each in commands(done.stdout + "\n" + done.stderr) if not ours.match(each)]
    assert found == []
    if "json" in arguments and done.exit_code in (0, 1):
        json.loads(done.stdout)


@given(st.text(st.sampled_from("#[]: \nva\\"), max_size=30))
def test_no_line_holds_a_command_whatever_it_is_made_of(text: str) -> None:
    assert commands(inert_log(text)) == []


def test_in_json_the_text_stays_the_same() -> None:
    texts = [OLD, AZURE, f"a {STOP}", "\\##[", "a\n::b"]
    assert json.loads(inert_log(json.dumps(texts, indent=2))) == texts


def test_commands_of_ours_stay_and_hold_none_of_others() -> None:
    log = f"::error file=a::b {OLD}\n"
    assert inert_log(log, commands=True) == "::error file=a::b #\\u0023[stop-commands]x\n".replace(
        "#\\u0023", "\\u0023#"
    )


def test_what_mkdocs_repeats_of_a_page_is_no_command() -> None:
    record = logging.LogRecord("mkdocs", 30, "", 0, "a link '%s'\n%s", (OLD, STOP), None)
    assert InertLog().filter(record)
    assert commands(record.getMessage()) == []
