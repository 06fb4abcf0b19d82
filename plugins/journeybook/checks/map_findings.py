"""What a check found in one map, as plain data and back. All of it lies in the map's own file."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from journeybook.checks.map_outline import Mark, Outline
from journeybook.diagnostics import Diagnostic, Edit, Fix, Place, Severity
from journeybook.library.objects import Kind
from journeybook.model.journey import Status
from journeybook.sources.loading import FileFindings
from journeybook.sources.validation import Stray


@dataclass(frozen=True, slots=True)
class Record:
    """What was found in a map: while it was read, its outline, and by rules that look at nothing else.

    `words` names the portal's words under which these were asked, `damaged` whether the file held an error.
    """

    skimmed: FileFindings
    outline: Outline
    words: str
    damaged: bool
    found: tuple[Diagnostic, ...]


def plain_record(record: Record, file: str) -> list[Any] | None:
    """A record as plain data; None for one that speaks of other files than its own."""
    skimmed = record.skimmed
    said = (*skimmed.findings, *skimmed.advice, *record.found)
    places = [*(each.place for each in said), *(each.place for each in skimmed.strays)]
    places += [edit.place for each in said if each.fix for edit in each.fix.edits]
    if any(place.file != file for place in places):
        return None
    return [
        record.words,
        record.damaged,
        _outline(record.outline),
        _plain(skimmed.findings),
        [[each.kind.value, each.text, *_spot(each.place)] for each in skimmed.strays],
        _plain(skimmed.advice),
        _plain(record.found),
    ]


def read_record(plain: Any, file: str) -> Record | None:
    """The record that plain data tells of the map in `file`; None where it tells none."""
    try:
        words, damaged, outline, findings, strays, advice, found = plain
        skimmed = FileFindings(
            _findings(findings, file),
            tuple(Stray(Kind(kind), text, Place(file, *spot)) for kind, text, *spot in strays),
            _findings(advice, file),
        )
        return Record(skimmed, _read_outline(outline), words, damaged, _findings(found, file))
    except (TypeError, ValueError, AttributeError):
        return None


def _outline(outline: Outline) -> list[Any]:
    return [
        outline.title,
        outline.status.value,
        outline.reviewed.isoformat() if outline.reviewed else None,
        outline.parent,
        outline.future_of,
        outline.was,
        dict(outline.moments),
        dict(outline.former),
        sorted(outline.targets),
        outline.parts,
        sorted(outline.marks),
    ]


def _read_outline(plain: Any) -> Outline:
    title, status, reviewed, parent, future_of, was, moments, former, targets, parts, marks = plain
    return Outline(
        title,
        Status(status),
        datetime.date.fromisoformat(reviewed) if reviewed else None,
        parent,
        future_of,
        tuple(was),
        moments,
        former,
        frozenset(targets),
        tuple(parts),
        frozenset(Mark(each) for each in marks),
    )


def _spot(place: Place) -> list[int]:
    return [place.line, place.column, place.length]


def _plain(found: Iterable[Diagnostic]) -> list[Any]:
    return [
        [each.code, each.severity.value, each.message, _spot(each.place), each.help, _fix(each.fix)]
        for each in found
    ]


def _fix(fix: Fix | None) -> list[Any] | None:
    if fix is None:
        return None
    return [fix.message, fix.safe, [[_spot(each.place), each.old, each.new] for each in fix.edits]]


def _findings(plain: Any, file: str) -> tuple[Diagnostic, ...]:
    return tuple(
        Diagnostic(code, Severity(severity), message, Place(file, *spot), way, _read_fix(fix, file))
        for code, severity, message, spot, way, fix in plain
    )


def _read_fix(plain: Any, file: str) -> Fix | None:
    if plain is None:
        return None
    message, safe, edits = plain
    return Fix(message, tuple(Edit(Place(file, *spot), old, new) for spot, old, new in edits), safe)
