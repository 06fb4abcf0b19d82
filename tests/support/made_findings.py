"""Findings of any code at one of the three levels, for tests of what becomes of findings."""

from __future__ import annotations

from functools import partial
from typing import Any

from journeybook.diagnostics import Diagnostic, Severity


def finding(severity: Severity, code: str, *more: Any) -> Diagnostic:
    """A finding; `more` are its message, place, way out and fix."""
    return Diagnostic(code, severity, *more)


error = partial(finding, Severity.ERROR)
warning = partial(finding, Severity.WARNING)
info = partial(finding, Severity.INFO)
