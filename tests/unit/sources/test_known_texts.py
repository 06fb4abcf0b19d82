"""A file is read again when it may be another, and only then."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from journeybook.cache.file_status import RECENT
from journeybook.rules import file_rules
from journeybook.sources.known_texts import KnownTexts


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.yml"
    path.write_text("title: One\n")
    return path


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of files that are opened."""
    paths: list[str] = []
    original = os.open

    def noted(path: os.PathLike[str] | str, flags: int, *rest: int) -> int:
        paths.append(os.fspath(path))
        return original(path, flags, *rest)

    monkeypatch.setattr(os, "open", noted)
    return paths


def later(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the file be older than what two changes may have in common."""
    moment = path.lstat().st_ctime + 2 * RECENT
    monkeypatch.setattr("time.time", lambda: moment)


def text_of(texts: KnownTexts, path: Path) -> str | None:
    texts.start_next()
    return texts.shown(path, "maps/a.yml")[0]


def test_an_old_file_is_read_once(file: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    later(file, monkeypatch)
    texts = KnownTexts()
    assert [text_of(texts, file) for _ in range(3)] == ["title: One\n"] * 3
    assert opened == [str(file)]


def test_a_change_with_the_same_size_is_read(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    later(file, monkeypatch)
    texts = KnownTexts()
    text_of(texts, file)
    file.write_text("title: Two\n")
    assert text_of(texts, file) == "title: Two\n"


def test_another_file_with_the_same_times_is_read(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    later(file, monkeypatch)
    texts = KnownTexts()
    text_of(texts, file)
    other = file.with_name("b.yml")
    other.write_text("title: Six\n")
    found = file.stat()
    os.utime(other, ns=(found.st_atime_ns, found.st_mtime_ns))
    other.replace(file)
    assert text_of(texts, file) == "title: Six\n"


def test_a_young_file_is_read_each_time_until_it_is_old(
    file: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    status = file.lstat()
    monkeypatch.setattr(os, "lstat", lambda _: status)  # a clock that does not tick between two changes
    texts = KnownTexts()
    assert text_of(texts, file) == "title: One\n"
    file.write_text("title: Two\n")
    assert text_of(texts, file) == "title: Two\n"
    file.write_text("title: Six\n")
    later(file, monkeypatch)
    assert text_of(texts, file) == "title: Six\n"
    read = len(opened)
    assert text_of(texts, file) == "title: Six\n"
    assert len(opened) == read


def test_what_could_not_be_read_is_tried_again(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    later(file, monkeypatch)
    texts = KnownTexts()
    original = os.open

    def refused(*_: object) -> int:
        raise OSError(24, "Too many open files")

    monkeypatch.setattr(os, "open", refused)
    assert text_of(texts, file) is None
    monkeypatch.setattr(os, "open", original)
    assert text_of(texts, file) == "title: One\n"


def test_a_link_in_the_place_of_a_file_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    later(file, monkeypatch)
    texts = KnownTexts()
    text_of(texts, file)
    file.rename(file.with_name("b.yml"))
    file.symlink_to("b.yml")
    texts.start_next()
    text, findings = texts.shown(file, "maps/a.yml")
    assert text is None
    assert [finding.code for finding in findings] == [file_rules.symbolic_link.code]
