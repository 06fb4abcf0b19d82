"""Rules about the steps of a map, found while its source is read."""

from __future__ import annotations

from journeybook.diagnostics import Severity
from journeybook.rules.rule import rule


@rule("JB304", "circle-of-shared-steps", Severity.ERROR)
def circle_of_shared_steps() -> None:
    """A step shares itself: `same_as` leads back to where it was, or through too many maps.

    Why: There is no step that holds the fields, so nothing can be shown.

    Bad:
        title: Ordering
        stages: [{id: a, title: A, same_as: "example#a"}]

    Good:
        title: Ordering
        stages: [{id: a, title: A}]

    Fix: Let one of the steps hold the fields itself.
    """


@rule("JB531", "missing-stable-id", Severity.WARNING, advice=True, mends=True)
def missing_stable_id() -> None:
    """Stages or steps have no `id:` of their own. The portal makes one of the title.

    Why: Links, evidence and history hold on to the id. Made of the title, it changes with the
    title, and every link from other teams then leads nowhere.

    Bad:
        title: Ordering
        status: published
        stages:
          - title: Order
            steps:
              - title: Waits for a date

    Good:
        title: Ordering
        status: published
        stages:
          - id: order
            title: Order
            steps:
              - id: waits-for-a-date
                title: Waits for a date

    Fix: `journeybook check --fix` writes the ids that the portal uses already, into drafts too.
    From then on titles may change.
    """
