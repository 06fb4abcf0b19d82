from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from journeybook.cli import journeybook
from journeybook.docs_pages import PAGE_BYTES, check_docs, without_front_matter
from journeybook.library.objects import Library
from journeybook.model.persona import Persona

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
    assert found(tmp_path, b"x" * (PAGE_BYTES + 1)) == ["docs/notes.md:1 JB902"]


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
