"""A progress bar on the terminal for work that takes longer than a second."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from journeybook.cli.color import coloured
from journeybook.progress import ProgressCallback, no_progress

if TYPE_CHECKING:
    from rich.progress import Progress

SOON = 1.0
"""Seconds of work before the bar appears."""


@contextmanager
def progress(what: str) -> Iterator[ProgressCallback]:
    """A callback for the progress of long work, shown as a transient bar on stderr.

    `what` describes the work in a few words. Nothing is shown in the first second, nor if stderr is
    not a terminal.
    """
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield no_progress
        return
    bar = _Bar(what)
    try:
        yield bar.on_progress
    finally:
        bar.close()


@contextmanager
def activity(what: str) -> Iterator[None]:
    """Show a spinner and the elapsed time on a terminal's stderr while the block runs."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield
        return
    from rich.console import Console  # noqa: PLC0415 (most commands end before there is anything to show)
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(
        *columns, console=Console(stderr=True, no_color=not coloured()), transient=True, redirect_stdout=False
    ) as shown:
        shown.add_task(what, total=None)
        yield


class _Bar:
    """A bar that is created on demand, because importing its library is slow."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._start = time.monotonic()
        self._shown: Progress | None = None

    def on_progress(self, done: int, whole: int) -> None:
        if self._shown is None:
            if time.monotonic() - self._start < SOON or done >= whole:
                return
            self._shown = _put_up(self._what)
        self._shown.update(self._shown.task_ids[0], completed=done, total=whole)

    def close(self) -> None:
        if self._shown is not None:
            self._shown.stop()


def _put_up(what: str) -> Progress:
    from rich.console import Console  # noqa: PLC0415 (most commands end before there is anything to show)
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
    shown = Progress(*columns, console=Console(stderr=True, no_color=not coloured()), transient=True)
    shown.add_task(what, total=None)
    shown.start()
    return shown
