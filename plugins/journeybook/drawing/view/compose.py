"""Composes the view of a journey map: columns, bands and rows in the order for its type."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from journeybook.drawing.view.branches import branch_start_of, titles_before
from journeybook.drawing.view.emotion_curves import compose_curves
from journeybook.drawing.view.lane_order import with_rules
from journeybook.drawing.view.lanes import LaneContext, LaneSource, shared_with, sources
from journeybook.drawing.view.model import Column, CurveRow, Lane, MapView, Person, PhaseBand, StageBand
from journeybook.drawing.view.rows import compose_rows
from journeybook.insight.drop_off import Loss, funnel
from journeybook.insight.step_graph import step_graph
from journeybook.library.objects import Kind, Library, Ref, moments
from journeybook.model.journey import Journey, MapType, Moment

# Right-to-left languages, unless their tag names another script.
_RTL_LANGUAGES = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi"})
_RTL_SCRIPTS = frozenset({"arab", "hebr", "thaa", "syrc", "nkoo", "adlm", "rohg"})


def compose(journey: Journey, library: Library) -> MapView:
    """The view of `journey`, with names from `library`, which need not hold the map itself.

    A step is a column, and so is a stage without steps. A stage's own content spans its columns.
    Empty lanes are left out. A claim (emotion, pain, gain, quote) is `assumed` if neither it nor
    its step nor its stage names evidence; evidence of the whole map supports no single claim.
    """
    groups = tuple(_groups(journey))
    graph = step_graph(journey)
    context = LaneContext(journey, library, graph, _titles_by_anchor(groups), _losses(journey))
    columns = tuple(_columns(groups, context))
    curves = compose_curves(groups, len(columns), context)
    rows: Iterable[Lane | CurveRow] = compose_rows(groups, len(columns), context, curves)
    return MapView(
        id=journey.id,
        title=journey.title,
        type=journey.type,
        status=journey.status,
        language=journey.language,
        rtl=_is_rtl(journey),
        summary=journey.summary,
        objective=journey.objective,
        people=tuple(_people(groups, context, curves)),
        phases=tuple(_phases(groups)),
        stages=tuple(_bands(groups, journey)),
        columns=columns,
        rows=tuple(with_rules(rows) if journey.type is MapType.SERVICE_BLUEPRINT else rows),
    )


def _groups(journey: Journey) -> Iterator[tuple[LaneSource, tuple[LaneSource, ...]]]:
    first = 0
    for stage in journey.stages:
        steps = tuple(
            LaneSource(step, stage, first + index, 1, f"{journey.id}--t-{step.id}")
            for index, step in enumerate(stage.steps)
        )
        span = len(steps) or 1
        yield LaneSource(stage, stage, first, span, f"{journey.id}--s-{stage.id}"), steps
        first += span


def _losses(journey: Journey) -> dict[str, Loss]:
    """The loss on the way to each counted stage, by its id, except those of alternatives."""
    found = funnel(journey)
    return (
        {loss.end.id: loss for loss in found.losses if loss.end.id and len(loss.ends) == 1} if found else {}
    )


def _titles_by_anchor(groups: Iterable[tuple[LaneSource, Sequence[LaneSource]]]) -> dict[str, str]:
    return {source.anchor: source.moment.title for stage, steps in groups for source in (stage, *steps)}


def _columns(
    groups: Iterable[tuple[LaneSource, Sequence[LaneSource]]], context: LaneContext
) -> Iterator[Column]:
    for at, (stage, steps) in enumerate(groups):
        for source in steps or (stage,):
            moment = source.moment
            yield Column(
                index=source.first,
                stage=at,
                id=moment.id or "",
                anchor=source.anchor,
                title=moment.title,
                moment_of_truth=moment.moment_of_truth,
                is_stage=source is stage,
                journey=Ref(Kind.JOURNEY, moment.journey) if moment.journey else None,
                at=moment.at,
                duration=moment.duration,
                personas=tuple(Ref(Kind.PERSONA, persona) for persona in moment.personas),
                branch_start=branch_start_of(context.graph, source.first),
                after=titles_before(context.graph, source.first),
                links=tuple((link.title, link.url) for link in moment.links),
                # The stage's own prose belongs to its band.
                narrative=None if source is stage else moment.narrative,
                same_as=shared_with(moment),
                evidence=sources(moment.evidence),
                former=() if source is stage or not moment.was else _former(moment, "t", context.journey),
            )


def _former(moment: Moment, sort: str, journey: Journey) -> tuple[str, ...]:
    """The anchors of a stage's or step's former ids, without those that are in use again."""
    present = {each.id for each in moments(journey)}
    first = {former: each.id for each in reversed(tuple(moments(journey))) for former in each.was}
    return tuple(
        f"{journey.id}--{sort}-{former}"
        for former in dict.fromkeys(moment.was)
        if former not in present and first[former] == moment.id
    )


def _bands(
    groups: Iterable[tuple[LaneSource, Sequence[LaneSource]]], journey: Journey
) -> Iterator[StageBand]:
    for index, (source, steps) in enumerate(groups):
        stage = source.stage
        yield StageBand(
            number=index + 1,
            id=stage.id or "",
            anchor=source.anchor,
            title=stage.title,
            first=source.first,
            span=source.span,
            goal=stage.goal,
            mindset=stage.mindset,
            lifecycle=Ref(Kind.LIFECYCLE, stage.lifecycle) if stage.lifecycle else None,
            entered=stage.entered,
            narrative=stage.narrative,
            moment_of_truth=stage.moment_of_truth and bool(steps),
            evidence=sources(stage.evidence),
            former=_former(stage, "s", journey) if stage.was else (),
        )


def _phases(groups: Iterable[tuple[LaneSource, Sequence[LaneSource]]]) -> Iterator[PhaseBand]:
    open_band: PhaseBand | None = None
    for source, _ in groups:
        phase = source.stage.phase
        if open_band and phase == open_band.title:
            open_band = PhaseBand(phase, open_band.first, open_band.span + source.span)
            continue
        if open_band:
            yield open_band
        open_band = PhaseBand(phase, source.first, source.span) if phase else None
    if open_band:
        yield open_band


def _people(
    groups: Iterable[tuple[LaneSource, Sequence[LaneSource]]], context: LaneContext, curves: CurveRow | None
) -> Iterator[Person]:
    keys = dict.fromkeys(context.journey.personas)
    for stage, steps in groups:
        for source in (stage, *steps):
            keys.update(dict.fromkeys(source.moment.personas))
            for level in (source.moment.emotion, source.moment.emotion_end):
                if isinstance(level, dict):
                    keys.update(dict.fromkeys(level))
    series = {curve.persona: curve.series for curve in curves.curves} if curves else {}
    for key in keys:
        ref = Ref(Kind.PERSONA, key)
        found = context.library.personas.get(key)
        title = found.title if found else key
        yield Person(
            ref=ref,
            title=title,
            role=found.role if found else None,
            initials=initials(title),
            series=series.get(ref),
            photo=found.photo if found else None,
        )


def initials(name: str) -> str:
    """At most two letters for a name: of its first and its last word."""
    words = [word for word in name.replace("-", " ").split() if word[0].isalnum()]
    letters = [word[0] for word in (words[:1] + words[1:][-1:])]
    return "".join(letters).upper() or name[:1]


def _is_rtl(journey: Journey) -> bool:
    """Whether the map runs from right to left: by its language, else by its title."""
    language, *subtags = journey.language.casefold().split("-")
    scripts = [tag for tag in subtags if len(tag) == 4 and tag.isalpha()]
    if scripts:
        return scripts[0] in _RTL_SCRIPTS
    if language in _RTL_LANGUAGES:
        return True
    # English is the default language, so the title's first directional letter decides.
    for letter in journey.title:
        side = unicodedata.bidirectional(letter)
        if side in ("R", "AL"):
            return True
        if side == "L":
            return False
    return False
