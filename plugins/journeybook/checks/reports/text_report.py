"""Reports of diagnostics: full, concise, JSON, and workflow commands for GitHub.

Control characters other than line ends and controls of text direction are escaped in all reports.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

from journeybook.checks.registry import RULES
from journeybook.checks.report_options import ReportFormat
from journeybook.checks.reports.check_output import CheckOutput, Finding, FixWritten, Position
from journeybook.checks.reports.excerpt import excerpt
from journeybook.checks.reports.integrations import (
    NO_TEXTS,
    end_of,
    fingerprints,
    gitlab_report,
    rdjson_report,
    sarif_report,
)
from journeybook.diagnostics import Diagnostic, Fix, Severity
from journeybook.forge.workflow_commands import escape_data, escape_property
from journeybook.text.characters import printable

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_BOLD, _DIM, _GREEN = "1", "2", "32"

_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def full_report(
    diagnostics: Iterable[Diagnostic], texts: Mapping[str, str] = NO_TEXTS, *, colour: bool = False
) -> str:
    """Each finding with its place, its source line from `texts` and its help."""
    return "\n".join(_full(each, texts.get(each.place.file, ""), colour=colour) for each in diagnostics)


def _full(each: Diagnostic, text: str, *, colour: bool) -> str:
    def paint(words: str, *codes: str) -> str:
        return f"\x1b[{';'.join(codes)}m{words}\x1b[0m" if colour else words

    shade = _COLOURS[each.severity]
    lines = excerpt(each, text)
    indent = " " * (len(lines[0]) - 2 if lines else 1)
    head = paint(f"{each.severity}[{each.code}]", _BOLD, shade) + paint(f": {printable(each.message)}", _BOLD)
    parts = [head, f"{indent}{paint('-->', _DIM)} {printable(str(each.place))}"]
    if lines:
        gutter = len(indent) + 2
        caret = lines[-1]
        parts += [paint(line[:gutter], _DIM) + line[gutter:] for line in lines[:-1]]
        parts.append(paint(caret[:gutter], _DIM) + paint(caret[gutter:], _BOLD, shade))
    if each.help:
        if lines:
            parts.append(paint(lines[0], _DIM))
        parts.append(paint("help:", _BOLD, _GREEN) + f" {printable(each.help)}")
    return "\n".join(parts) + "\n"


def concise_report(diagnostics: Iterable[Diagnostic]) -> str:
    """A line for each finding: file, line, column, code and message."""
    return "".join(
        printable(f"{each.place}: {each.severity}[{each.code}]: {each.message}") + "\n"
        for each in diagnostics
    )


def json_report(diagnostics: Iterable[Diagnostic]) -> str:
    """A JSON object with the list `diagnostics`; later versions only add keys."""
    every = list(diagnostics)
    found: list[Finding] = [
        {
            "code": each.code,
            "name": RULES[each.code].name,
            "severity": each.severity.value,
            "message": printable(each.message),
            "filename": each.place.file,
            "location": {"row": each.place.line, "column": each.place.column},
            "end_location": _position(end_of(each.place)),
            "help": None if each.help is None else printable(each.help),
            "fix": _fix(each.fix),
            "fingerprint": fingerprint,
        }
        for each, fingerprint in zip(every, fingerprints(every), strict=True)
    ]
    # ASCII with escapes, so that the report passes any terminal, pipe and locale unchanged.
    output: CheckOutput = {"diagnostics": found}
    return json.dumps(output, indent=2, ensure_ascii=True) + "\n"


def _fix(fix: Fix | None) -> FixWritten | None:
    if fix is None:
        return None
    return {
        "applicability": "safe" if fix.safe else "unsafe",
        "message": fix.message,
        "edits": [
            {
                "location": {"row": edit.place.line, "column": edit.place.column},
                "end_location": _position(
                    end_of(edit.place, edit.old) if edit.old else (edit.place.line, edit.place.column)
                ),
                "content": edit.new,
            }
            for edit in fix.edits
        ],
    }


def _position(at: tuple[int, int]) -> Position:
    return {"row": at[0], "column": at[1]}


def statistics(diagnostics: Iterable[Diagnostic]) -> str:
    """A line with the count for each rule, sorted by level, then by count."""
    counts: Counter[str] = Counter()
    worst: dict[str, Severity] = {}
    for each in diagnostics:
        counts[each.code] += hidden_count(each)
        worst[each.code] = min(
            worst.get(each.code, each.severity), each.severity, key=lambda level: level.rank
        )
    rows = sorted(counts, key=lambda code: (worst[code].rank, -counts[code], code))
    return "".join(f"{counts[code]:>6,}  {worst[code]:<8}{code}  {RULES[code].name}\n" for code in rows)


def fixes_hint(diagnostics: Iterable[Diagnostic]) -> str:
    """A sentence about what `--fix` can correct; empty if nothing."""
    fixes = [each.fix for each in diagnostics if each.fix]
    safe = sum(1 for each in fixes if each.safe)
    parts = [f"{safe} can be fixed with `journeybook check --fix`"] if safe else []
    unsure = len(fixes) - safe
    if unsure:
        way = "more with `--unsafe-fixes`" if safe else "can be fixed with `--fix --unsafe-fixes`"
        parts.append(f"{unsure} {way}, which may guess wrong")
    return ", ".join(parts) + "." if parts else ""


SHOWN, LISTED = 10, 50
"""The annotations per level that GitHub shows for a step, and findings listed in the last."""


def github_report(diagnostics: Iterable[Diagnostic]) -> str:
    """Workflow commands that GitHub shows at the changed lines, the most severe first.

    GitHub shows ten of a level and drops the others, so the tenth lists the remaining findings.
    """
    worst_first = sorted(diagnostics, key=lambda each: (each.severity.rank, each.order))
    lines = []
    for severity in Severity:
        found = [each for each in worst_first if each.severity is severity]
        alone = found if len(found) <= SHOWN else found[: SHOWN - 1]
        for each in alone:
            message = f"{each.message}\nhelp: {each.help}" if each.help else each.message
            lines.append(_annotation(each, f"journeybook ({each.code})", message))
        rest = found[len(alone) :]
        if rest:
            count = sum(map(hidden_count, rest))
            listed = [f"{each.place}: {each.code}: {each.message}" for each in rest[:LISTED]]
            if len(rest) > LISTED:
                listed.append("... and others; `journeybook check` lists them all")
            title = f"and {count:,} more {_word(severity, count)}"
            lines.append(_annotation(rest[0], title, "\n".join(listed)))
    return "".join(lines)


def _annotation(each: Diagnostic, title: str, message: str) -> str:
    properties = {
        "file": each.place.file,
        "line": str(each.place.line),
        "col": str(each.place.column),
        "title": title,
    }
    head = ",".join(f"{name}={escape_property(value)}" for name, value in properties.items())
    return f"::{_GITHUB[each.severity]} {head}::{escape_data(message)}\n"


def _word(severity: Severity, count: int) -> str:
    word = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}[severity]
    return word if count == 1 else f"{word}s"


def summary(diagnostics: Sequence[Diagnostic], counted: int) -> str:
    """One line: the number of findings by level, and of the maps that have some."""
    maps = "1 map" if counted == 1 else f"{counted:,} maps"
    if not diagnostics:
        return f"No mistakes in {maps}."
    parts = []
    for severity in Severity:
        count = sum(hidden_count(each) for each in diagnostics if each.severity is severity)
        if count:
            parts.append(f"{count:,} {_word(severity, count)}")
    found = " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else parts[0]
    files = {each.place.file for each in diagnostics}
    in_maps = sum(1 for file in files if _IS_MAP.search(file))
    others = len(files) - in_maps
    other_files = f"{others:,} other file{'' if others == 1 else 's'}"
    if not in_maps:
        fine = "the map is fine" if counted == 1 else f"the {counted:,} maps are fine"
        return f"Found {found} in {other_files}; {fine}." if counted else f"Found {found} in {other_files}."
    return f"Found {found} in {in_maps:,} of {maps}{f' and {other_files}' if others else ''}."


_IS_MAP = re.compile(r"(?:^|/)journeys/.*\.(?:yml|yaml|md)$")
_MORE = re.compile(r"and (\d+) more of the same kind \(JB\d{3}\)")


def hidden_count(each: Diagnostic) -> int:
    """The number of findings that a line of a report counts."""
    more = _MORE.fullmatch(each.message)
    return int(more[1]) if more else 1


REPORTS: Mapping[ReportFormat, Callable[[Iterable[Diagnostic]], str]] = MappingProxyType(
    {
        ReportFormat.CONCISE: concise_report,
        ReportFormat.JSON: json_report,
        ReportFormat.GITHUB: github_report,
        ReportFormat.GITLAB: gitlab_report,
        ReportFormat.SARIF: sarif_report,
        ReportFormat.RDJSON: rdjson_report,
    }
)
"""The formats that need only the findings."""
