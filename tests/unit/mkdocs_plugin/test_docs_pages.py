from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from factories import make_journey, make_library, make_stage, make_step
from journeybook.cli import journeybook
from journeybook.docs_pages import check_docs, page_mentions
from journeybook.library.objects import Library
from journeybook.model.persona import Persona
from journeybook.sources.limits import PageLimits
from journeybook.sources.markdown.page_text import without_front_matter

AMIRA = Library(personas={"amira": Persona(id="amira", title="Amira")})


def found(tmp_path: Path, text: str | bytes, name: str = "notes.md") -> list[str]:
    page = tmp_path / "docs" / name
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_bytes(text if isinstance(text, bytes) else text.encode())
    checked = check_docs(tmp_path / "docs", "docs", AMIRA)
    return [f"{each.place.file}:{each.place.line} {each.code}" for each in checked.findings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See [[amira]].\n", []),
        ("See [[amira|her]] and `[[nobody]]`.\n", []),
        ("# Notes\n\nSee [[nobody]].\n", ["docs/notes.md:3 JB203"]),
        ("---\ntitle: '[[nobody]]'\n---\n\nSee [[nobody]].\n", ["docs/notes.md:5 JB203"]),
        ("Title: [[nobody]]\n\nSee [[amira]].\n", []),
        ("See [[nobody]].\r\n", ["docs/notes.md:1 JB203"]),
        ("```journey\nref: nowhere\n```\n", ["docs/notes.md:2 JB904"]),
        ("```journey\n", ["docs/notes.md:1 JB903"]),
        ("    [[nobody]]\n", []),
        (b"caf\xe9\n", ["docs/notes.md:1 JB902"]),
    ],
)
def test_links_and_fences_of_a_page_are_checked_where_they_stand(tmp_path, text, expected):
    assert found(tmp_path, text) == expected


def test_pages_in_folders_are_checked_and_hidden_ones_are_not(tmp_path):
    assert found(tmp_path, "[[nobody]]\n", "guide/deep/page.markdown") == [
        "docs/guide/deep/page.markdown:1 JB203"
    ]
    assert len(found(tmp_path, "[[nobody]]\n", ".drafts/page.md")) == 1


def test_a_pipe_in_the_place_of_a_page_is_told_and_not_waited_for(tmp_path):
    (tmp_path / "docs").mkdir()
    os.mkfifo(tmp_path / "docs" / "pipe.md")
    assert found(tmp_path, "fine\n") == ["docs/pipe.md:1 JB902"]


def test_a_page_without_end_is_not_read_in_full(tmp_path):
    assert found(tmp_path, b"x" * (PageLimits().page_bytes + 1)) == ["docs/notes.md:1 JB902"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("plain\n", 1),
        ("---\na: 1\n---\n\nbody\n", 5),
        ("---\n---\nbody\n", 3),
        ("title: A\n    more\nbody\n", 3),
    ],
)
def test_front_matter_is_cut_off_and_lines_are_those_of_the_page(text, line):
    page = without_front_matter(text)
    assert page.first_line == line
    assert text.split("\n")[page.first_line - 1 :] == page.markdown.split("\n")


def test_a_link_in_docs_that_leads_nowhere_fails_the_check(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "maps" / "personas").mkdir(parents=True)
    (tmp_path / "maps" / "personas" / "amira.yml").write_text("title: Amira\n")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "notes.md").write_text("# Notes\n\nAsk [[amria]].\n")
    done = CliRunner().invoke(journeybook, ["check"])
    assert done.exit_code == 1
    assert "docs/notes.md:3:5" in done.output
    assert "did you mean `[[amira]]`?" in done.output
    assert "Ask [[amria]]." in done.output


MENTIONED = [
    ("See [[amira]] and [[amira|her]].\n", ["persona:amira"]),
    ("See [[moving#pack|packing]], [[persona:amira]] and [[moving]].\n", ["journey:moving#pack", "persona:amira", "journey:moving"]),
    ("---\ntitle: '[[amira]]'\n---\n\nNothing.\n", []),
    ("`[[amira]]`, ``[[amira]] ` ``, [[nobody]] and [[moving#nowhere]].\n", []),
    ("```\n[[amira]]\n```\n\n    [[amira]]\n    [[amira]]\n", []),
    ("- A list\n\n    See [[amira]].\n", ["persona:amira"]),
    ("!!! note\n    See [[amira]].\n", ["persona:amira"]),
    ("```journey\nref: moving\nview: curve\n```\n", ["draws journey:moving"]),
    ("~~~journey\nref: 'moving' # of today\n~~~\n", ["draws journey:moving"]),
    ("```journey\nref: nowhere\n```\n", []),
    ("```yaml\nref: moving\n```\n", []),
    ("```journey\n", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), MENTIONED)
def test_a_page_mentions_what_it_links_to_and_draws(text, expected):
    moving = make_journey("moving", make_stage("Plan", make_step("Pack")))
    library = make_library(moving, personas=[AMIRA.personas["amira"]])
    found = page_mentions(text, library)
    assert [f"{'draws ' if each.drawn else ''}{each.ref}" for each in found] == expected


def test_mentions_of_a_page_that_is_refused_count_nowhere(tmp_path):
    for name, text in (("good.md", "See [[amira]].\n"), ("bad.md", "---\na: &x [b]\n---\nSee [[amira]].\n")):
        (tmp_path / name).write_text(text)
    checked = check_docs(tmp_path, "docs", AMIRA)
    assert list(checked.refused) == ["bad.md"]
    assert list(checked.mentions) == ["good.md"]


def test_a_page_full_of_marks_takes_no_longer_than_its_length_says():
    for text in (
        "[[" * 400_000,
        "`" * 800_000 + "[[",
        "[[a" + "`a" * 400_000,
        "journey\n" + "ref: a " * 100_000,
    ):
        start = time.process_time()
        page_mentions(text, AMIRA)
        assert time.process_time() - start < 5
