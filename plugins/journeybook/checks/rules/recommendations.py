"""Rules about recommendations."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.checks.map_outline import name_of
from journeybook.checks.portal_context import PortalContext
from journeybook.checks.scopes import PORTAL
from journeybook.diagnostics import Diagnostic, Severity
from journeybook.library.objects import Kind
from journeybook.model.recommendation import Recommendation, RecommendationStatus
from journeybook.rules.rule import rule


@rule("JB315", "idle-recommendation", Severity.WARNING, PORTAL)
def idle_recommendation(portal: PortalContext) -> Iterator[Diagnostic]:
    """A recommendation answers no step and no journey.

    Why: Readers learn what should be done, and not what for.

    Bad:
        title: Ordering
        # recommendations/tracker.yml
        title: Live tracker

    Good:
        title: Ordering
        # recommendations/tracker.yml
        title: Live tracker
        relevant: [example]

    Fix: Name steps or journeys under `relevant:`, or the recommendation in a step's opportunity.
    """
    for ref, item, _ in portal.others():
        if not isinstance(item, Recommendation) or item.relevant:
            continue
        if name_of(Kind.RECOMMENDATION, item.id) in portal.named:
            continue
        if ref not in portal.damaged and item.status is not RecommendationStatus.DROPPED:
            yield idle_recommendation.at(
                portal.place(ref),
                "this recommendation answers nothing",
                "name a step or journey under `relevant`, or the recommendation in a step's opportunity",
            )
