"""Whether anything in a folder has changed between two moments."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from journeybook.cache.file_status import RECENT
from journeybook.site.folder_snapshot import FolderSnapshot, take_snapshot


def empty_file(folder: Path) -> None:
    (folder / "sub" / "new.yml").touch()


def other_content(folder: Path) -> None:
    (folder / "a.yml").write_text("two")


def file_gone(folder: Path) -> None:
    (folder / "a.yml").unlink()


def other_name(folder: Path) -> None:
    (folder / "a.yml").rename(folder / "b.yml")


def folder_gone(folder: Path) -> None:
    shutil.rmtree(folder)


def come_and_gone(folder: Path) -> None:
    (folder / "sub" / "new.yml").touch()
    (folder / "sub" / "new.yml").unlink()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "maps"
    (found / "sub").mkdir(parents=True)
    (found / "a.yml").write_text("one")
    for path in (found / "a.yml", found / "sub", found):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    return found


@pytest.mark.parametrize(
    "change", [empty_file, other_content, file_gone, other_name, folder_gone, come_and_gone]
)
def test_it_tells_a_change(change: Callable[[Path], None], folder: Path) -> None:
    before = take_snapshot(folder, FolderSnapshot())
    assert take_snapshot(folder, before) == before
    change(folder)
    assert take_snapshot(folder, before) != before


def test_it_tells_another_content_with_the_same_status(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    status = (folder / "a.yml").stat()
    monkeypatch.setattr("journeybook.site.folder_snapshot.status_of", lambda _: status)
    before = take_snapshot(folder / "a.yml", FolderSnapshot())
    (folder / "a.yml").write_text("two")
    after = take_snapshot(folder / "a.yml", before)
    assert after != before
    # Later the file may have changed once more within the same tick of the clock.
    monkeypatch.setattr("time.time", lambda: status.st_ctime + 2 * RECENT)
    (folder / "a.yml").write_text("six")
    settled = take_snapshot(folder / "a.yml", after)
    assert settled != after
    assert not settled.recent


def test_links_that_lead_in_circles_end(folder: Path) -> None:
    (folder / "sub" / "up").symlink_to("..")
    (folder / "loop.yml").symlink_to("loop.yml")
    os.mkfifo(folder / "pipe.yml")
    assert len(take_snapshot(folder, FolderSnapshot()).entries) == 6
