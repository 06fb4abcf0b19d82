"""The emotion curves of a map: their personas, their points, and a sentence that describes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from journeybook.drawing.view.lanes import LaneContext, LaneSource
from journeybook.drawing.view.model import Curve, CurveRow, Point
from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.markers import N_
from journeybook.insight.step_graph import paths
from journeybook.library.objects import Kind, Ref
from journeybook.model.journey import Emotion, MapType
from journeybook.model.vocabulary import EmotionScale
from journeybook.step_fields import CURVE, LANES
from journeybook.text.numbers import level_figure

# The positions of the two points of a step during which the emotion changes, in its column.
_START, _MIDDLE, _END = 0.28, 0.5, 0.72

# A tenth of the scale is less than one face and does not count as a trend.
_TREND = 0.1


@dataclass(frozen=True, slots=True)
class CurveOwner:
    """The owner of a curve: a persona, or None if several share it or the map names nobody."""

    persona: str | None
    shared: bool


def compose_curves(
    groups: Sequence[tuple[LaneSource, Sequence[LaneSource]]], columns: int, context: LaneContext
) -> CurveRow | None:
    """The emotion lane of stages with their steps, None without emotions.

    A number is the emotion of all of a step's personas, so a map with numbers only has one curve,
    the actor's. If any emotion is given by persona, each persona has a curve, and a number counts
    for all who take part. A stage's own emotion is drawn in its middle if its steps have none.
    """
    scale = context.library.vocabulary.emotion_scale
    sites = [source for stage, steps in groups for source in (stage, *steps)]
    curves: list[Curve] = []
    for owner in _tellers(sites, context):
        points, runs = _curve(groups, columns, owner, scale, context)
        if points:
            ref = Ref(Kind.PERSONA, owner.persona) if owner.persona else None
            title = context.library.title(ref) if ref else _("Everyone") if owner.shared else _("Emotion")
            curves.append(Curve(len(curves), ref, title, points, runs))
    if not curves:
        return None
    words = sorted(scale.words.items(), reverse=True)
    return CurveRow(
        title=_(LANES[CURVE].title),
        icon="emoticon-happy-outline",
        curves=tuple(curves),
        levels=tuple((scale.share(value), scale.level(value), word) for value, word in words),
        zero=scale.share(0) if scale.min < 0 < scale.max else None,
        sentence=" ".join(_sentence(curve, context, named=len(curves) > 1) for curve in curves),
        tall=context.journey.type is MapType.EMOTIONAL_JOURNEY,
    )


def _tellers(sites: Sequence[LaneSource], context: LaneContext) -> list[CurveOwner]:
    own: dict[str, None] = {}
    numbered: list[LaneSource] = []
    for source in sites:
        for level in (source.moment.emotion, source.moment.emotion_end):
            if isinstance(level, dict):
                own.update(dict.fromkeys(level))
            elif level is not None:
                numbered.append(source)
    cast = context.journey.personas
    actor = cast[0] if cast else None
    if not own:
        sharers = [_takers(source, context) for source in numbered]
        if actor and all(actor in sharer for sharer in sharers):
            return [CurveOwner(actor, shared=True)]
        alone = {sharer[0] if len(sharer) == 1 else None for sharer in sharers}
        only = next(iter(alone)) if len(alone) == 1 else None
        return [CurveOwner(only, shared=True)]
    for source in numbered:
        takers = _takers(source, context)
        if takers and not any(taker in own for taker in takers):
            own[takers[0]] = None
    ordered = sorted(own, key=lambda each: cast.index(each) if each in cast else len(cast))
    return [CurveOwner(each, shared=False) for each in ordered]


def _takers(source: LaneSource, context: LaneContext) -> tuple[str, ...]:
    return source.moment.personas or source.stage.personas or context.journey.personas


def _value(level: Emotion, source: LaneSource, owner: CurveOwner, context: LaneContext) -> float | None:
    if level is None:
        return None
    if isinstance(level, dict):
        return level.get(owner.persona or "")
    if owner.shared:
        return level
    takers = _takers(source, context)
    return level if not takers or owner.persona in takers else None


def _curve(
    groups: Sequence[tuple[LaneSource, Sequence[LaneSource]]],
    columns: int,
    owner: CurveOwner,
    scale: EmotionScale,
    context: LaneContext,
) -> tuple[tuple[Point, ...], tuple[tuple[Point, ...], ...]]:
    """The points of a curve in column order, and its lines, which follow the graph of steps."""
    nodes: list[tuple[LaneSource, list[Point]]] = []
    node_of: list[int] = []
    for stage, steps in groups:
        found = [(source, _points(source, columns, owner, scale, context)) for source in steps]
        if not any(points for _site, points in found):
            # The stage stands in for all of its steps.
            node_of += [len(nodes)] * stage.span
            nodes.append((stage, _points(stage, columns, owner, scale, context)))
            continue
        node_of += range(len(nodes), len(nodes) + len(found))
        nodes += found
    ahead: list[dict[int, None]] = [{} for _node in nodes]
    for index, node in enumerate(node_of):
        for end in context.graph.ahead(index):
            if node_of[end] != node and _meet(nodes[node][0], nodes[node_of[end]][0], owner, context):
                ahead[node][node_of[end]] = None
    felt = [at for at, (_site, points) in enumerate(nodes) if points]
    runs: list[tuple[Point, ...]] = []
    owned: set[int] = set()
    for line in paths(felt, [sorted(each) for each in ahead]):
        run: list[Point] = []
        for place, node in enumerate(line):
            points = nodes[node][1]
            # A branch begins at the last point of the step that it leaves and ends at the first of
            # the step where it arrives.
            run += points if node not in owned else points[-1:] if place == 0 else points[:1]
            owned.add(node)
        runs.append(tuple(run))
    return tuple(point for at in felt for point in nodes[at][1]), tuple(runs)


def _meet(one: LaneSource, other: LaneSource, owner: CurveOwner, context: LaneContext) -> bool:
    """Whether some persona takes part in both: a shared curve does not connect different people."""
    if not owner.shared or owner.persona:
        return True
    here, there = _takers(one, context), _takers(other, context)
    return not here or not there or not set(here).isdisjoint(there)


def _points(
    source: LaneSource, columns: int, owner: CurveOwner, scale: EmotionScale, context: LaneContext
) -> list[Point]:
    moment = source.moment
    start = _value(moment.emotion, source, owner, context)
    end = _value(moment.emotion_end, source, owner, context)
    places = [(start, _MIDDLE, False)] if end is None else [(start, _START, False), (end, _END, True)]
    return [
        Point(
            column=source.first,
            x=(source.first + place * source.span) / columns,
            y=scale.share(value),
            value=value,
            level=scale.level(value),
            word=scale.word(value),
            feeling=", ".join(moment.feeling) or None,
            assumed=not source.evidence,
            moment_of_truth=moment.moment_of_truth,
            anchor=source.anchor,
            end=is_end,
            span=source.span,
            figure=level_figure(value, scale.min),
        )
        for value, place, is_end in places
        if value is not None
    ]


class Trend(Enum):
    """How the ends of a curve compare with its beginning."""

    HIGHER = auto()
    LOWER = auto()
    LEVEL = auto()
    APART = auto()


_SENTENCES = {
    Trend.HIGHER: N_("Lowest at %(lowest)s, highest at %(highest)s; it ends higher than it begins."),
    Trend.LOWER: N_("Lowest at %(lowest)s, highest at %(highest)s; it ends lower than it begins."),
    Trend.LEVEL: N_("Lowest at %(lowest)s, highest at %(highest)s; it ends about where it begins."),
    Trend.APART: N_("Lowest at %(lowest)s, highest at %(highest)s; its ways end differently."),
}
_NAMED_SENTENCES = {
    Trend.HIGHER: N_(
        "%(name)s: lowest at %(lowest)s, highest at %(highest)s; it ends higher than it begins."
    ),
    Trend.LOWER: N_("%(name)s: lowest at %(lowest)s, highest at %(highest)s; it ends lower than it begins."),
    Trend.LEVEL: N_("%(name)s: lowest at %(lowest)s, highest at %(highest)s; it ends about where it begins."),
    Trend.APART: N_("%(name)s: lowest at %(lowest)s, highest at %(highest)s; its ways end differently."),
}
"""The sentences for a map with several curves, which name the persona."""


def _sentence(curve: Curve, context: LaneContext, *, named: bool) -> str:
    points, name = curve.points, curve.title
    lowest = min(points, key=lambda point: point.y)
    highest = max(points, key=lambda point: point.y)
    low, high = _told(lowest, context), _told(highest, context)
    if len(points) == 1:
        if named:
            return _("%(name)s: one feeling is known, at %(step)s.", name=name, step=low)
        return _("One feeling is known, at %(step)s.", step=low)
    if lowest.y == highest.y:
        if named:
            return _("%(name)s: the same feeling throughout: %(step)s.", name=name, step=low)
        return _("The same feeling throughout: %(step)s.", step=low)
    sentences = _NAMED_SENTENCES if named else _SENTENCES
    return _(sentences[_trend(curve, context)], name=name, lowest=low, highest=high)


def _told(point: Point, context: LaneContext) -> str:
    """A step with its emotion: `Pays (Frustrated, −1)`."""
    title = context.titles.get(point.anchor, "")
    if point.word:
        return _("%(step)s (%(word)s, %(figure)s)", step=title, word=point.word, figure=point.figure)
    return _("%(step)s (%(figure)s)", step=title, figure=point.figure)


def _trend(curve: Curve, context: LaneContext) -> Trend:
    """How the curve's ends compare with its beginning; alternatives may end differently."""
    graph, points = context.graph, curve.points
    last = points[-1].column + points[-1].span - 1
    ends = [
        point
        for point in points
        if not any(graph.ahead(index) for index in range(point.column, point.column + point.span))
        or point.column + point.span > last
    ]
    trends = {
        Trend.HIGHER if change > _TREND else Trend.LOWER if change < -_TREND else Trend.LEVEL
        for change in (_last_of(end, points).y - points[0].y for end in ends)
    }
    return trends.pop() if len(trends) == 1 else Trend.APART


def _last_of(point: Point, points: Sequence[Point]) -> Point:
    """The last point of the step that `point` belongs to."""
    return [each for each in points if each.anchor == point.anchor][-1]
