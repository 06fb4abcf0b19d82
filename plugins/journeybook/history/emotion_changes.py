"""How feelings changed: at each step for each persona, and over the whole map."""

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
"""A quarter of the scale: from one of its five words to the next. Less than that is a finer reading of the same."""

EVERYBODY = ""


def emotion_changes(
    before: Moment, after: Moment, ref: Ref, trail: tuple[str, ...], scale: EmotionScale
) -> Iterator[Change]:
    """A change for each persona whose feeling is another, at the start of the step and at its end."""
    for field in ("emotion", "emotion_end"):
        one, other = _levels(getattr(before, field)), _levels(getattr(after, field))
        if one == other:
            continue
        # A number for everybody stands for each persona that the other side tells apart.
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
    # Values are written in tenths, which binary numbers only come near.
    if abs(now - was) < FAR * (scale.max - scale.min) - 1e-9:
        return Act.CHANGED, Sort.DETAIL
    return Act.CHANGED, Sort.REGRESSION if now < was else Sort.IMPROVEMENT


def curve_change(before: Sequence[Spot], after: Sequence[Spot], now_of: Mapping[str, str]) -> CurveChange:
    """Both curves over the same columns: the steps of today in order, each gone one where it stood.

    `now_of` holds the id of today for each id of before that is still there.
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
    # A column without a feeling on either side has no place in a curve.
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
    """For each of these columns, by its id on this side, the later ones that may follow it; None without branches."""
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
    """The lowest feeling of a map, the first of several that are equal; None where nobody wrote one down."""
    feelings = [(felt.value, spot, felt.persona) for spot in found for felt in spot.emotions]
    if not feelings:
        return None
    value, spot, persona = min(feelings, key=lambda each: each[0])
    return Low(value, spot.ref, spot.moment.title, persona)


def lowest_change(was: Low | None, now: Low | None, ref: Ref, now_of: Mapping[str, str]) -> Iterator[Change]:
    """Whether the lowest moment of the map is another, or the same and lower or higher.

    `about` is the step where it now is and `before`, `after` are the values. Where somebody else's feeling at the
    same step is just as low, nothing changed.
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
