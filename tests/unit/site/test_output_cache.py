"""The files of the last build may vanish at any time, are bounded, and never stop a build."""

from __future__ import annotations

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from journeybook.cache.sealed_files import FOLDER
from journeybook.incremental.dependency_graph import Record
from journeybook.library.objects import Library
from journeybook.pages.portfolio import Portfolio
from journeybook.site import output_cache
from journeybook.site.output_cache import FILES, KeptFile, KeptItem, OutputCache

CONTENT = b"a page of one hundred bytes".ljust(100)
NAMES = tuple("abcdef")
NO_INDEX: tuple[tuple[str, ...], tuple[KeptFile, ...]] = ((), ())


@pytest.fixture(autouse=True)
def account(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "account"))


def portfolio() -> Portfolio:
    return Portfolio(Library(), "Atlas")


def kept_files(root: Path) -> dict[str, int]:
    folder = root / FOLDER / FILES
    return {path.name: path.stat().st_size for path in folder.iterdir()} if folder.is_dir() else {}


def run_build(
    root: Path, site: Path, *, code: str = "1", index: tuple[tuple[str, ...], tuple[KeptFile, ...]] = NO_INDEX
) -> list[str]:
    """Make those files of a site that are not taken over, and return their names."""
    cache, owner = OutputCache(root, code), portfolio()
    cache.restore(owner)
    items, made = {}, []
    for name in NAMES:
        item = cache.reusable(name, "around", f"made:{name}", owner)
        if item is None or not all(cache.put(file, site, lambda _: None) for file in item.files):
            made.append(name)
            kept = cache.keep(f"{name}.html", CONTENT + name.encode(), site / f"{name}.html")
            item = KeptItem("around", f"made:{name}", (kept,))
        items[name] = item
    cache.save(owner, {f"made:{name}": Record((), None) for name in NAMES}, {}, items, index)
    assert {path.name: path.read_bytes() for path in site.iterdir()} == {
        f"{name}.html": CONTENT + name.encode() for name in NAMES
    }
    return made


def test_what_is_kept_is_taken_over_by_builds_of_the_same_code(tmp_path: Path) -> None:
    assert run_build(tmp_path, tmp_path / "one") == [*NAMES]
    assert run_build(tmp_path, tmp_path / "two") == []
    assert run_build(tmp_path, tmp_path / "three", code="2") == [*NAMES]


def test_a_cache_is_no_larger_than_its_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output_cache, "LARGEST_CACHE", 350)
    run_build(tmp_path, tmp_path / "one")
    assert sum(kept_files(tmp_path).values()) <= 350
    made = run_build(tmp_path, tmp_path / "two")
    assert made == [*NAMES[3:]]
    assert sum(kept_files(tmp_path).values()) <= 350


def test_the_search_index_counts_to_the_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output_cache, "LARGEST_CACHE", 350)
    cache = OutputCache(tmp_path, "1")
    index = cache.keep("pagefind/index", b"index".ljust(150), tmp_path / "pagefind" / "index")
    run_build(tmp_path, tmp_path / "one", index=(("document",), (index,)))
    assert sum(kept_files(tmp_path).values()) <= 350
    assert index.digest in kept_files(tmp_path)


def test_a_file_larger_than_the_bound_of_files_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output_cache, "LARGEST_FILE", 50)
    run_build(tmp_path, tmp_path / "one")
    assert kept_files(tmp_path) == {}
    assert run_build(tmp_path, tmp_path / "two") == [*NAMES]


def test_a_cache_that_is_removed_during_a_build_is_no_matter(tmp_path: Path) -> None:
    run_build(tmp_path, tmp_path / "one")
    cache, owner = OutputCache(tmp_path, "1"), portfolio()
    cache.restore(owner)
    item = cache.reusable("a", "around", "made:a", owner)
    assert item is not None
    shutil.rmtree(tmp_path / ".cache")
    assert not cache.put(item.files[0], tmp_path / "two", lambda _: None)
    file = cache.keep("a.html", CONTENT, tmp_path / "two" / "a.html")
    shutil.rmtree(tmp_path / ".cache")
    cache.save(owner, {"made:a": Record((), None)}, {}, {"a": KeptItem("", "made:a", (file,))}, NO_INDEX)
    assert (tmp_path / "two" / "a.html").read_bytes() == CONTENT
    assert run_build(tmp_path, tmp_path / "three") == [*NAMES]


def test_a_cache_that_cannot_be_written_to_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run_build(tmp_path, tmp_path / "one")
    before = kept_files(tmp_path)
    cache = str(tmp_path / ".cache")
    write, replace, unlink = output_cache._write, Path.replace, os.unlink

    def refuse(path: Path | str) -> None:
        if str(path).startswith(cache):
            raise PermissionError(str(path))

    monkeypatch.setattr(output_cache, "_write", lambda path, content: (refuse(path), write(path, content)))
    monkeypatch.setattr(Path, "write_bytes", lambda path, _: refuse(path))
    monkeypatch.setattr(Path, "replace", lambda path, other: (refuse(path), replace(path, other)))
    monkeypatch.setattr(os, "unlink", lambda path: (refuse(path), unlink(path)))
    assert run_build(tmp_path, tmp_path / "two") == []
    assert run_build(tmp_path, tmp_path / "three", code="2") == [*NAMES]
    assert kept_files(tmp_path) == before


def test_builds_at_the_same_time_do_not_disturb_each_other(tmp_path: Path) -> None:
    """Each removes what it does not know, and has another version, so that it begins anew."""
    with ThreadPoolExecutor(4) as pool:
        runs = [
            pool.submit(run_build, tmp_path, tmp_path / f"site-{number}", code=str(number % 2))
            for number in range(12)
        ]
        for run in runs:
            run.result()
    run_build(tmp_path, tmp_path / "last", code="last")
    assert run_build(tmp_path, tmp_path / "again", code="last") == []
