"""The number of findings of one rule that are shown per file, so that others are not buried."""

from __future__ import annotations

from collections.abc import Iterable

from journeybook.diagnostics import Diagnostic, Severity, arranged

SAME_RULE = 5


def limited(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings in report order, at most `SAME_RULE` per file, rule and level.

    One line counts the others.
    """
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
