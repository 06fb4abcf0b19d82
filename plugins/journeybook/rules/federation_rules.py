"""Rules about other portals, found where they are read and where they are named."""

from __future__ import annotations

from journeybook.diagnostics import Severity
from journeybook.rules.rule import rule


@rule("JB935", "unknown-in-other-portal", Severity.ERROR)
def unknown_in_other_portal() -> None:
    """A reference names something that another portal does not have, or a portal that is not known.

    Why: Readers who follow it leave this portal and find nothing there.

    Fix: Write an id that the other portal has, such as `[[partner:ordering]]`, or name the portal
    under `federation:` in the settings. Where something is new there, run
    `journeybook federation fetch`.
    """


@rule("JB936", "portal-not-read", Severity.WARNING)
def portal_not_read() -> None:
    """Another portal that the settings name cannot be read.

    Why: References to it cannot be checked, and are shown without a link.

    Fix: Where it is published, run `journeybook federation fetch` and commit the copy. Where it is
    a folder, check it out beside this portal, or build it before.
    """
