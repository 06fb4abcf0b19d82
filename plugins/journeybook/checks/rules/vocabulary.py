"""Rules about the vocabulary: the order of custom lanes, and names that are taken."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.checks.item_context import ItemContext
from journeybook.checks.portal_context import PortalContext
from journeybook.checks.rules.references import lanes_of, unknown_reference
from journeybook.checks.scopes import MAP, PORTAL
from journeybook.diagnostics import Diagnostic, Severity
from journeybook.library.objects import KEY
from journeybook.model.journey import Journey
from journeybook.rules.rule import rule
from journeybook.sources.validation_messages import shown
from journeybook.step_fields import BUILT_IN_LANES
from journeybook.text.suggestions import nearest


@unknown_reference.found_in(PORTAL)
def lanes_after_nothing(portal: PortalContext) -> Iterator[Diagnostic]:
    """Custom lanes placed after a lane that does not exist."""
    lanes = portal.library.vocabulary.lanes
    there = BUILT_IN_LANES | lanes.keys()
    for key, lane in lanes.items():
        if lane.after and lane.after not in there:
            meant = nearest(lane.after, sorted(there))
            yield unknown_reference.at(
                portal.vocabulary.place(("lanes", key, "after")),
                f"unknown lane {shown(lane.after)}",
                f"did you mean `{meant}`?"
                if meant
                else "name a field of steps, such as `frontstage`, or a custom lane",
            )


@rule("JB305", "circle-of-lanes", Severity.ERROR, PORTAL)
def circle_of_lanes(portal: PortalContext) -> Iterator[Diagnostic]:
    """A custom lane stands after itself, directly or through others.

    Why: There is no order in which the lanes could be drawn.

    Bad:
        title: Ordering
        # vocabulary.yml
        lanes: {policy: {title: Policy, after: policy}}

    Good:
        title: Ordering
        # vocabulary.yml
        lanes: {policy: {title: Policy, after: frontstage}}

    Fix: Let one lane of the circle stand after a field of every map, such as `frontstage`.
    """
    lanes = portal.library.vocabulary.lanes
    for start in lanes:
        here: str | None = lanes[start].after
        seen = {start}
        while here in lanes and here not in seen:
            seen.add(here)
            here = lanes[here].after
        if here == start:
            yield circle_of_lanes.at(
                portal.vocabulary.place(("lanes", start, "after")),
                f"the lane `{start}` stands after itself",
                "let one lane of the circle stand after a field, such as `frontstage`",
            )


@rule("JB306", "lane-named-like-field", Severity.ERROR, PORTAL)
def lane_named_like_field(portal: PortalContext) -> Iterator[Diagnostic]:
    """A custom lane has the name of a lane that every map has.

    Why: One of the two would hide the other.

    Bad:
        title: Ordering
        # vocabulary.yml
        lanes: {pains: Pains}

    Good:
        title: Ordering
        # vocabulary.yml
        lanes: {policy: Policy}

    Fix: Give it another name, or use the field.
    """
    for key in portal.library.vocabulary.lanes:
        if key in BUILT_IN_LANES:
            yield lane_named_like_field.at(
                portal.vocabulary.place(("lanes", key, KEY)),
                f"`{key}` is a lane of every map",
                "give the custom lane another name",
            )


@lane_named_like_field.found_in(MAP)
def own_lanes_named_like_fields(context: ItemContext, journey: Journey) -> Iterator[Diagnostic]:
    """Custom lanes of a map with the name of a built-in lane."""
    for path, keys in lanes_of(journey):
        for key in keys:
            if key in BUILT_IN_LANES:
                yield lane_named_like_field.at(
                    context.key_place((*path, key)),
                    f"`{key}` is a lane of every map",
                    "give the custom lane another name, or use the field of that name",
                )
