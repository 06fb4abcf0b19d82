"""The watch of a folder calls until what was read is what is there."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from journeybook.mkdocs_plugin import preview_watch
from journeybook.mkdocs_plugin.preview_watch import SourceWatch

SECONDS = 20


class Reader:
    """Lists a folder whenever it is called; `meanwhile` happens once, after the first listing."""

    def __init__(self, folder: Path, meanwhile: Callable[[], None]) -> None:
        self.folder = folder
        self.meanwhile: Callable[[], None] | None = meanwhile
        self.listed: list[str] = []
        self.settled = threading.Event()

    def read(self) -> None:
        self.listed = sorted(path.name for path in self.folder.iterdir())
        meanwhile, self.meanwhile = self.meanwhile, None
        if meanwhile:
            meanwhile()

    def settle(self) -> None:
        self.settled.set()


@pytest.fixture(params=["events", "no events"])
def _kind(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once with the system's events, once as on a drive of which the system tells nothing."""
    if request.param == "no events":
        monkeypatch.setattr(preview_watch.SourceWatch, "on_any_event", lambda *_: None)


def reading(folder: Path, meanwhile: Callable[[], None]) -> Reader:
    reader = Reader(folder, meanwhile)
    watch = SourceWatch(lambda: folder, reader.read, reader.settle, logging.getLogger("test"))
    watch.start()
    try:
        assert reader.settled.wait(SECONDS)
    finally:
        watch.stop()
    return reader


@pytest.mark.usefixtures("_kind")
def test_a_file_that_goes_once_it_was_read_is_not_kept(tmp_path: Path) -> None:
    """Before and after the reading the folder looks the same but for its times."""
    (tmp_path / "new.yml").touch()
    reader = reading(tmp_path, (tmp_path / "new.yml").unlink)
    assert reader.listed == []


@pytest.mark.usefixtures("_kind")
def test_a_file_that_comes_while_others_are_read_is_read_too(tmp_path: Path) -> None:
    reader = reading(tmp_path, (tmp_path / "new.yml").touch)
    assert reader.listed == ["new.yml"]


def test_a_fault_in_what_is_called_does_not_end_the_watch(tmp_path: Path) -> None:
    def fail() -> None:
        (tmp_path / "new.yml").touch()
        raise RuntimeError("a fault")

    assert reading(tmp_path, fail).listed == ["new.yml"]
