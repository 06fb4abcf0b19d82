"""Rules about remarks that silence rules. `checks.suppression` finds the mistakes."""

from __future__ import annotations

from journeybook.diagnostics import Severity
from journeybook.rules.rule import rule


@rule("JB010", "unused-suppression", Severity.WARNING, mends=True)
def unused_suppression() -> None:
    """A remark silences a rule that has nothing to say there.

    Why: It was written for something that has been mended since. Left standing, it silences the
    next mistake of the kind, which nobody has looked at.

    Bad:
        title: Ordering
        # journeybook: ignore JB602 -- the team is being founded
        owner: care

    Good:
        # journeybook: ignore JB602 -- the team is being founded
        title: Ordering
        status: published

    Fix: Remove the remark; `journeybook check --fix` does so.
    """


@rule("JB011", "suppression-without-reason", Severity.WARNING)
def suppression_without_reason() -> None:
    """A remark silences a rule and does not say why.

    Why: The next reader of the file cannot tell whether the reason still applies, and does not dare
    to remove it.

    Bad:
        # journeybook: ignore JB602
        title: Ordering
        status: published

    Good:
        # journeybook: ignore JB602 -- the team is being founded
        title: Ordering
        status: published

    Fix: Write the reason behind two hyphens: `# journeybook: ignore JB602 -- why`.
    """


@rule("JB012", "unknown-suppression", Severity.WARNING)
def unknown_suppression() -> None:
    """A remark names no rule, one that does not exist, or one that cannot be silenced.

    Why: Its author believes that something is silenced, and it is not. An error is something that
    cannot be built or resolved, so it cannot be silenced.

    Bad:
        # journeybook: ignore JB999 -- the team is being founded
        title: Ordering

    Good:
        # journeybook: ignore missing-owner -- the team is being founded
        title: Ordering
        status: published

    Fix: Write `journeybook: ignore` with a code such as `JB602`, the name of a rule, or the
    beginning of a code.
    """
