"""Every rule by its code, and what a setting or a remark means that names some."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from journeybook.checks.codes import CODES
from journeybook.checks.rules.branches import BRANCHES
from journeybook.checks.rules.changed_ids import RENAMED
from journeybook.checks.rules.emotions import CURVE
from journeybook.checks.rules.evidence import CLAIMS
from journeybook.checks.rules.ownership import UPKEEP
from journeybook.checks.rules.rule import Rule
from journeybook.checks.rules.structure import SHAPE
from journeybook.checks.rules.suppressions import REMARKS
from journeybook.checks.rules.texts import WORDING
from journeybook.diagnostics import Severity
from journeybook.text.suggestions import nearest

ADVICE: tuple[Rule, ...] = (*CLAIMS, *CURVE, *WORDING, *SHAPE, *BRANCHES, *RENAMED, *UPKEEP)
"""The rules about how good a source is, family by family."""

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        rule.code: rule
        for rule in sorted(
            (*(Rule(each.code, each.name, each.severity, "") for each in CODES.values()), *REMARKS, *ADVICE),
            key=lambda rule: rule.code,
        )
    }
)
"""Every rule. Those of readers and of the library have their pages elsewhere: `documented` finds them."""

MENDED = frozenset({"JB010", "JB140", "JB143", "JB144", "JB147", "JB201", "JB202", "JB206", "JB522", "JB531"})
"""The rules whose findings can carry a fix that `--fix` makes by itself: nothing is guessed."""

COMPARING = frozenset(rule.code for rule in RENAMED)
"""The rules that compare with what was there. They fall silent when a proposal is merged, and a remark is no less needed."""

_PREFIX = re.compile(r"JB\d{0,2}")


def documented(code: str) -> Rule:
    """The rule with this code and its page."""
    from journeybook.checks.rules.pages import PAGES  # noqa: PLC0415 (many words that only `explain` needs)

    rule = RULES[code]
    if rule.text:
        return rule
    meaning = CODES[code].meaning
    text = PAGES.get(code, f"{meaning[0].upper()}{meaning[1:]}.")
    return Rule(rule.code, rule.name, rule.severity, text)


def rules_named(text: str) -> tuple[str, ...]:
    """The codes that `JB501`, `missing-evidence`, `JB5` or `ALL` mean; empty where it means none."""
    if text == "ALL":
        return tuple(RULES)
    if text in RULES:
        return (text,)
    if text in _by_name():
        return (_by_name()[text],)
    return tuple(code for code in RULES if code.startswith(text)) if _PREFIX.fullmatch(text) else ()


def rule_like(text: str) -> str | None:
    """The code or name that `text` was probably meant to be."""
    return nearest(text, [*RULES, *_by_name()])


def is_firm(code: str) -> bool:
    """Whether the rule is about what cannot be built or resolved: it can be neither silenced nor lowered."""
    return RULES[code].severity is Severity.ERROR


@cache
def _by_name() -> Mapping[str, str]:
    return {rule.name: rule.code for rule in RULES.values()}
