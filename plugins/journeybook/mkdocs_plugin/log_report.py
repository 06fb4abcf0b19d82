"""Diagnostics on the terminal, through MkDocs' log."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence

from mkdocs.exceptions import Abort, PluginError
from mkdocs.utils import CountHandler

from journeybook.checks.reports.text_report import full_report, hidden_count
from journeybook.diagnostics import Diagnostic, Severity
from journeybook.processes.faults import WorkerEndedError
from journeybook.publication.faults import reason_of

LEVELS = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.INFO}
"""The log level for each severity.

`mkdocs build --strict` fails for every record from WARNING up. Our warnings are advice: one late
date in one file must not keep other changes from being published, so they are logged one level
below. Teams that want a rule to stop the build raise it to an error.
"""

Log = logging.Logger | logging.LoggerAdapter[logging.Logger]


def report(diagnostics: Sequence[Diagnostic], texts: Mapping[str, str], log: Log) -> None:
    """Log every error and warning in full, in the order of a report, and the number of infos.

    Infos are for authors who ask for them: in the log of a build they would hide the errors.
    """
    advice = [each for each in diagnostics if each.severity is Severity.INFO]
    for diagnostic in diagnostics:
        if diagnostic.severity is not Severity.INFO:
            log.log(LEVELS[diagnostic.severity], "%s", full_report([diagnostic], texts).rstrip("\n"))
    if advice:
        count = sum(hidden_count(each) for each in advice)
        log.info("%s: `journeybook check` tells them", _counted(count, "suggestion"))


def stop_at_errors(diagnostics: Sequence[Diagnostic]) -> None:
    """Raises PluginError, in one line, if there is an error among the findings."""
    errors = [diagnostic for diagnostic in diagnostics if diagnostic.severity is Severity.ERROR]
    if errors:
        raise PluginError(f"{errors_in_files(errors)}, nothing was built")


def stop_at_warnings() -> None:
    """In a strict build, raises PluginError if MkDocs has counted a warning."""
    for handler in logging.getLogger("mkdocs").handlers:
        counts = handler.get_counts() if isinstance(handler, CountHandler) else ()
        if counts:
            figures = ", ".join(_counted(count, level.lower()) for level, count in counts)
            raise PluginError(f"{figures} in strict mode, nothing was built")


def stop_at_machine_fault(fault: Exception, log: Log) -> None:
    """Raises Abort, in one line, in the place of MkDocs' traceback, for faults of the machine."""
    if isinstance(fault, OSError):
        log.error("the site cannot be written: %s", reason_of(fault))
    elif isinstance(fault, WorkerEndedError):
        log.error("%s", fault)
    else:
        return
    raise Abort("Aborted by a fault of the machine, and the site that stood was kept") from None


def errors_in_files(errors: Sequence[Diagnostic]) -> str:
    """The numbers of errors and of files, in words."""
    files = len({diagnostic.place.file for diagnostic in errors})
    count = sum(hidden_count(diagnostic) for diagnostic in errors)
    return f"{_counted(count, 'error')} in {_counted(files, 'file')}"


def _counted(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"
