"""Values made by a process of low priority, so that they delay nothing in this one."""

from __future__ import annotations

import contextlib
import logging
import os
import pickle
import signal
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager
from typing import Any, TypeVar

Value = TypeVar("Value")

NICENESS = 10
"""What is added to the priority of the child: it works while nobody else does."""


class ChildFailedError(Exception):
    """The child ended before it had made all values."""


def in_child(
    produce: Callable[[], Iterator[Value]], quiet: AbstractContextManager[object]
) -> Generator[Value]:
    """What the iterator of `produce` yields, made in a copy of this process.

    `produce` is called here, and the copy made, in the context `quiet`, in which no other thread
    may hold a lock that the values need. Values are sent by a pipe, and so must be picklable.
    Closing the iterator ends the process. Raises ChildFailedError. On other systems than Linux, a
    copy of a process with threads may find locks of their libraries taken: there the values are
    made in this process.
    """
    if sys.platform != "linux":
        with quiet:
            values = produce()
        yield from values
        return
    reading, writing = os.pipe()
    with quiet:
        values = produce()
        child = os.fork()
        if child == 0:
            _work(values, reading, writing)
    os.close(writing)
    try:
        with os.fdopen(reading, "rb") as stream:
            while True:
                try:
                    ended, value = pickle.load(stream)  # noqa: S301 (written by our own child)
                except (EOFError, pickle.UnpicklingError) as error:
                    raise ChildFailedError from error
                if ended:
                    return
                yield value
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _work(values: Iterator[Any], reading: int, writing: int) -> None:
    """The whole life of the child; handlers of the parent's end have nothing to do in it."""
    try:
        logging.disable()  # the parent logs a fault when the page is requested
        os.close(reading)
        os.nice(NICENESS)
        with os.fdopen(writing, "wb") as stream:
            for value in values:
                pickle.dump((False, value), stream)
                stream.flush()
            pickle.dump((True, None), stream)
    finally:
        os._exit(0)
