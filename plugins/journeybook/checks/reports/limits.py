"""How many findings of one rule a file may show: the first few say what is wrong, the rest would bury the others."""

from __future__ import annotations

from collections.abc import Iterable

from journeybook.diagnostics import Diagnostic, Severity, arranged

SAME_RULE = 5


def limited(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """In the order of a report, at most `SAME_RULE` of a rule in a file, with one line that counts the others."""
    kept: list[Diagnostic] = []
    counts: dict[tuple[str, str, Severity], int] = {}
    last: dict[tuple[str, str, Severity], Diagnostic] = {}
    for each in arranged(diagnostics):
        key = (each.place.file, each.code, each.severity)
        counts[key] = counts.get(key, 0) + 1
        if counts[key] <= SAME_RULE:
            kept.append(each)
        elif key not in last:
            last[key] = each
    for key, first in last.items():
        more = counts[key] - SAME_RULE
        if more == 1:
            kept.append(first)
        else:
            kept.append(
                Diagnostic(
                    first.code,
                    first.severity,
                    f"and {more} more of the same kind ({first.code})",
                    first.place,
                )
            )
    return arranged(kept)
