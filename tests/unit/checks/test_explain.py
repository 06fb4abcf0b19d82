from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from journeybook.checks.registry import RULES
from journeybook.cli import journeybook


def explain(*arguments: str):
    return CliRunner().invoke(journeybook, ["explain", *arguments])


@pytest.mark.parametrize("named", ["JB602", "jb602", "missing-owner", "Missing-Owner"])
def test_a_rule_is_explained_by_its_code_and_by_its_name(named):
    done = explain(named)
    assert done.exit_code == 0
    assert done.stdout.startswith(
        "JB602 missing-owner (warning in published maps, softer before)\n\nA map names no"
    )
    for title in (
        "Why it matters to readers\n",
        "\nBad\n\n    title: Ordering\n",
        "\nGood\n",
        "\nHow to fix\n",
    ):
        assert title in done.stdout


def test_what_a_rule_compares_with_stands_before_both_examples():
    said = explain("JB535").stdout
    before, bad, good = (said.index(f"\n{title}\n\n    title: ") for title in ("Before", "Bad", "Good"))
    assert before < bad < good
    assert "\nBefore\n" not in explain("JB602").stdout
    assert "waits-for-a-date" in json.loads(explain("JB535", "--format", "json").stdout)["before"]


def test_a_rule_without_a_page_says_what_it_means():
    assert explain("JB102").stdout == (
        "JB102 symbolic-link (error)\n\nA symbolic link stands in the place of a file or folder.\n"
    )


def test_without_a_rule_all_are_listed_and_a_family_lists_its_own():
    assert [line.split()[0] for line in explain().stdout.splitlines()] == list(RULES)
    assert {line[:4] for line in explain("JB6").stdout.splitlines()} == {"JB60"}


def test_programs_get_the_same_as_data():
    found = json.loads(explain("JB602", "--format", "json").stdout)
    assert found["code"] == "JB602"
    assert found["bad"] == "title: Ordering\nstatus: published"
    assert found["grows_with_status"] is True
    assert [each["code"] for each in json.loads(explain("--format", "json").stdout)] == list(RULES)


def test_an_unknown_rule_ends_with_two_and_the_nearest():
    done = explain("mising-owner")
    assert done.exit_code == 2
    assert "did you mean `missing-owner`?" in done.stderr
