"""Rules about the emotion curve: gaps, flat curves, and drops without an explanation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeybook.checks.item_context import ItemContext
from journeybook.checks.rules.consistency import moments_of
from journeybook.checks.scopes import MAP
from journeybook.diagnostics import Diagnostic, Severity
from journeybook.insight.step_graph import step_graph
from journeybook.library.links import Path as FieldPath
from journeybook.model.journey import Emotion, Journey, MapType, Moment, Stage
from journeybook.rules.rule import rule
from journeybook.text.characters import visible

DEEP_FALL = 0.75
"""The share of the scale from which a drop needs an explanation: 3 of the 4 units of -2 to 2."""

FEWEST = 4
"""The number of equal scores from which a curve counts as flat; three are often a coincidence."""


def _columns(journey: Journey) -> Iterator[tuple[FieldPath, Moment]]:
    """The points of the curve: steps, and stages without steps."""
    for path, moment in moments_of(journey):
        if not (isinstance(moment, Stage) and moment.steps):
            yield path, moment


def _of(value: Emotion, persona: str | None, cast: Sequence[str]) -> float | None:
    """A persona's emotion; a number counts for the personas in `cast`, for all if it is empty."""
    if isinstance(value, dict):
        return value.get(persona or "")
    return value if not cast or persona is None or persona in cast else None


@rule("JB511", "missing-emotion", Severity.INFO, MAP, advice=True)
def missing_emotion(context: ItemContext, journey: Journey) -> Iterator[Diagnostic]:
    """A step has no emotion, and others of its map have one.

    Why: The curve has a gap there. Readers cannot tell whether nobody asked or whether nothing was
    felt. Service blueprints are exempt, because they are not read for their curve.

    Bad:
        title: Ordering
        status: published
        stages:
          - {title: Order, emotion: 1}
          - {title: Wait}
          - {title: Get it, emotion: 2}

    Good:
        title: Ordering
        status: published
        stages:
          - {title: Order, emotion: 1}
          - {title: Wait, emotion: -1}
          - {title: Get it, emotion: 2}

    Fix: Ask, and write `emotion:`. A gap is better than an invented number: where nobody knows,
    say so with `# journeybook: ignore JB511 -- not asked yet`.
    """
    if journey.type is MapType.SERVICE_BLUEPRINT or context.damaged:
        return
    holes: list[tuple[FieldPath, Moment]] = []
    felt = False
    stage_felt = False
    for path, moment in moments_of(journey):
        here = moment.emotion is not None or moment.emotion_end is not None
        felt = felt or here
        if len(path) == 2:
            stage_felt = here
            if isinstance(moment, Stage) and moment.steps:
                continue
        if not here and not stage_felt:
            holes.append((path, moment))
    if felt and holes:
        path, moment = holes[0]
        others = f", and neither have {len(holes) - 1} others" if len(holes) > 2 else ""
        others = ", and neither has another" if len(holes) == 2 else others
        yield missing_emotion.at(
            context.place((*path, "title")),
            f"`{visible(moment.title)}` has no emotion{others}: the curve has a hole",
            "ask, and add `emotion:`; leave it out where nobody knows",
        )


@rule("JB512", "flat-emotion-curve", Severity.INFO, MAP, advice=True)
def flat_curve(context: ItemContext, journey: Journey) -> Iterator[Diagnostic]:
    """All emotions of a map are equal, and there are at least four.

    Why: No journey feels the same from beginning to end. A flat curve suggests that the numbers
    were filled in without research, and readers stop trusting the other curves too.

    Bad:
        title: Ordering
        status: published
        stages:
          - {title: Look, emotion: 0}
          - {title: Order, emotion: 0}
          - {title: Wait, emotion: 0}
          - {title: Get it, emotion: 0}

    Good:
        title: Ordering
        status: published
        stages:
          - {title: Look, emotion: 0.5}
          - {title: Order, emotion: 0}
          - {title: Wait, emotion: -1}
          - {title: Get it, emotion: 2}

    Fix: Ask how it felt, or leave `emotion:` out until somebody has.
    """
    levels: list[float] = []
    first: FieldPath | None = None
    for path, moment in moments_of(journey):
        for value in (moment.emotion, moment.emotion_end):
            if value is not None:
                first = first or (*path, "emotion")
                levels.extend(value.values() if isinstance(value, dict) else (value,))
    if first and len(levels) >= FEWEST and len(set(levels)) == 1:
        yield flat_curve.at(
            context.place(first),
            f"all {len(levels)} emotions of this map are {levels[0]:g}",
            "ask how it felt, or leave `emotion` out until somebody has",
        )


@rule("JB513", "unexplained-emotion-drop", Severity.WARNING, MAP, advice=True)
def unexplained_drop(context: ItemContext, journey: Journey) -> Iterator[Diagnostic]:
    """From a step to one that may follow it, a persona's emotion falls by three quarters of the
    scale or more, and the step where it lands names no pain, risk, quote or evidence.

    Why: Readers look at this moment first and ask why. A fall like this has a reason; a map that
    does not give it is of no use to those who could do something about it.

    Bad:
        title: Ordering
        status: published
        stages:
          - {title: Order, emotion: 2}
          - {title: Pay, emotion: -2}

    Good:
        title: Ordering
        status: published
        stages:
          - {title: Order, emotion: 2}
          - {title: Pay, emotion: -2, pains: The card is refused without a reason}

    Fix: Write the reason under `pains:`, what a customer said under `quotes:`, or what you know it
    from under `evidence:`.
    """
    scale = context.words.emotion_scale
    depth = DEEP_FALL * (scale.max - scale.min)
    if context.damaged:
        return
    columns = tuple(_columns(journey))
    if all(
        _explained(moment) or (moment.emotion is None and moment.emotion_end is None) for _, moment in columns
    ):
        return
    graph = step_graph(journey)
    for persona in journey.personas or (None,):
        # For each column, the last emotions on the paths that lead to it, several where paths join.
        left: list[tuple[tuple[float, str], ...]] = []
        for at, (path, moment) in enumerate(columns):
            before = tuple(dict.fromkeys(each for column in graph.behind(at) for each in left[column]))
            cast = moment.personas or journey.stages[graph.stages[at]].personas
            start, end = (_of(each, persona, cast) for each in (moment.emotion, moment.emotion_end))
            level = start if start is not None else end
            if level is None:
                left.append(before)
                continue
            highest = max(before, key=lambda each: each[0], default=None)
            if highest and highest[0] - level >= depth and not _explained(moment):
                yield unexplained_drop.at(
                    context.place((*path, "emotion")),
                    f"emotion falls from {highest[0]:+g} at `{visible(highest[1])}` to {level:+g} at "
                    f"`{visible(moment.title)}`, and nothing says why",
                    "add the reason under `pains:`, or `evidence:`",
                )
            left.append(((end if end is not None else level, moment.title),))


def _explained(moment: Moment) -> bool:
    return bool(moment.pains or moment.risks or moment.quotes or moment.evidence or moment.same_as)
