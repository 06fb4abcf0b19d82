"""Rules about the vocabulary itself: the order of custom lanes, and names that are taken."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.checks.item_context import Inquiry
from journeybook.checks.portal_context import Survey
from journeybook.checks.rules.references import lanes_of
from journeybook.diagnostics import Diagnostic, error
from journeybook.library.objects import KEY
from journeybook.model.journey import Journey
from journeybook.sources.validation_messages import shown
from journeybook.step_fields import BUILT_IN_LANES
from journeybook.text.suggestions import nearest


def lanes_after_nothing(survey: Survey) -> Iterator[Diagnostic]:
    """Custom lanes that stand after a lane which does not exist."""
    lanes = survey.library.vocabulary.lanes
    there = BUILT_IN_LANES | lanes.keys()
    for key, lane in lanes.items():
        if lane.after and lane.after not in there:
            meant = nearest(lane.after, sorted(there))
            yield error(
                "JB201",
                f"unknown lane {shown(lane.after)}",
                survey.vocabulary.place(("lanes", key, "after")),
                f"did you mean `{meant}`?"
                if meant
                else "name a field of steps, such as `frontstage`, or a custom lane",
            )


def lanes_in_a_circle(survey: Survey) -> Iterator[Diagnostic]:
    """Custom lanes that stand after themselves, directly or through others."""
    lanes = survey.library.vocabulary.lanes
    for start in lanes:
        here: str | None = lanes[start].after
        seen = {start}
        while here in lanes and here not in seen:
            seen.add(here)
            here = lanes[here].after
        if here == start:
            yield error(
                "JB305",
                f"the lane `{start}` stands after itself",
                survey.vocabulary.place(("lanes", start, "after")),
                "let one lane of the circle stand after a field, such as `frontstage`",
            )


def lanes_named_like_fields(survey: Survey) -> Iterator[Diagnostic]:
    """Custom lanes with the name of a lane that every map has: what they hold would not be seen."""
    for key in survey.library.vocabulary.lanes:
        if key in BUILT_IN_LANES:
            yield error(
                "JB306",
                f"`{key}` is a lane of every map",
                survey.vocabulary.place(("lanes", key, KEY)),
                "give the custom lane another name",
            )


def own_lanes_named_like_fields(inquiry: Inquiry, journey: Journey) -> Iterator[Diagnostic]:
    """The same in a map."""
    for path, keys in lanes_of(journey):
        for key in keys:
            if key in BUILT_IN_LANES:
                yield error(
                    "JB306",
                    f"`{key}` is a lane of every map",
                    inquiry.key_place((*path, key)),
                    "give the custom lane another name, or use the field of that name",
                )
