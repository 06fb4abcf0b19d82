"""A rule of the checks: a decorated function whose docstring is the rule's page.

Most rules have functions that find them; `checks.registry` collects these by scope. A rule that is
found while a file is read or imported is a function without a body: the code that finds it calls
`at`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Generic, ParamSpec, TypeAlias, overload

from journeybook.diagnostics import Diagnostic, Fix, Place, Severity
from journeybook.rules.rule_page import RulePage, read_page

P = ParamSpec("P")
Findings: TypeAlias = Iterator[Diagnostic]


@dataclass(frozen=True)
class Scope(Generic[P]):
    """What the functions of a rule check, such as one map; `P` are their parameters.

    With a `model`, they check every object of it: the arguments are its context and the object.
    """

    name: str
    model: type | None = None


@dataclass(frozen=True)
class Rule:
    """One rule: its code, a name that states the mistake, its level and its page as one text.

    `advice` has a lower level in maps that are not published (`checks.severity`). `mends` says that
    findings can have a safe fix, which `--fix` applies. `compares` says that the rule needs a
    revision to compare with; without one it finds nothing.
    """

    code: str
    name: str
    severity: Severity
    text: str
    advice: bool = False
    mends: bool = False
    compares: bool = False
    finders: list[tuple[Scope[...], Callable[..., Findings]]] = field(
        default_factory=list, repr=False, compare=False
    )
    """The functions that find it, each with its scope; empty if other code finds it."""

    def at(
        self,
        place: Place,
        message: str,
        way: str | None = None,
        fix: Fix | None = None,
        *,
        severity: Severity | None = None,
    ) -> Diagnostic:
        """A finding of this rule, at the rule's own level unless `severity` is given."""
        return Diagnostic(self.code, severity or self.severity, message, place, way, fix)

    def found_in(self, scope: Scope[P]) -> Callable[[Callable[P, Findings]], Callable[P, Findings]]:
        """Declare that the decorated function finds this rule too."""

        def declare(find: Callable[P, Findings]) -> Callable[P, Findings]:
            self.finders.append((scope, find))
            return find

        return declare

    @property
    def firm(self) -> bool:
        """Whether it is an error, which can be neither silenced nor lowered."""
        return self.severity is Severity.ERROR

    @cached_property
    def page(self) -> RulePage:
        """Its page, parsed."""
        return read_page(self.text)


@overload
def rule(
    code: str,
    name: str,
    severity: Severity,
    *,
    advice: bool = False,
    mends: bool = False,
    compares: bool = False,
) -> Callable[[Callable[[], None]], Rule]: ...


@overload
def rule(
    code: str,
    name: str,
    severity: Severity,
    scope: Scope[P],
    *,
    advice: bool = False,
    mends: bool = False,
    compares: bool = False,
) -> Callable[[Callable[P, Findings]], Rule]: ...


def rule(
    code: str,
    name: str,
    severity: Severity,
    scope: Scope[...] | None = None,
    *,
    advice: bool = False,
    mends: bool = False,
    compares: bool = False,
) -> Callable[[Callable[..., Any]], Rule]:
    """Make a rule of the decorated function, whose docstring is its page.

    With a `scope`, the function finds the rule there. Without one it has no body, and other code
    finds the rule.
    """

    def declare(function: Callable[..., Any]) -> Rule:
        made = Rule(code, name, severity, function.__doc__ or "", advice, mends, compares)
        if scope is not None:
            made.finders.append((scope, function))
        return made

    return declare
