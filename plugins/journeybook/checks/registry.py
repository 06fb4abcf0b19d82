"""All rules by code, and the rules that a setting or a remark names.

The rules are collected from the modules of `journeybook.rules` and `journeybook.checks.rules`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType, ModuleType
from typing import ParamSpec

import journeybook.checks.rules
import journeybook.rules
from journeybook.rules.rule import Findings, Rule, Scope
from journeybook.text.suggestions import nearest

P = ParamSpec("P")


def _modules() -> Iterator[ModuleType]:
    for package in (journeybook.rules, journeybook.checks.rules):
        for module in iter_modules(package.__path__, f"{package.__name__}."):
            yield import_module(module.name)


def _declared() -> dict[str, Rule]:
    found: dict[str, Rule] = {}
    for module in _modules():
        for each in vars(module).values():
            if isinstance(each, Rule) and found.setdefault(each.code, each) is not each:
                raise ValueError(f"two rules have the code {each.code}")
    return dict(sorted(found.items()))


RULES: Mapping[str, Rule] = MappingProxyType(_declared())
"""All rules, in the order of codes."""

_BY_NAME: Mapping[str, str] = MappingProxyType({each.name: code for code, each in RULES.items()})

_PREFIX = re.compile(r"JB\d{0,2}")


def finders(scope: Scope[P], *, advice: bool | None = None) -> tuple[Callable[P, Findings], ...]:
    """The functions of all rules for `scope`, in the order of codes.

    With `advice`, only those of rules whose `advice` is the same.
    """
    return tuple(
        find
        for each in RULES.values()
        if advice is None or each.advice is advice
        for where, find in each.finders
        if where is scope
    )


@cache
def finders_by_model() -> Mapping[type, tuple[Callable[..., Findings], ...]]:
    """The functions that check every object of a model, by model, in the order of codes."""
    found: dict[type, list[Callable[..., Findings]]] = {}
    for each in RULES.values():
        for where, find in each.finders:
            if where.model:
                found.setdefault(where.model, []).append(find)
    return MappingProxyType({model: tuple(finders) for model, finders in found.items()})


def rules_named(text: str) -> tuple[str, ...]:
    """The codes named by `JB501`, `missing-evidence`, `JB5` or `ALL`; empty if there are none."""
    if text == "ALL":
        return tuple(RULES)
    if text in RULES:
        return (text,)
    if text in _BY_NAME:
        return (_BY_NAME[text],)
    return tuple(code for code in RULES if code.startswith(text)) if _PREFIX.fullmatch(text) else ()


def rule_like(text: str) -> str | None:
    """The code or name closest to `text`, or None."""
    return nearest(text, [*RULES, *_BY_NAME])
