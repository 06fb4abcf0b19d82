"""The steps that a recommendation answers, and how it would change their emotions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from journeybook.insight.comparison import compare_maps, lowest_of, shared_cast
from journeybook.insight.spots import Spot, SpotEmotion
from journeybook.insight.summary import Summary
from journeybook.library.objects import Kind, Library, Ref, moments
from journeybook.model.journey import Journey


@dataclass(frozen=True, slots=True)
class Lift:
    """The lowest emotion of a step today (`now`) and on a future map (`then`).

    `spot` is the step on the future map, None if it has no such step. `answered` names the step of
    today, or the whole map, whose lowest emotions are then compared.
    """

    answered: Ref
    future: Journey
    now: SpotEmotion | None
    spot: Spot | None
    then: SpotEmotion | None

    @property
    def change(self) -> float | None:
        """The change of the emotion on the portal's scale; None if a side is unknown."""
        return None if self.now is None or self.then is None else self.then.value - self.now.value


def ideas(journey: Journey) -> tuple[tuple[str, str], ...]:
    """The steps and stages of a map whose opportunities link to a recommendation, with its id."""
    return tuple(
        (moment.id or "", idea.recommendation)
        for moment in moments(journey)
        for idea in moment.opportunities
        if idea.recommendation
    )


def answered(
    library: Library, ideas_of: Callable[[str], tuple[tuple[str, str], ...]] | None = None
) -> Mapping[str, tuple[Ref, ...]]:
    """For each recommendation the steps, stages and journeys that it answers, by current id.

    First those that it names itself (`relevant`), then those whose opportunities link to it.
    Targets that do not exist are left out. `ideas_of` returns the `ideas` of the map with an id,
    for callers that keep them.
    """
    found: dict[str, dict[Ref, None]] = {
        key: dict.fromkeys(present for text in each.relevant if (present := _present(text, library)))
        for key, each in library.recommendations.items()
    }
    # Skip the walk over all steps in a portal without recommendations.
    for key in library.journeys if found else ():
        for step, recommendation in ideas_of(key) if ideas_of else ideas(library.journeys[key]):
            if recommendation in found:
                found[recommendation].setdefault(Ref(Kind.JOURNEY, key, step or None))
    return {key: tuple(refs) for key, refs in found.items()}


def answers(library: Library) -> Mapping[Ref, tuple[str, ...]]:
    """For each step, stage or journey the ids of the recommendations that answer it.

    A journey is answered by every recommendation that answers something in it.
    """
    return answering(answered(library))


def answering(answered_by: Mapping[str, tuple[Ref, ...]]) -> Mapping[Ref, tuple[str, ...]]:
    """The same as `answers`, of what `answered` returns."""
    found: dict[Ref, dict[str, None]] = {}
    for key, refs in answered_by.items():
        for ref in refs:
            for each in (ref, Ref(ref.kind, ref.id)):
                found.setdefault(each, {})[key] = None
    return {ref: tuple(keys) for ref, keys in found.items()}


def lifts(
    refs: Iterable[Ref], summaries: Mapping[str, Summary], futures: Mapping[str, tuple[Journey, ...]]
) -> tuple[Lift, ...]:
    """The change of emotion of each of `refs` on each future map, in the given order.

    `futures` holds the future maps by the id of the current map; a journey without one has no
    entry.
    """
    return tuple(
        _lift(ref, summaries[ref.id], summaries[future.id])
        for ref in refs
        for future in futures.get(ref.id, ())
        if future.id in summaries and ref.id in summaries
    )


def _lift(ref: Ref, today: Summary, then: Summary) -> Lift:
    cast = shared_cast(today.journey, then.journey)
    if ref.step is None:
        spot = _lowest(then, cast)
        return Lift(ref, then.journey, _felt(_lowest(today, cast), cast), spot, _felt(spot, cast))
    pair = next((each for each in compare_maps(today, then).pairs if each.key == ref.step), None)
    spot = pair.second if pair else None
    return Lift(ref, then.journey, _felt(pair.first if pair else None, cast), spot, _felt(spot, cast))


def _lowest(summary: Summary, cast: frozenset[str]) -> Spot | None:
    """The map's lowest spot for these personas."""
    found = [(felt.value, spot) for spot in summary.spots if (felt := lowest_of(spot, cast))]
    return min(found, key=lambda each: each[0])[1] if found else None


def _felt(spot: Spot | None, cast: frozenset[str]) -> SpotEmotion | None:
    return lowest_of(spot, cast) if spot else None


def _present(text: str, library: Library) -> Ref | None:
    key, _, step = text.partition("#")
    ref = Ref(Kind.JOURNEY, key, step or None)
    if not library.has(ref):
        return None
    moment = library.moment(ref) if step else None
    return Ref(Kind.JOURNEY, key, moment.id if moment else None)
