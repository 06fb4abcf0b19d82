"""The rules of the checks as plain texts for pages, which do not import the checks."""

from __future__ import annotations

from functools import cache

from journeybook.checks.registry import RULES
from journeybook.pages.rules.rule_text import RuleText
from journeybook.rules.rule import Rule
from journeybook.rules.rule_page import example_files


@cache
def rule_texts() -> tuple[RuleText, ...]:
    """Every rule in the order of codes."""
    return tuple(_text(rule) for rule in RULES.values())


def _text(rule: Rule) -> RuleText:
    page = rule.page
    return RuleText(
        rule.code,
        rule.name,
        rule.severity.value,
        page.what,
        page.why,
        example_files(page.bad) if page.bad else {},
        example_files(page.good) if page.good else {},
        page.fix,
        example_files(page.before) if page.before else {},
        softer=rule.advice,
        firm=rule.firm,
        mends=rule.mends,
    )
