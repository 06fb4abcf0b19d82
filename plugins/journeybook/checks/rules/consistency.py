"""Rules about contradictions within a map."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.checks.item_context import ItemContext
from journeybook.checks.map_outline import Mark
from journeybook.checks.portal_context import PortalContext
from journeybook.checks.scopes import LINEAGE, MAP, PORTAL
from journeybook.diagnostics import Diagnostic, Severity
from journeybook.insight.drop_off import funnel
from journeybook.library.links import Path as FieldPath
from journeybook.library.objects import KEY, Kind, Ref
from journeybook.model.journey import Emotion, Journey, MapType, Moment
from journeybook.rules.rule import rule
from journeybook.text.characters import visible


def moments_of(journey: Journey) -> Iterator[tuple[FieldPath, Moment]]:
    """All stages and steps with their paths, in order."""
    for at, stage in enumerate(journey.stages):
        yield ("stages", at), stage
        for position, step in enumerate(stage.steps):
            yield ("stages", at, "steps", position), step


def journeys_with(portal: PortalContext, mark: Mark) -> Iterator[tuple[Ref, Journey]]:
    """All maps whose outline has this mark."""
    for ref, item, _ in portal.items(lambda outline: mark in outline.marks):
        if isinstance(item, Journey):
            yield ref, item


@rule("JB301", "emotion-outside-scale", Severity.ERROR, MAP)
def emotion_outside_scale(context: ItemContext, journey: Journey) -> Iterator[Diagnostic]:
    """An emotion is outside the portal's scale.

    Why: It cannot be drawn on the curve, and the scale has no word for it.

    Bad:
        title: Ordering
        stages: [{title: Order, emotion: 5}]

    Good:
        title: Ordering
        stages: [{title: Order, emotion: 2}]

    Fix: Use the scale, which runs from -2 to 2 unless the vocabulary says otherwise
    (`emotion_scale`).
    """
    if context.words_damaged:
        return
    for path, moment in moments_of(journey):
        for name in ("emotion", "emotion_end"):
            # Fields that a shared step takes from another step are checked there.
            value = getattr(moment, name)
            if value is not None and (not moment.same_as or (*path, name) in context.source.places):
                yield from outside_scale(context, (*path, name), value)
        for at, variant in enumerate(moment.variants):
            yield from outside_scale(context, (*path, "variants", at, "emotion"), variant.emotion)


def outside_scale(context: ItemContext, path: FieldPath, value: Emotion) -> Iterator[Diagnostic]:
    """Findings for the values of one emotion that are outside the portal's scale."""
    scale = context.words.emotion_scale
    levels = value.items() if isinstance(value, dict) else () if value is None else ((None, value),)
    for persona, level in levels:
        if not scale.min <= level <= scale.max:
            yield emotion_outside_scale.at(
                context.place((*path, persona) if persona else path),
                f"the emotion {level:.15g} is outside the scale, which runs from {scale.min:.15g} to {scale.max:.15g}",
                "the scale is `emotion_scale` in the vocabulary",
            )


@rule("JB302", "future-of-a-present", Severity.WARNING, MAP)
def future_of_a_present(context: ItemContext, journey: Journey) -> Iterator[Diagnostic]:
    """`future_of` stands on a map that shows no future.

    Why: Readers take it for how things are today.

    Bad:
        title: Ordering
        future_of: other
        # journeys/other.yml
        title: Other

    Good:
        title: Ordering
        type: future-state
        future_of: other
        # journeys/other.yml
        title: Other

    Fix: Write `type: future-state`, or remove `future_of`.
    """
    if journey.future_of and journey.type is not MapType.FUTURE_STATE:
        yield future_of_a_present.at(
            context.key_place(("future_of",)),
            f"`future_of` stands on a map of type `{journey.type}`",
            "write `type: future-state`, or remove `future_of`",
        )


@rule("JB303", "circle-of-maps", Severity.ERROR, LINEAGE)
def circle_of_maps(portal: PortalContext) -> Iterator[Diagnostic]:
    """A map is its own parent or its own future, directly or through others.

    Why: Readers who follow the links walk in a circle.

    Bad:
        title: Ordering
        parent: example

    Good:
        title: Ordering

    Fix: Remove one link of the circle.
    """
    journeys = portal.outlines
    for name, what in (("parent", "part of itself"), ("future_of", "its own future")):
        settled: set[str] = set()
        for start in journeys:
            chain: dict[str, None] = {}
            here: str | None = start
            while here is not None and here in journeys and here not in chain and here not in settled:
                chain[here] = None
                here = getattr(journeys[here], name)
            if here is not None and here in chain:
                ring = list(chain)[list(chain).index(here) :]
                for key in sorted(ring):
                    yield circle_of_maps.at(
                        portal.place(Ref(Kind.JOURNEY, key), (name,)),
                        f"the journey is {what}: `{name}` leads back to it"
                        + (
                            f" over {', '.join(f'`{each}`' for each in ring if each != key)}"
                            if len(ring) > 1
                            else ""
                        ),
                        f"remove one `{name}` of the circle",
                    )
            settled |= chain.keys()


@rule("JB307", "unscored-moment-of-truth", Severity.INFO, MAP)
def unscored_moment_of_truth(context: ItemContext, journey: Journey) -> Iterator[Diagnostic]:
    """A moment of truth has no emotion.

    Why: The curve has a gap exactly where readers look.

    Bad:
        title: Ordering
        stages: [{title: Order, moment_of_truth: true}]

    Good:
        title: Ordering
        stages: [{title: Order, moment_of_truth: true, emotion: -1}]

    Fix: Ask, and add `emotion:`.
    """
    for path, moment in moments_of(journey):
        if moment.moment_of_truth and moment.emotion is None and moment.emotion_end is None:
            yield unscored_moment_of_truth.at(
                context.key_place((*path, "moment_of_truth")),
                f"the moment of truth `{visible(moment.title)}` has no emotion",
                "add `emotion:`, so that the curve shows it",
            )


@rule("JB308", "persona-beside-map", Severity.WARNING, PORTAL)
def persona_beside_map(portal: PortalContext) -> Iterator[Diagnostic]:
    """A persona takes part in a step and is none of the map's personas.

    Why: The map is missing from the persona's page, and the persona from the map's head.

    Bad:
        title: Ordering
        personas: [ben]
        stages: [{title: Order, personas: [ana]}]
        # personas/ben.yml
        title: Ben

    Good:
        title: Ordering
        personas: [ben, ana]
        stages: [{title: Order, personas: [ana]}]
        # personas/ben.yml
        title: Ben

    Fix: Add the persona to `personas:` of the map.
    """
    for ref, journey in journeys_with(portal, Mark.GUESTS):
        if not journey.personas or ref in portal.damaged:
            continue
        for path, moment in moments_of(journey):
            if moment.same_as:
                continue
            for name in ("personas", "emotion", "emotion_end"):
                value = getattr(moment, name)
                if not isinstance(value, tuple | dict):
                    continue
                for at, persona in enumerate(value):
                    if persona not in journey.personas and persona in portal.library.personas:
                        where = (*path, name, at) if name == "personas" else (*path, name, persona, KEY)
                        yield persona_beside_map.at(
                            portal.place(ref, where),
                            f"`{persona}` takes part in this step, and is none of the map's personas",
                            f"add it to the map's `personas: [{', '.join((*journey.personas, persona))}]`",
                        )


@rule("JB313", "growing-stage", Severity.INFO, MAP)
def growing_stage(context: ItemContext, journey: Journey) -> Iterator[Diagnostic]:
    """More people got to a stage than to the one before.

    Why: Drop-off is computed from these numbers, and would be negative.

    Bad:
        title: Ordering
        stages: [{title: Order, entered: 10}, {title: Pay, entered: 12}]

    Good:
        title: Ordering
        stages: [{title: Order, entered: 12}, {title: Pay, entered: 10}]

    Fix: Look whether both count the same people in the same time. If others come in later, say so
    in the prose.
    """
    found = funnel(journey)
    numbers = {id(stage): at for at, stage in enumerate(journey.stages)}
    for loss in found.losses if found else ():
        if loss.lost >= 0:
            continue
        before, after = (sum(each.entered or 0 for each in side) for side in (loss.starts, loss.ends))
        here = "this stage" if len(loss.ends) == 1 else "this stage and its alternatives"
        there = "the one before" if len(loss.starts) == 1 else "those before"
        yield growing_stage.at(
            context.place(("stages", numbers[id(loss.end)], "entered")),
            f"{after:,} people got to {here}, and {before:,} to {there}",
            "drop-off is computed from these counts; say in the prose where the others came in",
        )


@rule("JB314", "step-of-itself", Severity.WARNING, MAP)
def step_of_itself(context: ItemContext, journey: Journey) -> Iterator[Diagnostic]:
    """A step says that it is a journey of its own, and names the map that it stands on.

    Why: Readers who follow it arrive where they were.

    Bad:
        title: Ordering
        stages: [{title: Order, journey: example}]

    Good:
        title: Ordering
        stages: [{title: Order, journey: other}]
        # journeys/other.yml
        title: Other

    Fix: Name the map that tells the step at length.
    """
    for path, moment in moments_of(journey):
        if moment.journey == journey.id:
            yield step_of_itself.at(
                context.place((*path, "journey")),
                "this step is the journey that it is part of",
                "`journey` names another map, which tells the step at length",
            )
