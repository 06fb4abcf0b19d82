"""Log records of a worker: kept there, and handled in the process that owns the log's handlers."""

from __future__ import annotations

import copy
import logging
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

_PLAIN = (str, int, float, bool, type(None))


class CapturedLog:
    """Keeps every record of this process in the place of handling it. For a worker's whole life."""

    def __init__(self) -> None:
        self._records: list[logging.LogRecord] = []
        # All loggers at once: which of them have handlers, and where records are propagated to, is
        # decided again where the records are handled.
        setattr(logging.Logger, "callHandlers", lambda _, record: self._records.append(portable(record)))  # noqa: B010 - a method of a class that is not ours

    def take(self) -> tuple[logging.LogRecord, ...]:
        """The records since the last call."""
        taken = tuple(self._records)
        self._records.clear()
        return taken


@contextmanager
def noted_warnings() -> Iterator[list[str]]:
    """The messages of this process that are warnings or worse, while the block runs."""
    found: list[str] = []
    usual = logging.getLogRecordFactory()

    def make(*args: Any, **values: Any) -> logging.LogRecord:
        record = usual(*args, **values)
        if record.levelno >= logging.WARNING:
            found.append(record.getMessage())
        return record

    logging.setLogRecordFactory(make)
    try:
        yield found
    finally:
        logging.setLogRecordFactory(usual)


def portable(record: logging.LogRecord) -> logging.LogRecord:
    """A copy of a record that consists of plain values and prints the same."""
    made = copy.copy(record)
    args = record.args if isinstance(record.args, tuple) else (record.args,)
    if not all(isinstance(each, _PLAIN) for each in (record.msg, *args)):
        made.msg, made.args = record.getMessage(), None
    if record.exc_info and record.exc_info[0] is not None:
        made.exc_text = "".join(traceback.format_exception(*record.exc_info)).rstrip("\n")
    made.exc_info = None
    for name in vars(made).keys() - vars(_EMPTY).keys():  # added by `extra`
        if not isinstance(getattr(made, name), _PLAIN):
            delattr(made, name)
    return made


def handle(records: Iterable[logging.LogRecord]) -> None:
    """Handle records of another process as if they had been logged in this one."""
    for record in records:
        logging.getLogger(record.name).handle(record)


_EMPTY = logging.makeLogRecord({"exc_text": None, "message": "", "asctime": ""})
