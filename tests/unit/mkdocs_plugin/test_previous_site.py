"""The old site makes room for the new one as a whole, and comes back whole where the build fails."""

from __future__ import annotations

import os
from pathlib import Path

import mkdocs.utils
import pytest

from journeybook.mkdocs_plugin.previous_site import ASIDE, PreviousSite
from small_portal import write

FILES = {
    "index.html": "Home",
    ".git": "elsewhere",
    "journeys/index.html": "All",
    "journeys/one/index.html": "One",
    "journeys/one/map.svg": "<svg/>",
    "journeys/two/index.html": "Two",
    "assets/a.css": "a {}",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "site", FILES)
    (tmp_path / "site" / "linked").symlink_to(tmp_path)
    return tmp_path / "site"


def emptied(folder: Path) -> PreviousSite:
    """A site that MkDocs was told to remove."""
    site = PreviousSite(str(folder))
    site.keep()
    try:
        mkdocs.utils.clean_directory(str(folder))
    finally:
        site.let_go()
    return site


def content(folder: Path) -> dict[str, str]:
    """The text of every file below a folder, and the names of links, without an old site."""
    return {
        path.relative_to(folder).as_posix(): "" if path.is_symlink() else path.read_text("utf-8")
        for path in sorted(folder.rglob("*"))
        if (path.is_symlink() or path.is_file()) and not any(ASIDE in part for part in path.parts)
    }


def test_a_site_is_set_aside_folder_by_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = emptied(folder)
    moved: list[str] = []
    rename = os.rename
    monkeypatch.setattr(os, "rename", lambda old, new: (moved.append(Path(old).name), rename(old, new)))
    site.set_aside()
    assert sorted(moved) == ["assets", "index.html", "journeys", "linked"]
    assert content(folder) == {".git": "elsewhere"}
    earlier = site.file(folder / "journeys" / "one" / "map.svg")
    assert earlier is not None
    assert earlier.read_text("utf-8") == "<svg/>"
    assert site.file(folder / "journeys" / "three.svg") is None
    site.forget()
    assert [path.name for path in folder.iterdir()] == [".git"]


def test_what_was_written_since_stays(folder: Path) -> None:
    site = emptied(folder)
    write(folder, {"journeys/one/map.svg": "<svg>new</svg>", "journeys/one/new.txt": "new"})
    (folder / "assets" / "empty").mkdir()
    (folder / "index.html").unlink()
    site.set_aside()
    early = {"journeys/one/map.svg": "<svg>new</svg>", "journeys/one/new.txt": "new"}
    assert content(folder) == {".git": "elsewhere", **early}
    assert (folder / "assets" / "empty").is_dir()
    assert not (folder / "journeys" / "two").exists()


def test_a_failed_build_leaves_what_was_there(folder: Path) -> None:
    before = content(folder)
    site = emptied(folder)
    site.set_aside()
    write(folder, {"index.html": "New", "journeys/three/index.html": "Three"})
    site.put_back()
    assert content(folder) == before
    assert not (folder / "journeys" / "three").exists()
