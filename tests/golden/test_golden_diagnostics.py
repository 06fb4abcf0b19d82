"""What an author reads after a mistake: sources and the report in one file, so that it reads as a specification.

`UPDATE_GOLDEN=1 pytest tests/golden/test_golden_diagnostics.py` writes the reports anew; read the difference
before it is committed. Every case has the vocabulary and the persona below, where it brings none of its own.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from journeybook.checks.reports.text_report import full_report, summary
from journeybook.portal.portal import read_portal
from places import GOLDEN

FOLDER = GOLDEN / "diagnostics"
CASES = sorted(FOLDER.glob("*.txt"))
MARK = "@@ "
REPORT = "report"

GROUND = {
    "maps/vocabulary.yml": (
        "channels: {web: Website, phone: Telephone}\n"
        "teams: {broadband: Broadband}\n"
        "areas: {care: Customer care}\n"
        "lanes: {policy: Policy}\n"
    ),
    "maps/personas/amira.yml": "title: Amira Haddad\n",
    "maps/personas/tom.yml": "title: Tom Reyes\n",
    "maps/journeys/moving-house.yml": (
        "title: Moving house\nstages:\n  - title: Plan\n    steps:\n      - {id: book-visit, title: Books a visit}\n"
    ),
}


def parts_of(case: Path) -> dict[str, str]:
    """The files of a case and its report by name."""
    parts: dict[str, str] = {}
    name = ""
    for line in case.read_text("utf-8").splitlines(keepends=True):
        if line.startswith(MARK):
            name = line.removeprefix(MARK).strip()
            parts[name] = ""
        else:
            parts[name] += line
    return parts


def report_of(root: Path) -> str:
    portal = read_portal(root)
    return f"{full_report(portal.diagnostics, portal.texts)}\n{summary(portal.diagnostics, portal.counted)}\n"


def test_there_are_cases() -> None:
    assert len(CASES) > 20


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_a_mistake_is_reported_as_it_was(case: Path, tmp_path: Path) -> None:
    parts = parts_of(case)
    expected = parts.pop(REPORT, "")
    for name, text in {**GROUND, **parts}.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    told = report_of(tmp_path)
    if os.environ.get("UPDATE_GOLDEN"):
        sources = "".join(f"{MARK}{name}\n{text}" for name, text in parts.items())
        case.write_text(f"{sources}{MARK}{REPORT}\n{told}", "utf-8")
        return
    assert told == expected
