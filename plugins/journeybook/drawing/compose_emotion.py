"""Whose feelings a map tells, where they lie on the curve, and what the curve says in a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from journeybook.drawing.compose_lanes import Context, Site
from journeybook.drawing.figures import level_figure
from journeybook.drawing.view import Curve, CurveRow, Point
from journeybook.library import Kind, Ref
from journeybook.model.journey import Emotion, MapType
from journeybook.model.vocabulary import EmotionScale

# Where the two points of a step in which the feeling changes stand within its column.
_START, _MIDDLE, _END = 0.28, 0.5, 0.72

# A tenth of the scale is less than one face; nobody would call that a trend.
_TREND = 0.1


@dataclass(frozen=True, slots=True)
class Teller:
    """Whose curve it is: a persona's, or None where several share it or the map names nobody."""

    persona: str | None
    shared: bool


def compose_curves(
    groups: Sequence[tuple[Site, Sequence[Site]]], columns: int, context: Context
) -> CurveRow | None:
    """The emotion lane of stages with their steps, None where nobody wrote down a feeling.

    A number is the feeling of all of a step's personas, so that a map of numbers has one curve, its actor's. A
    map that tells personas apart anywhere has one curve for each of them, and a number counts for all who take
    part. A stage's own feeling is drawn in its middle where its steps have none.
    """
    scale = context.library.vocabulary.emotion_scale
    sites = [site for stage, steps in groups for site in (stage, *steps)]
    curves: list[Curve] = []
    for teller in _tellers(sites, context):
        runs = tuple(_runs(groups, columns, teller, scale, context))
        if runs:
            ref = Ref(Kind.PERSONA, teller.persona) if teller.persona else None
            title = context.library.title(ref) if ref else "Everyone" if teller.shared else "Emotion"
            curves.append(Curve(len(curves), ref, title, runs))
    if not curves:
        return None
    words = sorted(scale.words.items(), reverse=True)
    return CurveRow(
        title="Emotion",
        icon="emoticon-happy-outline",
        curves=tuple(curves),
        levels=tuple((scale.share(value), scale.level(value), word) for value, word in words),
        zero=scale.share(0) if scale.min < 0 < scale.max else None,
        sentence=" ".join(_sentence(curve, context, named=len(curves) > 1) for curve in curves),
        tall=context.journey.type is MapType.EMOTIONAL_JOURNEY,
    )


def _tellers(sites: Sequence[Site], context: Context) -> list[Teller]:
    own: dict[str, None] = {}
    numbered: list[Site] = []
    for site in sites:
        for level in (site.moment.emotion, site.moment.emotion_end):
            if isinstance(level, dict):
                own.update(dict.fromkeys(level))
            elif level is not None:
                numbered.append(site)
    cast = context.journey.personas
    actor = cast[0] if cast else None
    if not own:
        sharers = [_takers(site, context) for site in numbered]
        if actor and all(actor in each for each in sharers):
            return [Teller(actor, shared=True)]
        alone = {each[0] if len(each) == 1 else None for each in sharers}
        only = next(iter(alone)) if len(alone) == 1 else None
        return [Teller(only, shared=True)]
    for site in numbered:
        takers = _takers(site, context)
        if takers and not any(each in own for each in takers):
            own[takers[0]] = None
    ordered = sorted(own, key=lambda each: cast.index(each) if each in cast else len(cast))
    return [Teller(each, shared=False) for each in ordered]


def _takers(site: Site, context: Context) -> tuple[str, ...]:
    return site.moment.personas or site.stage.personas or context.journey.personas


def _value(level: Emotion, site: Site, teller: Teller, context: Context) -> float | None:
    if level is None:
        return None
    if isinstance(level, dict):
        return level.get(teller.persona or "")
    if teller.shared:
        return level
    takers = _takers(site, context)
    return level if not takers or teller.persona in takers else None


def _runs(
    groups: Sequence[tuple[Site, Sequence[Site]]],
    columns: int,
    teller: Teller,
    scale: EmotionScale,
    context: Context,
) -> Iterator[tuple[Point, ...]]:
    run: list[Point] = []
    for stage, steps in groups:
        found = [_points(site, columns, teller, scale, context) for site in steps]
        if not any(found):
            found = [_points(stage, columns, teller, scale, context)]
        for points in found:
            if points:
                run += points
            elif run:
                yield tuple(run)
                run = []
    if run:
        yield tuple(run)


def _points(site: Site, columns: int, teller: Teller, scale: EmotionScale, context: Context) -> list[Point]:
    moment = site.moment
    start = _value(moment.emotion, site, teller, context)
    end = _value(moment.emotion_end, site, teller, context)
    places = [(start, _MIDDLE, False)] if end is None else [(start, _START, False), (end, _END, True)]
    return [
        Point(
            column=site.first,
            x=(site.first + place * site.span) / columns,
            y=scale.share(value),
            value=value,
            level=scale.level(value),
            word=scale.word(value),
            feeling=", ".join(moment.feeling) or None,
            assumed=not site.evidence,
            moment_of_truth=moment.moment_of_truth,
            anchor=site.anchor,
            end=is_end,
            span=site.span,
            figure=level_figure(value, scale.min),
        )
        for value, place, is_end in places
        if value is not None
    ]


def _sentence(curve: Curve, context: Context, *, named: bool) -> str:
    points = [point for run in curve.runs for point in run]
    titles = context.titles
    lowest = min(points, key=lambda point: point.y)
    highest = max(points, key=lambda point: point.y)

    def told(point: Point) -> str:
        word = f"{point.word}, " if point.word else ""
        return f"{titles.get(point.anchor, '')} ({word}{point.figure})"

    name = f"{curve.title}: " if named else ""
    if len(points) == 1:
        return f"{name}{'one' if named else 'One'} feeling is known, at {told(points[0])}."
    if lowest.y == highest.y:
        return f"{name}{'the' if named else 'The'} same feeling throughout: {told(lowest)}."
    change = points[-1].y - points[0].y
    trend = (
        "higher than it begins"
        if change > _TREND
        else "lower than it begins"
        if change < -_TREND
        else "about where it begins"
    )
    start = "lowest" if named else "Lowest"
    return f"{name}{start} at {told(lowest)}, highest at {told(highest)}; it ends {trend}."
