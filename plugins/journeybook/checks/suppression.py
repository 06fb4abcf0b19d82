"""Remarks in files that silence rules, and findings about these remarks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from journeybook.checks.registry import RULES, rule_like, rules_named
from journeybook.checks.rules.suppressions import (
    suppression_without_reason,
    unknown_suppression,
    unused_suppression,
)
from journeybook.diagnostics import Diagnostic, Fix, Severity
from journeybook.sources.suppressions import Remark, remarks_of
from journeybook.sources.validation_messages import shown


def unsilenced(found: Iterable[Diagnostic], texts: Mapping[str, str]) -> list[Diagnostic]:
    """The findings that no remark silences, with those about remarks themselves.

    A remark without effect is not reported in a file with an error, because parts of the file may
    be missing, nor if it names a rule that needs a revision to compare with.
    """
    remarks = {file: written for file, text in texts.items() if (written := remarks_of(text, file))}
    if not remarks:
        return list(found)
    used: set[tuple[Remark, str]] = set()
    broken: set[str] = set()
    kept = []
    for each in found:
        silencing = [
            (remark, word)
            for remark in remarks.get(each.place.file, ())
            if remark.line in (None, each.place.line) and not RULES[each.code].firm
            for word in remark.rules
            if each.code in rules_named(word)
        ]
        used.update(silencing)
        if each.severity is Severity.ERROR:
            broken.add(each.place.file)
        if not silencing:
            kept.append(each)
    for written in remarks.values():
        for remark in written:
            kept.extend(_about(remark, used, whole=remark.place.file not in broken))
    return kept


def _about(remark: Remark, used: set[tuple[Remark, str]], *, whole: bool) -> list[Diagnostic]:
    if not remark.rules:
        way = "write `journeybook: ignore JB501 -- why`"
        return [unknown_suppression.at(remark.place, "this remark names no rule", way)]
    found = []
    idle = []
    for word in remark.rules:
        codes = rules_named(word)
        if not codes:
            meant = rule_like(word)
            way = (
                f"did you mean `{meant}`?" if meant else "write a code such as `JB501`, or the name of a rule"
            )
            found.append(unknown_suppression.at(remark.place, f"there is no rule {shown(word)}", way))
        elif all(RULES[code].firm for code in codes):
            way = "mend what it says; what is an error cannot be built or resolved"
            found.append(unknown_suppression.at(remark.place, f"{shown(word)} cannot be silenced", way))
        elif whole and (remark, word) not in used and not all(RULES[code].compares for code in codes):
            idle.append(word)
    if idle:
        # If some of its rules still apply, the author must decide about the reason: no fix.
        fix = Fix("remove the remark", (remark.removal,)) if len(idle) == len(remark.rules) else None
        named = " and ".join(f"`{word}`" for word in idle)
        found.append(
            unused_suppression.at(remark.place, f"{named} has nothing to say here", "remove the remark", fix)
        )
    elif not remark.reason:
        found.append(
            suppression_without_reason.at(
                remark.place, "this remark does not say why", "write the reason behind ` -- `"
            )
        )
    return found
