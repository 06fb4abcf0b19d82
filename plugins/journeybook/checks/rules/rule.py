"""A rule: its code, a name that states the bad thing, its level, and the function that finds it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from journeybook.checks.item_context import Inquiry
from journeybook.checks.portal_context import Survey
from journeybook.checks.rules.page import RulePage, read_page
from journeybook.diagnostics import Diagnostic, Fix, Place, Severity
from journeybook.model.journey import Journey


@dataclass(frozen=True)
class Rule:
    """One rule. `advice` is judged by how far a map is (`checks.severity`), everything else alike in every map.

    It is found in a map by itself (`of_map`), in any one thing by itself (`of_thing`) or in how things go together
    (`of_all`); none of them finds what readers find while they read.
    """

    code: str
    name: str
    severity: Severity
    text: str
    of_map: Callable[[Inquiry, Journey], Iterator[Diagnostic]] | None = None
    of_thing: Callable[[Inquiry], Iterator[Diagnostic]] | None = None
    of_all: Callable[[Survey], Iterator[Diagnostic]] | None = None
    advice: bool = False

    def at(self, place: Place, message: str, way: str | None = None, fix: Fix | None = None) -> Diagnostic:
        """A finding of this rule."""
        return Diagnostic(self.code, self.severity, message, place, way, fix)

    @cached_property
    def page(self) -> RulePage:
        """What there is to say about it."""
        return read_page(self.text)


Found: TypeAlias = Iterator[Diagnostic]


def advice(code: str, name: str, severity: Severity) -> Callable[[Callable[[Inquiry, Journey], Found]], Rule]:
    """Make a rule about a map of the function below, whose docstring is its page; `severity` is for published maps."""
    return lambda find: Rule(code, name, severity, find.__doc__ or "", of_map=find, advice=True)


def advice_on_things(
    code: str, name: str, severity: Severity
) -> Callable[[Callable[[Inquiry], Found]], Rule]:
    """The same for a rule about a thing of any kind."""
    return lambda find: Rule(code, name, severity, find.__doc__ or "", of_thing=find, advice=True)


def advice_on_all(code: str, name: str, severity: Severity) -> Callable[[Callable[[Survey], Found]], Rule]:
    """The same for a rule that has to look at more than one thing."""
    return lambda find: Rule(code, name, severity, find.__doc__ or "", of_all=find, advice=True)
