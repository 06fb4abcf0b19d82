"""The folder of hand-written pages is looked over before a host walks it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from journeybook.sources import docs_folder
from journeybook.sources.docs_folder import DocsFolder, look_over, odd_name


def put(folder: Path, *uris: str) -> Path:
    for uri in uris:
        path = folder / "docs" / uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    return folder / "docs"


def codes(found: DocsFolder) -> dict[str, str]:
    return {uri: each.code for uri, each in found.refused.items()}


@pytest.mark.parametrize(
    "name",
    [
        "notes.md",
        "a b_c-1.2.md",
        "über uns.md",
        "登录.md",
        "หน้าแรก.md",
        "हिन्दी.md",
        "می\u200cشود.md",
        "a (1)+@2.png",
        "R&D's.svg",
    ],
)
def test_names_of_any_script_are_taken(name: str) -> None:
    assert odd_name(name) is None


@pytest.mark.parametrize(
    ("name", "odd"),
    [
        ("<img src=x onerror=run>.md", "<"),
        ("a'b.md", "'"),
        ("a&b.md", "&"),
        ('a".md', '"'),
        ("{{ a }}.md", "{"),
        ("a\u202eb.md", "\u202e"),
        ("a\nb.md", "\n"),
        ("<b>/page.md", "<"),
        ("<b>.png", "<"),
        ("a\udcff.png", "\udcff"),
        ("a\x1b.png", "\x1b"),
    ],
)
def test_names_that_could_be_read_as_something_else_are_not(name: str, odd: str, tmp_path: Path) -> None:
    assert odd_name(name) == odd
    found = look_over(put(tmp_path, name, "fine.md"), "docs")
    assert codes(found) == {name: "JB911"}
    assert found.files == ("fine.md",)


def test_pipes_and_links_are_told_and_neither_opened_nor_followed(tmp_path: Path) -> None:
    docs = put(tmp_path, "fine.md", "deep/page.md")
    (tmp_path / "secret.md").write_text("secret")
    os.mkfifo(docs / "pipe.md")
    os.mkfifo(docs / "pipe.png")
    (docs / "out.md").symlink_to("../secret.md")
    (docs / "system").symlink_to("/etc")
    (docs / "loop.md").symlink_to("loop.md")
    (docs / "nothing.md").symlink_to("not-there.md")
    (docs / "again.md").symlink_to("deep/page.md")
    (docs / "a").symlink_to(".")
    (docs / "deep" / "b").symlink_to("..")
    found = look_over(docs, "docs")
    assert codes(found) == {
        "a": "JB912",
        "deep/b": "JB912",
        "loop.md": "JB912",
        "nothing.md": "JB912",
        "out.md": "JB912",
        "pipe.md": "JB902",
        "pipe.png": "JB103",
        "system": "JB912",
    }
    assert found.pages == ("again.md", "deep/page.md", "fine.md")
    assert not found.walkable


def test_what_a_site_leaves_out_may_be_called_anything(tmp_path: Path) -> None:
    docs = put(tmp_path, ".git/<b>", "left/<b>.md", "fine.md")
    (docs / ".venv").mkdir()
    (docs / ".venv" / "out").symlink_to("/etc/hostname")
    found = look_over(docs, "docs", lambda uri: uri.startswith((".", "left/")))
    assert codes(found) == {}
    assert found.pages == ("fine.md",)
    assert found.walkable
    (docs / ".venv" / "lib64").symlink_to(".")
    assert not look_over(docs, "docs").walkable


def test_a_folder_without_end_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docs_folder, "ENTRIES", 3)
    docs = put(tmp_path, "a.md", "b.md", "c.md", "d.md", "e/f.md", "e/g.md")
    found = look_over(docs, "docs")
    assert codes(found) == {"": "JB911"}
