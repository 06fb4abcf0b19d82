"""Watches the folder of maps: at once where the system tells of changes, else by looking again."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

from journeybook.mkdocs_plugin.log_report import Log
from journeybook.site.folder_snapshot import FolderSnapshot, take_snapshot

LOOKING = 0.5
"""Seconds between two looks at the folder where the system tells nothing, as in MkDocs."""

LOOKING_BESIDE = 1.0
"""Seconds between two looks beside the system's events, which leave out network drives."""

GATHERING, GATHERING_AT_MOST = 0.01, 0.25
"""Seconds without another event after which a change is complete, and the longest wait for it."""

TELLS_ENDS = sys.platform == "linux"
"""Whether the system tells that a program has closed a file that it has written."""

SETTLING = 0.25
"""Seconds without a change after which there is time for what nobody waits for."""

_CHANGES: list[type[FileSystemEvent]] = [
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
]
"""All but the reading of files, which is what follows a change."""


class SourceWatch(FileSystemEventHandler):
    """Calls `changed` when something in a folder may have changed, then `settled` after a moment.

    Both are called in one thread, never together. `changed` is called again if something changed
    while it ran, even if a file that it may have read is as it was before. The folder may go and
    come, and be another one later. An exception of theirs is logged.
    """

    def __init__(
        self, folder: Callable[[], Path], changed: Callable[[], None], settled: Callable[[], None], log: Log
    ) -> None:
        self._folder = folder
        self._changed = changed
        self._settled = settled
        self._log = log
        self._woken = threading.Event()
        self._being_written: set[str] = set()
        self._stopped = False
        self._observer: BaseObserver | None = None
        self._watched: tuple[int, ...] | None = None
        self._thread = threading.Thread(target=self._run, name="source watch", daemon=True)

    def start(self) -> None:
        """Start watching; `changed` is called at once, as something may have changed before."""
        self._woken.set()
        self._thread.start()

    def stop(self) -> None:
        """End watching."""
        self._stopped = True
        self._woken.set()
        if self._observer is not None:
            self._observer.stop()

    def wake(self) -> None:
        """Let `changed` be called as after a change."""
        self._woken.set()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Receive an event of the system."""
        if type(event) not in _CHANGES:
            return
        if not TELLS_ENDS or not isinstance(event, FileModifiedEvent | FileCreatedEvent):
            self._being_written.discard(str(event.src_path))
        else:
            self._being_written.add(str(event.src_path))
        self._woken.set()

    def _run(self) -> None:
        read = FolderSnapshot()  # the folder when `changed` was last called
        unsettled = False
        while not self._stopped:
            pause = LOOKING if self._observer is None else LOOKING_BESIDE
            woken = self._woken.wait(SETTLING if unsettled else pause)
            if woken:
                self._gather()
            self._watch_again()
            found = take_snapshot(self._folder(), read)
            if self._stopped:
                return
            if woken or found != read:
                self._guard(self._changed)
                unsettled = True
                read = take_snapshot(self._folder(), found)
                if read != found:  # which of the two was read is unknown
                    self._woken.set()
            else:
                read = found
                if unsettled:
                    unsettled = False
                    self._guard(self._settled)

    def _gather(self) -> None:
        """Return when a change is complete: an editor empties a file and writes it in steps."""
        for _ in range(round(GATHERING_AT_MOST / GATHERING)):
            self._woken.clear()
            if not self._woken.wait(GATHERING) and not self._being_written:
                return
        self._woken.clear()
        self._being_written.clear()

    def _guard(self, call: Callable[[], None]) -> None:
        try:
            call()
        except Exception:  # noqa: BLE001 - a fault in code may be anything, and the next change is another chance
            self._log.exception("the maps cannot be read again")

    def _watch_again(self) -> None:
        """Let the system tell of changes in the folder that is there now."""
        try:
            status = self._folder().stat()
            there = (status.st_dev, status.st_ino)
        except OSError:
            there = None
        if there == self._watched:
            return
        self._watched = there
        if self._observer is not None:
            self._observer.stop()
            self._observer = None
        if there is None:
            return
        observer = Observer()
        try:
            observer.schedule(self, str(self._folder()), recursive=True, event_filter=_CHANGES)
            observer.start()
        except (OSError, TypeError) as error:  # no more watches, or a watchdog without filters
            self._log.debug("changes are found by looking again: %s", error)
            return
        self._observer = observer
