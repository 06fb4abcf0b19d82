"""Changes of emotions: at each step for each persona, and over the whole map."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import fmean

from journeybook.history.change import Act, Change, CurveChange, CurveColumn, Low, Sort
from journeybook.insight.spots import Spot, columns_of, shown_places
from journeybook.insight.step_graph import place_links, step_graph
from journeybook.library.objects import Kind, Ref
from journeybook.model.journey import Moment
from journeybook.model.vocabulary import EmotionScale

FAR = 0.25
"""The share of the scale from which a change counts: the distance of two of its five words."""

EVERYBODY = ""


def emotion_changes(
    before: Moment, after: Moment, ref: Ref, trail: tuple[str, ...], scale: EmotionScale
) -> Iterator[Change]:
    """A change for each persona with another emotion, at the start of the step and at its end."""
    for field in ("emotion", "emotion_end"):
        one, other = _levels(getattr(before, field)), _levels(getattr(after, field))
        if one == other:
            continue
        # A level for all personas is compared with each persona that the other side names.
        people = [key for key in dict.fromkeys([*one, *other]) if key != EVERYBODY]
        if not people or (EVERYBODY in one and EVERYBODY in other):
            people = [EVERYBODY]
        for persona in people:
            was, now = one.get(persona, one.get(EVERYBODY)), other.get(persona, other.get(EVERYBODY))
            if was != now:
                act, sort = _weighed(was, now, scale)
                yield Change(sort, act, ref, field, persona, was, now, trail)


def _levels(level: float | dict[str, float] | None) -> Mapping[str, float]:
    if level is None:
        return {}
    return dict(level) if isinstance(level, dict) else {EVERYBODY: level}


def _weighed(was: float | None, now: float | None, scale: EmotionScale) -> tuple[Act, Sort]:
    if was is None:
        return Act.ADDED, Sort.ADDITION
    if now is None:
        return Act.REMOVED, Sort.REMOVAL
    # Values are written in tenths, which floats only approximate.
    if abs(now - was) < FAR * (scale.max - scale.min) - 1e-9:
        return Act.CHANGED, Sort.DETAIL
    return Act.CHANGED, Sort.REGRESSION if now < was else Sort.IMPROVEMENT


def curve_change(before: Sequence[Spot], after: Sequence[Spot], now_of: Mapping[str, str]) -> CurveChange:
    """Both curves over the same columns: today's steps in order, removed ones at their old place.

    `now_of` maps each earlier id that still exists to today's.
    """
    old = {spot.moment.id or "": spot for spot in before}
    new = {spot.moment.id or "": spot for spot in after}
    was_of = {new_id: old_id for old_id, new_id in now_of.items()}
    columns = [_column(key, new[key], old.get(was_of.get(key, "")), added=key not in was_of) for key in new]
    places = {column.ref.step: at for at, column in enumerate(columns)}
    found: list[tuple[int, int, CurveColumn]] = [(at, 0, column) for at, column in enumerate(columns)]
    at = -1
    for order, (key, spot) in enumerate(old.items(), 1):
        if key in now_of and now_of[key] in places:
            at = places[now_of[key]]
        elif key not in now_of:
            gone = CurveColumn(
                spot.ref, spot.stage.title, spot.moment.title, _lowest(spot), None, removed=True
            )
            found.append((at, order, gone))
    found.sort(key=lambda each: each[:2])
    # Columns without an emotion on either side are left out.
    shown = tuple(column for _, _, column in found if column.before is not None or column.after is not None)
    ids_now = [None if each.removed else each.ref.step for each in shown]
    ids_then = [each.ref.step if each.removed else was_of.get(each.ref.step or "") for each in shown]
    return CurveChange(
        shown,
        _mean(old.values()),
        _mean(new.values()),
        lowest_of(old.values()),
        lowest_of(new.values()),
        _ahead(before, ids_then),
        _ahead(after, ids_now),
    )


def _ahead(found: Sequence[Spot], shown: Sequence[str | None]) -> tuple[tuple[int, ...], ...] | None:
    """The later columns that can follow each column on this side; None without branches.

    `shown` are the columns' ids on this side.
    """
    graph = step_graph(found[0].journey) if found else None
    if graph is None or graph.is_plain:
        return None
    columns = columns_of(found)
    return place_links(graph, shown_places(columns, shown), len(shown))


def _column(key: str, now: Spot, was: Spot | None, *, added: bool) -> CurveColumn:
    ref = Ref(Kind.JOURNEY, now.journey.id, key)
    return CurveColumn(ref, now.stage.title, now.moment.title, _lowest(was), _lowest(now), added=added)


def _lowest(spot: Spot | None) -> float | None:
    return spot.lowest.value if spot and spot.lowest else None


def _mean(found: Iterable[Spot]) -> float | None:
    values = [felt.value for spot in found for felt in spot.emotions]
    return round(fmean(values), 3) if values else None


def lowest_of(found: Iterable[Spot]) -> Low | None:
    """The lowest emotion of a map, the first of equals; None if there is none."""
    feelings = [(felt.value, spot, felt.persona) for spot in found for felt in spot.emotions]
    if not feelings:
        return None
    value, spot, persona = min(feelings, key=lambda each: each[0])
    return Low(value, spot.ref, spot.moment.title, persona)


def lowest_change(was: Low | None, now: Low | None, ref: Ref, now_of: Mapping[str, str]) -> Iterator[Change]:
    """The change of the map's lowest emotion: another step, or another value.

    `about` is the step of the new one; `before` and `after` are the values. If another persona's
    emotion at the same step is equally low, nothing changed.
    """
    if was is None or now is None:
        return
    same = now_of.get(was.ref.step or "") == now.ref.step
    if same and was.value == now.value:
        return
    sort = Sort.DETAIL
    if now.value != was.value:
        sort = Sort.REGRESSION if now.value < was.value else Sort.IMPROVEMENT
    yield Change(sort, Act.CHANGED, ref, "lowest", now.ref.step or "", was.value, now.value)
