"""A rule: its code, a name that states the bad thing, its level, and the function that finds it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from journeybook.checks.inquiry import Inquiry
from journeybook.checks.rules.page import RulePage, read_page
from journeybook.diagnostics import Diagnostic, Fix, Place, Severity


@dataclass(frozen=True)
class Rule:
    """One rule. `advice` is judged by how far a map is (`checks.policy`), everything else alike in every map.

    `examine` finds it in a library; it is None for what readers find while they read.
    """

    code: str
    name: str
    severity: Severity
    text: str
    examine: Callable[[Inquiry], Iterator[Diagnostic]] | None = None
    advice: bool = False

    def __call__(self, inquiry: Inquiry) -> Iterator[Diagnostic]:
        """Every place where the rule is broken."""
        return self.examine(inquiry) if self.examine else iter(())

    def at(self, place: Place, message: str, way: str | None = None, fix: Fix | None = None) -> Diagnostic:
        """A finding of this rule."""
        return Diagnostic(self.code, self.severity, message, place, way, fix)

    @cached_property
    def page(self) -> RulePage:
        """What there is to say about it."""
        return read_page(self.text)


def advice(
    code: str, name: str, severity: Severity
) -> Callable[[Callable[[Inquiry], Iterator[Diagnostic]]], Rule]:
    """Make a rule of the function below, whose docstring is the rule's page; `severity` is for published maps."""

    def made(examine: Callable[[Inquiry], Iterator[Diagnostic]]) -> Rule:
        return Rule(code, name, severity, examine.__doc__ or "", examine, advice=True)

    return made
