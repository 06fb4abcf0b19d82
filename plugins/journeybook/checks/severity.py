"""The level of a finding: by its rule, the status of its map, and the settings.

Errors stay errors everywhere. Advice depends on the status of the map: none for drafts and retired
maps, one level lower for maps in review, the full level for published maps. Other objects, such as
personas, count as published.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from journeybook.checks.registry import RULES
from journeybook.checks.report_options import Profile
from journeybook.checks.settings import Settings
from journeybook.diagnostics import Diagnostic, Severity
from journeybook.model.journey import Status

_SOFTER = {Severity.ERROR: Severity.WARNING, Severity.WARNING: Severity.INFO, Severity.INFO: None}


def judged(
    found: Iterable[Diagnostic], settings: Settings, statuses: Mapping[str, Status], *, mending: bool = False
) -> list[Diagnostic]:
    """The findings to report, each at its level. `statuses` holds the status of each map by file.

    With `mending`, advice with a fix is kept for drafts too, so that ids are written into drafts.
    """
    kept = []
    for each in found:
        if not settings.wants(each.code, each.place.file):
            continue
        level = _level(each, settings, statuses.get(each.place.file))
        if level is None and mending and each.fix:
            level = Severity.INFO
        if level is not None:
            kept.append(each if level is each.severity else replace(each, severity=level))
    return kept


def _level(each: Diagnostic, settings: Settings, status: Status | None) -> Severity | None:
    """The level of a finding; None if it does not apply to a map of this status."""
    if RULES[each.code].firm:
        return each.severity
    level: Severity | None = each.severity
    if RULES[each.code].advice:
        if settings.profile is Profile.DRAFT and status is not None:
            status = Status.DRAFT
        elif settings.profile is Profile.STRICT and status is not Status.RETIRED:
            status = Status.IN_REVIEW if status is Status.DRAFT else Status.PUBLISHED
        if status in (Status.DRAFT, Status.RETIRED):
            return None
        level = settings.severity.get(each.code, level)
        if status is Status.IN_REVIEW:
            level = _SOFTER[level] if level else None
    else:
        level = settings.severity.get(each.code, level)
    if each.code in settings.severity:
        return level
    if settings.profile is Profile.STRICT and level is Severity.INFO:
        return Severity.WARNING
    if settings.profile is Profile.DRAFT and level is Severity.WARNING:
        return Severity.INFO
    return level
