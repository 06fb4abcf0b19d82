"""MkDocs' log without commands: it repeats what pages hold, and runners read commands in logs."""

from __future__ import annotations

import logging

from journeybook.forge.workflow_commands import inert_log


class InertLog(logging.Filter):
    """Lets every record through, with a message in which no runner finds a command."""

    def filter(self, record: logging.LogRecord) -> bool:
        """True; the record is changed where it has to be."""
        message = record.getMessage()
        inert = inert_log(message)
        if inert != message:
            record.msg, record.args = inert, ()
        return True


def keep_log_inert() -> None:
    """Have every handler of MkDocs' log write such messages."""
    for handler in logging.getLogger("mkdocs").handlers:
        if not any(isinstance(each, InertLog) for each in handler.filters):
            handler.addFilter(InertLog())
