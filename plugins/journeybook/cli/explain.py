"""What `journeybook explain` does."""

from __future__ import annotations

import json

import click

from journeybook.checks.registry import RULES, rule_like, rules_named
from journeybook.cli.terminal import deliver
from journeybook.rules.rule import Rule
from journeybook.text.characters import printable

_WIDTH = 88


def explain(rule: str | None, format_: str) -> None:
    """Print the page of a rule or a list of rules; raises click.UsageError for an unknown one."""
    if rule is None:
        every = list(RULES.values())
        text = _json([_data(each) for each in every]) if format_ == "json" else _list(every)
        deliver(text, None)
        return
    codes = rules_named(rule.upper()) or rules_named(rule.lower())
    if not codes:
        meant = rule_like(rule)
        way = f"did you mean `{meant}`?" if meant else "`journeybook explain` lists all rules"
        raise click.UsageError(f"there is no rule `{printable(rule)[:60]}`; {way}")
    found = [RULES[code] for code in codes]
    if format_ == "json":
        deliver(_json(_data(found[0]) if len(found) == 1 else [_data(each) for each in found]), None)
    else:
        deliver(_page(found[0]) if len(found) == 1 else _list(found), None)


def _list(rules: list[Rule]) -> str:
    return "".join(f"{each.code}  {each.severity:<8} {each.name}\n" for each in rules)


def _page(rule: Rule) -> str:
    page = rule.page
    parts = [f"{rule.code} {rule.name} ({_level(rule)})", _filled(page.what)]
    for title, text in (("Why it matters to readers", page.why),):
        if text:
            parts.append(f"{title}\n{_filled(text)}")
    for title, text in (("Before", page.before), ("Bad", page.bad), ("Good", page.good)):
        if text:
            parts.append(f"{title}\n\n" + "\n".join(f"    {line}".rstrip() for line in text.split("\n")))
    if page.fix:
        parts.append(f"How to fix\n{_filled(page.fix)}")
    return "\n\n".join(parts) + "\n"


def _level(rule: Rule) -> str:
    return f"{rule.severity} in published maps, softer before" if rule.advice else str(rule.severity)


def _filled(text: str) -> str:
    return click.wrap_text(" ".join(text.split()), _WIDTH)


def _data(rule: Rule) -> dict[str, object]:
    page = rule.page
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.value,
        "grows_with_status": rule.advice,
        "what": page.what,
        "why": page.why,
        "before": page.before,
        "bad": page.bad,
        "good": page.good,
        "fix": page.fix,
    }


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=True) + "\n"
