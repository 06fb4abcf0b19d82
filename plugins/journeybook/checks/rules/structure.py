"""Rules about the shape of a map: its stages, its steps and their ids."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.checks.item_context import ItemContext
from journeybook.checks.scopes import MAP
from journeybook.diagnostics import Diagnostic, Severity
from journeybook.model.journey import Journey, Stage
from journeybook.rules.rule import rule
from journeybook.text.characters import visible

MOST_STAGES = 8
"""The number of columns that still have room for text on a wide screen."""

MOST_STEPS = 40
"""The number of steps that can be read in one sitting."""


@rule("JB532", "empty-stage", Severity.INFO, MAP, advice=True)
def empty_stage(context: ItemContext, journey: Journey) -> Iterator[Diagnostic]:
    """A stage has no steps and says nothing but its title, on a map whose other stages have steps.

    Why: Readers see an empty column and cannot tell whether nothing happens there or whether it was
    forgotten.

    Bad:
        title: Ordering
        status: published
        stages:
          - {title: Order, steps: [{title: Asks in the shop}]}
          - title: Wait

    Good:
        title: Ordering
        status: published
        stages:
          - {title: Order, steps: [{title: Asks in the shop}]}
          - {title: Wait, action: Checks the inbox daily}

    Fix: Give the stage a step, or fields of its own, or remove it.
    """
    if not any(stage.steps for stage in journey.stages) or context.damaged:
        return
    for at, stage in enumerate(journey.stages):
        if not _says_anything(stage):
            yield empty_stage.at(
                context.place(("stages", at, "title")),
                f"the stage `{visible(stage.title)}` is empty",
                "give it a step or fields of its own, or remove it",
            )


_BARE = frozenset({"id", "title", "was", "phase", "lifecycle"})


def _says_anything(stage: Stage) -> bool:
    return any(getattr(stage, name) not in (None, (), {}, False) for name in stage.model_fields_set - _BARE)


@rule("JB533", "too-many-stages", Severity.INFO, MAP, advice=True)
def too_many_stages(context: ItemContext, journey: Journey) -> Iterator[Diagnostic]:
    """A map has more than 8 stages, or more than 40 steps.

    Why: Such a map cannot be seen as a whole. Readers scroll past what matters, and its curve says
    nothing any more.

    Bad:
        title: A whole life
        status: published
        stages: [{title: A}, {title: B}, {title: C}, {title: D}, {title: E}, {title: F},
          {title: G}, {title: H}, {title: I}]

    Good:
        title: A whole life
        status: published
        stages: [{title: A}, {title: B}, {title: C}, {title: D}]

    Fix: Split it: let a step name a map of its own in `journey:`, and give that map this one as its
    `parent:`.
    """
    steps = sum(len(stage.steps) for stage in journey.stages)
    stages = len(journey.stages)
    if stages > MOST_STAGES or steps > MOST_STEPS:
        what = f"{stages} stages" if stages > MOST_STAGES else f"{steps} steps"
        yield too_many_stages.at(
            context.key_place(("stages",)),
            f"this map has {what}, and nobody sees that at once",
            "split it: let a step name a map of its own in `journey`",
        )


@rule("JB534", "map-without-stages", Severity.WARNING, MAP, advice=True)
def without_stages(context: ItemContext, journey: Journey) -> Iterator[Diagnostic]:
    """A map has no stages.

    Why: Readers find it in the catalogue, open it, and there is nothing to see.

    Bad:
        title: Ordering
        status: published

    Good:
        title: Ordering
        status: published
        stages: [{title: Order}]

    Fix: Add `stages:`, or set `status: draft` until there are some.
    """
    if not journey.stages and not context.damaged:
        yield without_stages.at(
            context.place(("title",)),
            "this map has no stages",
            "add `stages:`, or set `status: draft`",
        )
