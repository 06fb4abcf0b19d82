"""Limits of hand-written pages through the command: settings change them, and a proposal does not for itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from journeybook.cli import journeybook
from journeybook.sources.limits import PAGE_LIMITS
from repositories import FILES, MAP, MAP_FILE, Checkout

FENCES = "# A\n\n" + "```journey\nref: first-order\nview: curve\n```\n\n" * 5
RAISED, LOWERED = "[limits]\npage-fences = 9\n", "[limits]\npage_fences = 3\n"


@pytest.fixture
def portal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    made = Checkout(tmp_path / "portal")
    made.commit({**FILES, MAP_FILE: MAP, "docs/a.md": FENCES, "journeybook.toml": LOWERED}, "Begin")
    monkeypatch.chdir(made.root)
    return made


def told(*arguments: str) -> list[str]:
    done = CliRunner().invoke(journeybook, ["check", "--format", "concise", *arguments])
    assert done.exit_code in (0, 1), done.output
    return [line for line in done.stdout.splitlines() if "JB91" in line]


def test_settings_change_a_limit(portal):
    assert (
        told() == ["docs/a.md:18:1: error[JB916]: more than 3 fences on a page are drawn"]
        or "JB916" in told()[0]
    )
    portal.write({"journeybook.toml": RAISED})
    assert told() == []


def test_a_proposal_lowers_limits_for_itself_and_raises_none(portal):
    portal.write({"journeybook.toml": RAISED})
    assert told() == []
    assert len(told("--changed-since", "HEAD")) == 1
    portal.commit({"journeybook.toml": RAISED}, "Raise")
    assert told("--changed-since", "HEAD") == []
    portal.write({"journeybook.toml": LOWERED})
    assert len(told("--changed-since", "HEAD")) == 1


def test_settings_that_could_not_be_read_then_raise_nothing(portal):
    portal.commit({"journeybook.toml": "[limits]\npage_fences = 'many'\n"}, "Slip")
    many = FENCES * 30
    assert FENCES.count("```") * 15 > PAGE_LIMITS["page_fences"]
    portal.write({"journeybook.toml": "limits = {page_fences = 500}\n", "docs/a.md": many})
    assert told() == []
    assert len(told("--changed-since", "HEAD")) == 1


def test_a_page_that_computes_too_long_is_told_and_the_others_are_checked(portal):
    slow = "[a](<" * 20_000 + "\n\n[[nobody]]\n"
    portal.write(
        {"docs/a.md": slow, "docs/b.md": "[[nobody]]\n", "journeybook.toml": "limits = {page_seconds = 1}\n"}
    )
    done = CliRunner().invoke(journeybook, ["check", "--format", "concise"])
    assert "docs/a.md:1:1" in done.stdout
    assert "JB917" in done.stdout
    assert "docs/b.md:1:1" in done.stdout
    assert "JB203" in done.stdout


@pytest.mark.parametrize(
    ("word", "plain"), [("plain", True), ("Plian", True), ("markdown", False), ("", False)]
)
def test_pages_are_read_as_plain_ones_where_the_environment_says_so(portal, monkeypatch, word, plain):
    # To CommonMark the line is HTML, and no link; Python-Markdown sees one.
    portal.write({"docs/a.md": "<!-- a -->\n    [[nobody]]\n"})
    monkeypatch.setenv("JOURNEYBOOK_DOCS", word)
    done = CliRunner().invoke(journeybook, ["check", "--format", "concise"])
    assert ("docs/a.md:2:5" in done.stdout) is plain


def test_pages_are_read_as_plain_ones_where_the_site_says_so(portal):
    portal.write(
        {
            "docs/a.md": "<!-- a -->\n    [[nobody]]\n",
            "mkdocs.yml": "site_name: A\nplugins: [{journeybook: {docs: plain}}]\n",
        }
    )
    assert "docs/a.md:2:5" in CliRunner().invoke(journeybook, ["check", "--format", "concise"]).stdout
