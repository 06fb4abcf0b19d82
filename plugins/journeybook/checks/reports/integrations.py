"""Reports for other programs: GitLab Code Quality, SARIF, and rdjson of reviewdog."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from journeybook.checks.registry import RULES
from journeybook.diagnostics import Diagnostic, Edit, Place, Severity
from journeybook.text.characters import printable

NO_TEXTS: Mapping[str, str] = MappingProxyType({})

_GITLAB = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.INFO: "info"}
_SARIF = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_RDJSON = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


def end_of(place: Place, old: str = "") -> tuple[int, int]:
    """The line and column after a place, or after the text `old` that an edit removes there."""
    if not old:
        return place.line, place.column + place.length
    lines = old.split("\n")
    return (
        (place.line + len(lines) - 1, len(lines[-1]) + 1)
        if len(lines) > 1
        else (place.line, place.column + len(old))
    )


def fingerprints(found: Sequence[Diagnostic]) -> list[str]:
    """An identifier for each finding that does not change when lines are added above it.

    It is a hash of file, rule, message, and the number of equal findings before it.
    """
    seen: Counter[str] = Counter()
    names = []
    for each in found:
        said = f"{each.place.file}\0{each.code}\0{each.message}"
        names.append(hashlib.sha256(f"{said}\0{seen[said]}".encode("utf-8", "replace")).hexdigest()[:32])
        seen[said] += 1
    return names


def gitlab_report(diagnostics: Iterable[Diagnostic]) -> str:
    """A Code Quality report of GitLab."""
    found = list(diagnostics)
    return _json(
        [
            {
                "description": printable(_said(each)),
                "check_name": each.code,
                "fingerprint": name,
                "severity": _GITLAB[each.severity],
                "location": {
                    "path": each.place.file,
                    "positions": {
                        "begin": {"line": each.place.line, "column": each.place.column},
                        "end": dict(zip(("line", "column"), end_of(each.place), strict=True)),
                    },
                },
            }
            for each, name in zip(found, fingerprints(found), strict=True)
        ]
    )


def sarif_report(diagnostics: Iterable[Diagnostic]) -> str:
    """A report in SARIF 2.1.0, with the fixes."""
    found = list(diagnostics)
    codes = sorted({each.code for each in found})
    results = []
    for each, name in zip(found, fingerprints(found), strict=True):
        result: dict[str, Any] = {
            "ruleId": each.code,
            "ruleIndex": codes.index(each.code),
            "level": _SARIF[each.severity],
            "message": {"text": printable(_said(each))},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": _uri(each.place.file)},
                        "region": _region(each.place, end_of(each.place)),
                    }
                }
            ],
            "partialFingerprints": {"journeybook/v1": name},
        }
        if each.fix:
            replacements = [
                {
                    "deletedRegion": _region(edit.place, _edit_end(edit)),
                    "insertedContent": {"text": edit.new},
                }
                for edit in each.fix.edits
            ]
            change = {"artifactLocation": {"uri": _uri(each.place.file)}, "replacements": replacements}
            result["fixes"] = [{"description": {"text": each.fix.message}, "artifactChanges": [change]}]
        results.append(result)
    driver = {
        "name": "journeybook",
        "rules": [
            {
                "id": code,
                "name": RULES[code].name,
                "defaultConfiguration": {"level": _SARIF[RULES[code].severity]},
            }
            for code in codes
        ],
    }
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return _json(
        {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    )


def rdjson_report(diagnostics: Iterable[Diagnostic], texts: Mapping[str, str] = NO_TEXTS) -> str:
    """A report in reviewdog's rdjson; a fix of one edit becomes a suggestion.

    Its columns are bytes of UTF-8. `texts` holds the sources by file; without the source, every
    character counts as one byte.
    """
    return _json(
        {
            "source": {"name": "journeybook"},
            "severity": "WARNING",
            "diagnostics": [
                _rdjson(each, texts.get(each.place.file, "").split("\n")) for each in diagnostics
            ],
        }
    )


def _rdjson(each: Diagnostic, lines: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "message": printable(_said(each)),
        "severity": _RDJSON[each.severity],
        "code": {"value": each.code},
        "location": {"path": each.place.file, "range": _range(each.place, end_of(each.place), lines)},
    }
    # Reviewdog offers several suggestions as alternatives, so a fix of several edits is left out.
    if each.fix and len(each.fix.edits) == 1:
        edit = each.fix.edits[0]
        found["suggestions"] = [{"range": _range(edit.place, _edit_end(edit), lines), "text": edit.new}]
    return found


def _said(each: Diagnostic) -> str:
    return f"{each.message}; {each.help}" if each.help else each.message


def _edit_end(edit: Edit) -> tuple[int, int]:
    return end_of(edit.place, edit.old) if edit.old else (edit.place.line, edit.place.column)


def _region(place: Place, end: tuple[int, int]) -> dict[str, int]:
    return {"startLine": place.line, "startColumn": place.column, "endLine": end[0], "endColumn": end[1]}


def _range(place: Place, end: tuple[int, int], lines: list[str]) -> dict[str, dict[str, int]]:
    return {
        "start": {"line": place.line, "column": _bytes_before(place.line, place.column, lines)},
        "end": {"line": end[0], "column": _bytes_before(end[0], end[1], lines)},
    }


def _bytes_before(line: int, column: int, lines: list[str]) -> int:
    """The column in bytes, from 1."""
    before = lines[line - 1][: column - 1] if 0 < line <= len(lines) else ""
    return column + len(before.encode("utf-8", "replace")) - len(before)


def _uri(file: str) -> str:
    from urllib.parse import quote  # noqa: PLC0415 (only this report needs it)

    return quote(file)


def _json(value: Any) -> str:
    # ASCII with escapes, so that the report passes any terminal, pipe and locale unchanged.
    return json.dumps(value, indent=2, ensure_ascii=True) + "\n"
