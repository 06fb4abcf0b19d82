"""Rules about links and fences in prose, found where the prose is shown and in every source."""

from __future__ import annotations

from journeybook.diagnostics import Severity
from journeybook.rules.rule import rule


@rule("JB203", "unknown-link", Severity.ERROR)
def unknown_link() -> None:
    """A `[[link]]` in a text names nothing in the portal.

    Why: Readers see two brackets and a word where they were promised a page.

    Bad:
        title: Ordering
        narrative: See [[aan]].

    Good:
        title: Ordering
        narrative: See [[ana]].

    Fix: Write the id of a thing, such as `[[ana]]`, `[[channel:web]]` or `[[other-map#step]]`.
    """


@rule("JB903", "invalid-fence", Severity.ERROR)
def invalid_fence() -> None:
    """A fence holds nothing that can be drawn."""


@rule("JB905", "too-many-fences", Severity.ERROR)
def too_many_fences() -> None:
    """The texts of a file hold more fences with maps than one page can draw."""


@rule("JB904", "unknown-in-fence", Severity.ERROR)
def unknown_in_fence() -> None:
    """A fence names something that is not in the portal."""
