from __future__ import annotations

import pytest

from journeybook.portal.portal import read_portal
from journeybook.sources.suppressions import remarks_of, without_remarks

BARE = {"JB534", "JB602", "JB603", "JB608"}
"""What is found in a published map of nothing but a title, all of it at the title."""


def found(folder, text: str, name: str = "m.yml") -> set[str]:
    file = folder / "maps" / "journeys" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return {each.code for each in read_portal(folder).diagnostics}


def test_a_remark_above_or_behind_silences_a_rule(tmp_path):
    rest = "title: A\nstatus: published\n"
    assert found(tmp_path, rest) == BARE
    assert found(tmp_path, f"# journeybook: ignore JB602 -- new team\n{rest}") == BARE - {"JB602"}
    assert found(tmp_path, f"# journeybook: ignore JB602 -- new team\n\n# more\n{rest}") == BARE - {"JB602"}
    behind = "title: A  # journeybook: ignore missing-owner, JB608 -- new team\nstatus: published\n"
    assert found(tmp_path, behind) == BARE - {"JB602", "JB608"}
    assert found(tmp_path, f"{rest}# journeybook: ignore-file JB6 -- new team\n") == {"JB534"}


@pytest.mark.parametrize(
    ("remark", "code"),
    [
        ("# journeybook: ignore JB602", "JB011"),
        ("# journeybook: ignore JB601 -- why", "JB010"),
        ("# journeybook: ignore JB999 -- why", "JB012"),
        ("# journeybook: ignore JB201 -- why", "JB012"),
        ("# journeybook: ignore -- why", "JB012"),
        ("# journeybook: silence JB602", "JB012"),
    ],
)
def test_a_remark_that_does_nothing_or_says_nothing_is_told(tmp_path, remark, code):
    silenced = {"JB602"} if code == "JB011" else set()
    assert found(tmp_path, f"{remark}\ntitle: A\nstatus: published\n") == (BARE - silenced) | {code}


def test_a_remark_on_what_a_draft_does_not_hear_is_of_use_later(tmp_path):
    assert found(tmp_path, "# journeybook: ignore JB602 -- new team\ntitle: A\n") == set()


def test_errors_are_not_silenced(tmp_path):
    text = "# journeybook: ignore-file JB -- all\ntitle: A\npersonas: [nobody]\n"
    assert "JB201" in found(tmp_path, text)


def test_words_in_a_text_are_no_remark(tmp_path):
    text = 'title: "# journeybook: ignore JB602 -- no"\nstatus: published\n'
    assert found(tmp_path, text) == BARE
    block = "title: A\nstatus: published\nsummary: |\n  # journeybook: ignore-file JB602 -- no\n"
    assert found(tmp_path, block) == BARE


MARKDOWN = """---
title: A  # journeybook: ignore JB602, JB603, JB608 -- new team
status: published
---

<!-- journeybook: ignore JB531 -- titles are settled -->
## Order

<!-- journeybook: ignore JB501 -- from memory -->

- quote: I stopped believing the tracker.
- pain: No date

Prose. <!-- journeybook: ignore JB521 -- wanted --> TBD.
"""


def test_in_markdown_a_remark_is_a_comment_that_parts_nothing(tmp_path):
    assert found(tmp_path, MARKDOWN, "m.md") == {"JB502"}
    journey = read_portal(tmp_path).library.journeys["m"]
    assert [pain.text for pain in journey.stages[0].pains] == ["No date"]
    assert "journeybook:" not in (journey.stages[0].narrative or "")


def test_a_remark_knows_how_to_be_taken_out():
    text = "a: 1  # journeybook: ignore JB6 -- x\n  # journeybook: ignore JB5 -- y\nb: 2\n"
    first, second = remarks_of(text, "m.yml")
    assert (first.line, first.rules, first.reason) == (1, ("JB6",), "x")
    assert (second.line, second.removal.old) == (3, "  # journeybook: ignore JB5 -- y\n")
    assert first.removal.old == "  # journeybook: ignore JB6 -- x"


def test_places_stay_where_they_are_without_remarks():
    text = "a <!-- journeybook: ignore JB5 --> b <!-- kept -->"
    assert len(without_remarks(text)) == len(text)
    assert "<!-- kept -->" in without_remarks(text)
    assert "journeybook" not in without_remarks(text)


@pytest.mark.parametrize("text", ["title: A\nstages: [\n", 'title: "A\n', "title: A\npersonas: [nobody]\n"])
def test_in_a_broken_file_nobody_knows_what_a_remark_is_for(tmp_path, text):
    codes = found(tmp_path, f"# journeybook: ignore JB602 -- new team\n{text}")
    assert codes
    assert "JB010" not in codes


@pytest.mark.parametrize(
    "text",
    [
        "title: A # journeybook: ignore JB204 -- a" + " " * 200_000 + "b\n",
        "title: A\n" + "# journeybook: ignore JB6x JB7x -- why\n" * 5_000,
        "title: A\nsummary: " + "<b" * 100_000 + "\n",
        "title: A\nsummary: '" + "a." * 100_000 + "@'\n",
        "title: A\nsummary: '" + "![](" * 50_000 + "'\n",
    ],
    ids=["spaces", "remarks", "tags", "addresses", "pictures"],
)
def test_no_text_makes_the_check_take_long(tmp_path, text):
    # Each of these took minutes with a pattern that has no bounds.
    assert found(tmp_path, text)
