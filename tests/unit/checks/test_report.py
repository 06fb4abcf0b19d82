from __future__ import annotations

import json
from dataclasses import replace

import pytest

from journeybook.checks.reports.excerpt import WIDTH, cells, excerpt
from journeybook.checks.reports.limits import limited
from journeybook.checks.reports.text_report import (
    concise_report,
    full_report,
    github_report,
    json_report,
    summary,
)
from journeybook.diagnostics import Diagnostic, Edit, Fix, Place, Severity
from made_findings import error, info, warning

FINDING = error(
    "JB201", "unknown persona `amria`", Place("maps/journeys/a.yml", 2, 12, 5), "did you mean `amira`?"
)
TEXT = "title: A\npersonas: [amria]\n"


def test_in_full_a_finding_shows_its_line_and_the_way_out():
    assert full_report([FINDING], {"maps/journeys/a.yml": TEXT}) == (
        "error[JB201]: unknown persona `amria`\n"
        " --> maps/journeys/a.yml:2:12\n"
        "  |\n"
        "2 | personas: [amria]\n"
        "  |            ^^^^^\n"
        "  |\n"
        "help: did you mean `amira`?\n"
    )


def test_without_the_text_a_finding_stands_alone():
    assert full_report([FINDING]) == (
        "error[JB201]: unknown persona `amria`\n --> maps/journeys/a.yml:2:12\nhelp: did you mean `amira`?\n"
    )


def test_concise_is_a_line_each():
    assert concise_report([FINDING]) == "maps/journeys/a.yml:2:12: error[JB201]: unknown persona `amria`\n"


def test_json_has_the_keys_that_programs_rely_on():
    fix = Fix("write `amira`", (Edit(FINDING.place, "amria", "amira"),))
    first, second = json.loads(json_report([replace(FINDING, fix=fix), info("JB307", "x", Place("b.yml"))]))[
        "diagnostics"
    ]
    assert first.pop("fingerprint") != second.pop("fingerprint")
    assert first == {
        "code": "JB201",
        "name": "unknown-reference",
        "severity": "error",
        "message": "unknown persona `amria`",
        "filename": "maps/journeys/a.yml",
        "location": {"row": 2, "column": 12},
        "end_location": {"row": 2, "column": 17},
        "help": "did you mean `amira`?",
        "fix": {
            "applicability": "safe",
            "message": "write `amira`",
            "edits": [
                {
                    "location": {"row": 2, "column": 12},
                    "end_location": {"row": 2, "column": 17},
                    "content": "amira",
                }
            ],
        },
    }
    assert second == {
        "code": "JB307",
        "name": "unscored-moment-of-truth",
        "severity": "info",
        "message": "x",
        "filename": "b.yml",
        "location": {"row": 1, "column": 1},
        "end_location": {"row": 1, "column": 2},
        "help": None,
        "fix": None,
    }
    assert json_report([]) == '{\n  "diagnostics": []\n}\n'


def test_github_gets_the_worst_first_and_cannot_be_given_commands():
    forged = warning("JB140", "no field `x`\n::error::forged 100%", Place("a,b:c.yml", 3, 1))
    assert github_report([forged, FINDING]) == (
        "::error file=maps/journeys/a.yml,line=2,col=12,title=journeybook (JB201)::"
        "unknown persona `amria`%0Ahelp: did you mean `amira`?\n"
        "::warning file=a%2Cb%3Ac.yml,line=3,col=1,title=journeybook (JB140)::no field `x`%0A::error::forged 100%25\n"
    )


def test_github_gets_ten_of_a_level_of_which_the_tenth_names_the_others():
    ten = [warning("JB602", f"no owner {at}", Place(f"{at}.yml", at + 1)) for at in range(10)]
    assert [line.partition("::")[2][:7] for line in github_report(ten).splitlines()] == ["warning"] * 10
    many = [
        *ten,
        *(warning("JB602", f"and {at} more of the same kind (JB602)", Place("x.yml", at)) for at in (3, 4)),
    ]
    lines = github_report([*many, FINDING]).splitlines()
    assert len(lines) == 11
    assert lines[0].startswith("::error ")
    assert lines[10] == (
        "::warning file=9.yml,line=10,col=1,title=and 8 more warnings::9.yml:10:1: JB602: no owner 9"
        "%0Ax.yml:3:1: JB602: and 3 more of the same kind (JB602)"
        "%0Ax.yml:4:1: JB602: and 4 more of the same kind (JB602)"
    )
    # What GitHub takes of one annotation has an end too.
    assert (
        github_report(many * 20)
        .splitlines()[9]
        .endswith("... and others; `journeybook check` lists them all")
    )


@pytest.mark.parametrize("letter", ["\x1b", "\x07", "\r", "\x9b", "\u202e", "\u2066", "\udce9"])
def test_nothing_that_is_printed_reaches_the_terminal_raw(letter):
    finding = error("JB140", f"no field `{letter}`", Place(f"{letter}.yml", 1, 3), f"did you mean {letter}?")
    for report in (
        full_report([finding], {f"{letter}.yml": f"a: {letter}b\n"}),
        concise_report([finding]),
        github_report([finding]),
        json_report([finding]),
    ):
        assert letter not in report


def test_colour_is_only_added():
    plain = full_report([FINDING], {"maps/journeys/a.yml": TEXT})
    coloured = full_report([FINDING], {"maps/journeys/a.yml": TEXT}, colour=True)
    stripped = coloured
    for code in ("\x1b[1;31m", "\x1b[1;32m", "\x1b[1m", "\x1b[2m", "\x1b[0m"):
        assert code in stripped
        stripped = stripped.replace(code, "")
    assert stripped == plain


def shown(text, column, length=1):
    _, line, caret = excerpt(error("JB101", "x", Place("a", 1, column, length)), text)
    return line.partition("| ")[2], caret.partition("| ")[2]


def test_the_caret_stands_below_wide_characters_and_marks():
    line, caret = shown("注文: x\u0301yz", 7, 2)
    assert line == "注文: x\u0301yz"
    assert caret == " " * 7 + "^^"


@pytest.mark.parametrize("column", [1, 30, 500, 999, 1000])
@pytest.mark.parametrize("length", [1, 40, 2000])
@pytest.mark.parametrize("letter", ["x", "注"])
def test_long_lines_are_cut_around_the_caret(column, length, letter):
    line, caret = shown(letter * 1000, column, length)
    assert cells(line) <= WIDTH + 1
    assert len(caret) <= WIDTH + 1
    at = caret.index("^")
    before = ""
    while cells(before) < at:
        before = line[: len(before) + 1]
    assert line[len(before)] == letter


def test_a_caret_beyond_the_end_stands_after_it():
    assert shown("abc", 9) == ("abc", "   ^")
    assert excerpt(error("JB101", "x", Place("a", 7, 1)), "abc") == []
    assert excerpt(error("JB101", "x", Place("a", 1, 1)), "") == []


def test_a_control_in_the_line_moves_the_caret_with_its_escape():
    assert shown("a\x1bb", 3) == ("a\\x1bb", "     ^")


def places(count, code="JB201", file="maps/journeys/a.yml", severity=Severity.ERROR):
    return [Diagnostic(code, severity, f"m{n}", Place(file, n)) for n in range(1, count + 1)]


def test_the_summary_counts_what_was_left_out_too():
    found = limited([*places(20), *places(1, "JB132", severity=Severity.WARNING)])
    assert len(found) == 7
    assert summary(found, 3) == "Found 20 errors and 1 warning in 1 of 3 maps."


@pytest.mark.parametrize(
    ("found", "counted", "expected"),
    [
        ([], 1, "No mistakes in 1 map."),
        ([], 1234, "No mistakes in 1,234 maps."),
        (places(1), 1, "Found 1 error in 1 of 1 map."),
        (places(1, file="maps/vocabulary.yml"), 2, "Found 1 error in 1 other file; the 2 maps are fine."),
        (places(1, file="maps"), 0, "Found 1 error in 1 other file."),
        (
            [
                *places(2),
                *places(1, "JB307", severity=Severity.INFO),
                *places(1, "JB160", "maps/metrics/m.yml", Severity.WARNING),
            ],
            2,
            "Found 2 errors, 1 warning and 1 note in 1 of 2 maps and 1 other file.",
        ),
    ],
)
def test_the_summary_is_a_sentence(found, counted, expected):
    assert summary(found, counted) == expected


def test_each_file_and_rule_has_its_own_limit():
    found = limited([*places(7), *places(7, "JB202"), *places(7, file="b.yml")])
    assert len(found) == 3 * 6
    assert [each.message for each in found if "more" in each.message] == [
        "and 2 more of the same kind (JB201)",
        "and 2 more of the same kind (JB201)",
        "and 2 more of the same kind (JB202)",
    ]
