"""Whatever lies in the place of a cache, a check neither fails nor waits because of it, and leaves it alone."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from journeybook.cache.sealed_files import load_sealed, save_sealed
from journeybook.portal.check_cache import FEWEST
from rights import DROP_RIGHTS

MAP = "title: Moving\nstages: [{title: Plan, steps: [{title: Packs}]}]\n"
CACHE = Path(".cache", "journeybook")


def pipe_for_each_file(root: Path) -> None:
    check(root)
    for each in sorted((root / CACHE).iterdir()):
        each.unlink()
        os.mkfifo(each)


def file_for_the_folder(root: Path) -> None:
    (root / ".cache").write_text("mine")


def file_for_our_folder(root: Path) -> None:
    (root / ".cache").mkdir()
    (root / CACHE).write_text("mine")


def pipe_for_the_folder(root: Path) -> None:
    os.mkfifo(root / ".cache")


def folders_for_files(root: Path) -> None:
    check(root)
    for each in sorted((root / CACHE).iterdir()):
        each.unlink()
        each.mkdir()


def folder_that_nobody_may_enter(root: Path) -> None:
    check(root)
    (root / CACHE).chmod(0)


def pipe_for_the_key(root: Path) -> None:
    key = root / "account" / "journeybook" / "key"
    key.parent.mkdir(parents=True)
    os.mkfifo(key)


def check(root: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", DROP_RIGHTS + "from journeybook.cli import main; main()", "check"],
        cwd=root,
        env={**os.environ, "XDG_CACHE_HOME": str(root / "account")},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    "put",
    [
        pipe_for_each_file,
        file_for_the_folder,
        file_for_our_folder,
        pipe_for_the_folder,
        folders_for_files,
        folder_that_nobody_may_enter,
        pipe_for_the_key,
    ],
    ids=lambda put: put.__name__,
)
def test_a_check_says_the_same(tmp_path: Path, put: Callable[[Path], None]) -> None:
    (tmp_path / "maps" / "journeys").mkdir(parents=True)
    for number in range(FEWEST):  # fewer are read faster than looked up
        (tmp_path / "maps" / "journeys" / f"moving-{number}.yml").write_text(MAP)
    put(tmp_path)
    try:
        done = check(tmp_path)
    finally:
        if (tmp_path / CACHE).is_dir():
            (tmp_path / CACHE).chmod(0o755)
    assert done.returncode == 0
    assert "Traceback" not in done.stderr
    assert done.stdout.endswith(f"in {FEWEST} maps.\n")


def test_what_is_kept_is_read_and_a_link_to_it_is_not(tmp_path: Path) -> None:
    words = TypeAdapter(list[str])
    save_sealed(tmp_path, "words", words, ["a"])
    assert load_sealed(tmp_path, "words", words) == ["a"]
    (tmp_path / CACHE / "words").rename(tmp_path / "elsewhere")
    (tmp_path / CACHE / "words").symlink_to(tmp_path / "elsewhere")
    assert load_sealed(tmp_path, "words", words) is None
