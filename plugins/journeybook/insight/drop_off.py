"""Drop-off: how many people are lost between counted stages of a map."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from journeybook.insight.step_graph import place_links, step_graph
from journeybook.model.journey import Journey, Stage


@dataclass(frozen=True, slots=True)
class Loss:
    """The people lost between some stages and those that may directly follow them.

    Usually these are two neighbours. If the journey branches there are several `ends`, whose people
    are counted together; if branches join, several `starts`. `lost` is a number of people, negative
    if more enter than before (people may join on the way). `share` is `lost` divided by those who
    entered `starts`, None if nobody did.
    """

    starts: tuple[Stage, ...]
    ends: tuple[Stage, ...]
    lost: int
    share: float | None

    @property
    def start(self) -> Stage:
        """The first of the stages that people leave."""
        return self.starts[0]

    @property
    def end(self) -> Stage:
        """The last of the stages that people enter."""
        return self.ends[-1]


@dataclass(frozen=True, slots=True)
class Funnel:
    """The counted stages of a map in order, and the losses between them.

    `largest` is the loss of most people, None if nobody is lost. `last` are the last counted stage
    and its alternatives; `kept` is the share of the people of the first counted stage who entered
    one of these. Without branches the losses add up to the people of the first stage minus those of
    the last.
    """

    stages: tuple[Stage, ...]
    losses: tuple[Loss, ...]
    largest: Loss | None
    last: tuple[Stage, ...]
    kept: float | None

    def share(self, stage: Stage) -> float | None:
        """The share of the first counted stage's people who entered `stage`."""
        first = self.stages[0].entered or 0
        return (stage.entered or 0) / first if first else None


def funnel(journey: Journey) -> Funnel | None:
    """The funnel of a map; None if fewer than two stages have a count of people."""
    counted = tuple(stage for stage in journey.stages if stage.entered is not None)
    if len(counted) < 2:
        return None
    graph = step_graph(journey)
    numbers = {id(stage): index for index, stage in enumerate(counted)}
    places = [numbers.get(id(journey.stages[number])) for number in graph.stages]
    losses = tuple(
        _loss(tuple(counted[at] for at in starts), tuple(counted[at] for at in ends))
        for starts, ends in _flows(place_links(graph, places, len(counted)))
    )
    last = next((loss.ends for loss in losses if counted[-1] in loss.ends), counted[-1:])
    first = counted[0].entered or 0
    return Funnel(counted, losses, _largest(losses), last, _people(last) / first if first else None)


def _flows(links: Sequence[Sequence[int]]) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Groups of stages that people leave, with the stages that these people enter.

    Ordered by the last stage entered. Two stages that lead to the same one, or follow the same one,
    are in one group. A stage that is both left and entered within a group (some people skip it)
    cancels out.
    """
    flows: list[tuple[set[int], set[int]]] = []
    for start, ends in enumerate(links):
        if not ends:
            continue
        flow = ({start}, set(ends))
        for other in [each for each in flows if not each[1].isdisjoint(flow[1])]:
            flow = (flow[0] | other[0], flow[1] | other[1])
            flows.remove(other)
        flows.append(flow)
    groups = [(tuple(sorted(starts - ends)), tuple(sorted(ends - starts))) for starts, ends in flows]
    yield from sorted(groups, key=lambda group: group[1][-1])


def _loss(starts: tuple[Stage, ...], ends: tuple[Stage, ...]) -> Loss:
    entered = _people(starts)
    lost = entered - _people(ends)
    return Loss(starts, ends, lost, lost / entered if entered else None)


def _people(stages: Sequence[Stage]) -> int:
    return sum(stage.entered or 0 for stage in stages)


def _largest(losses: Sequence[Loss]) -> Loss | None:
    worst = max(losses, key=lambda loss: loss.lost, default=None)
    return worst if worst and worst.lost > 0 else None
