"""The rules of the checks as plain texts, for the pages that show them: pages know no checks."""

from __future__ import annotations

from functools import cache

from journeybook.checks.registry import MENDED, RULES, documented, is_firm
from journeybook.checks.rules.page import example_files
from journeybook.pages.rules.rule_text import RuleText


@cache
def rule_texts() -> tuple[RuleText, ...]:
    """Every rule in the order of codes."""
    return tuple(_text(code) for code in RULES)


def _text(code: str) -> RuleText:
    rule = documented(code)
    page = rule.page
    return RuleText(
        code,
        rule.name,
        rule.severity.value,
        page.what,
        page.why,
        example_files(page.bad) if page.bad else {},
        example_files(page.good) if page.good else {},
        page.fix,
        example_files(page.before) if page.before else {},
        softer=rule.advice,
        firm=is_firm(code),
        mends=code in MENDED,
    )
