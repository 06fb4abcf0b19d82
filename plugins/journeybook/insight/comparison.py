"""Two emotion curves compared at the same steps or in the same lifecycle stages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from journeybook.insight.spots import Spot, SpotEmotion, spots_with_emotions
from journeybook.insight.step_graph import StepGraph, branched_links
from journeybook.insight.summary import Summary
from journeybook.model.journey import Journey


@dataclass(frozen=True, slots=True)
class Pair:
    """The lowest emotion on each side at one place, which is a step or a lifecycle stage.

    `key` is the id of the step or lifecycle stage. A side is None if no emotion is recorded there;
    then the change is unknown, which is not the same as no change.
    """

    key: str
    first: Spot | None
    second: Spot | None
    before: float | None
    after: float | None

    @property
    def change(self) -> float | None:
        """`after` minus `before` on the portal's scale; None if a side is missing."""
        return None if self.before is None or self.after is None else self.after - self.before


class StepOrder(NamedTuple):
    """Which step may follow which on one side, and the key of the place of each column."""

    graph: StepGraph
    keys: tuple[str | None, ...]

    def ahead(self, pairs: Sequence[Pair]) -> tuple[tuple[int, ...], ...] | None:
        """For each of these places the later ones that it leads to; None without branches."""
        places = {pair.key: index for index, pair in enumerate(pairs)}
        return branched_links(self.graph, [places.get(key or "") for key in self.keys], len(pairs))


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every place of either side, in the order of the first side.

    Places that only the second side has are inserted where they stand in its own order. `ways`
    holds for each side which places follow which.
    """

    pairs: tuple[Pair, ...]
    ways: tuple[StepOrder, StepOrder]

    @property
    def gains(self) -> tuple[Pair, ...]:
        """The places that are better on the second side, the largest change first."""
        return self._ordered(lambda change: change > 0)

    @property
    def losses(self) -> tuple[Pair, ...]:
        """The places that are worse on the second side, the largest change first."""
        return self._ordered(lambda change: change < 0)

    def _ordered(self, wanted: Callable[[float], bool]) -> tuple[Pair, ...]:
        found = [
            (pair.change, pair) for pair in self.pairs if pair.change is not None and wanted(pair.change)
        ]
        return tuple(pair for _, pair in sorted(found, key=lambda each: -abs(each[0])))


def compare_maps(first: Summary, second: Summary) -> Comparison:
    """Two maps compared at the steps that they share, as a current and a future map do.

    Steps are matched by id, or by a former id of the second map's. At each step the lowest emotion
    is compared, so that the worst moment is not averaged away. If the maps share personas, only
    those count, because a persona that is missing on one side would look like a gain. Swapping the
    sides swaps the sign of every change.
    """
    cast = shared_cast(first.journey, second.journey)
    left = {spot.moment.id or "": spot for spot in first.spots}
    names = {was: key for key, spot in left.items() for was in spot.moment.was} | {key: key for key in left}
    right: dict[str, Spot] = {}
    for spot in second.spots:
        own = spot.moment.id or ""
        key = next((names[name] for name in (own, *spot.moment.was) if name in names), own)
        right.setdefault(key, spot)
    keys = {id(spot): key for side in (left, right) for key, spot in side.items()}

    def ways(summary: Summary) -> StepOrder:
        tellers = spots_with_emotions(summary.spots, lambda spot: lowest_of(spot, cast) is not None)
        return StepOrder(summary.graph, tuple(keys.get(id(teller)) for teller in tellers))

    pairs = tuple(_pair(key, left.get(key), right.get(key), cast) for key in _woven(left, right))
    return Comparison(pairs, (ways(first), ways(second)))


def compare_lifecycle(
    first: Summary, second: Summary, order: Iterable[str], persona: str | None = None
) -> Comparison:
    """Two maps compared by lifecycle stage, in the given order: the lowest emotion in each.

    Only the emotions of `persona` count, or without it those of the shared personas, as in
    `compare_maps`.
    """
    return _compared(first, second, order, lambda spot: spot.stage.lifecycle, persona)


def compare_stages(first: Summary, second: Summary, persona: str | None = None) -> Comparison:
    """Two maps compared stage by stage, for maps without lifecycle stages.

    The lowest emotion in each stage is compared. Keys are the numbers of the stages, from `1`.
    Personas are chosen as in `compare_lifecycle`.
    """
    numbers = {
        id(stage): str(number)
        for summary in (first, second)
        for number, stage in enumerate(summary.journey.stages, 1)
    }
    most = max(len(each.journey.stages) for each in (first, second))
    order = (str(index) for index in range(1, most + 1))
    return _compared(first, second, order, lambda spot: numbers[id(spot.stage)], persona)


def shared_cast(first: Journey, second: Journey) -> frozenset[str]:
    """The personas whose emotions are compared: those of both maps.

    Empty if the maps share none or all of their personas; then every emotion counts.
    """
    one, two = frozenset(first.personas), frozenset(second.personas)
    return one & two if one != two else frozenset()


def lowest_of(spot: Spot, cast: frozenset[str]) -> SpotEmotion | None:
    """The lowest emotion of these personas at a spot; of anybody for an empty cast."""
    felt = (
        {emotion: None for persona in sorted(cast) for emotion in spot.emotions_of(persona)}
        if cast
        else spot.emotions
    )
    return min(felt, key=lambda each: each.value, default=None)


def compare_personas(summary: Summary, first: str, second: str) -> Comparison:
    """Two personas of one map compared step by step.

    Steps where neither has an emotion are left out.
    """
    pairs = []
    for spot in summary.spots:
        mine, theirs = (_lowest_of(spot, persona) for persona in (first, second))
        if mine is not None or theirs is not None:
            pairs.append(Pair(spot.moment.id or "", spot, spot, mine, theirs))
    tellers = spots_with_emotions(
        summary.spots, lambda spot: any(spot.emotions_of(persona) for persona in (first, second))
    )
    ways = StepOrder(summary.graph, tuple(teller.moment.id for teller in tellers))
    return Comparison(tuple(pairs), (ways, ways))


def _woven(first: Iterable[str], second: Iterable[str]) -> list[str]:
    """Both orders merged: the first one, with the keys that only the second has in their places."""
    keys = list(first)
    at = 0
    for key in second:
        if key in keys:
            at = keys.index(key) + 1
        else:
            keys.insert(at, key)
            at += 1
    return keys


def _lowest_of(spot: Spot, persona: str) -> float | None:
    return min((emotion.value for emotion in spot.emotions_of(persona)), default=None)


def _compared(
    first: Summary,
    second: Summary,
    order: Iterable[str],
    place: Callable[[Spot], str | None],
    persona: str | None,
) -> Comparison:
    cast = frozenset((persona,)) if persona else shared_cast(first.journey, second.journey)
    left, right = (_lowest_at(place, each, cast) for each in (first, second))
    pairs = tuple(
        _pair(key, left.get(key), right.get(key), cast) for key in order if key in left or key in right
    )

    def ways(summary: Summary) -> StepOrder:
        return StepOrder(summary.graph, tuple(place(spot) for spot in summary.columns))

    return Comparison(pairs, (ways(first), ways(second)))


def _lowest_at(
    place: Callable[[Spot], str | None], summary: Summary, cast: frozenset[str]
) -> Mapping[str, Spot]:
    """The spot with the lowest emotion in each place; the first spot if no emotion is known."""
    found: dict[str, Spot] = {}
    for spot in summary.spots:
        key = place(spot)
        if not key:
            continue
        known = found.get(key)
        lowest = lowest_of(known, cast) if known else None
        felt = lowest_of(spot, cast)
        if known is None or (felt and (lowest is None or felt.value < lowest.value)):
            found[key] = spot
    return found


def _pair(key: str, first: Spot | None, second: Spot | None, cast: frozenset[str]) -> Pair:
    before = lowest_of(first, cast) if first else None
    after = lowest_of(second, cast) if second else None
    return Pair(key, first, second, before.value if before else None, after.value if after else None)
