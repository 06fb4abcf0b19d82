"""Drop-off: how many people each stage loses on the way to the next one that was counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from journeybook.model.journey import Journey, Stage


@dataclass(frozen=True, slots=True)
class Loss:
    """What happens between two counted stages.

    `start` and `end` are neighbours among the stages that say how many people entered. `lost` is people, negative
    where more came in than before (people who join later on the way); `share` is `lost` of those who entered
    `start`, None where nobody did.
    """

    start: Stage
    end: Stage
    lost: int
    share: float | None


@dataclass(frozen=True, slots=True)
class Funnel:
    """The counted stages of a map in order, and what is lost between them.

    `largest` is the step that loses most people, None where none is lost. `kept` is the share of those who entered
    the first counted stage that entered the last one. The losses add up to `first` minus `last`.
    """

    stages: tuple[Stage, ...]
    losses: tuple[Loss, ...]
    largest: Loss | None
    kept: float | None

    def share(self, stage: Stage) -> float | None:
        """The share of the first counted stage's people who entered `stage`."""
        first = self.stages[0].entered or 0
        return (stage.entered or 0) / first if first else None


def funnel(journey: Journey) -> Funnel | None:
    """The funnel of a map; None where fewer than two stages say how many people entered."""
    counted = tuple(each for each in journey.stages if each.entered is not None)
    if len(counted) < 2:
        return None
    losses = tuple(_loss(start, end) for start, end in pairwise(counted))
    first, last = counted[0].entered or 0, counted[-1].entered or 0
    return Funnel(counted, losses, _largest(losses), last / first if first else None)


def _loss(start: Stage, end: Stage) -> Loss:
    entered = start.entered or 0
    lost = entered - (end.entered or 0)
    return Loss(start, end, lost, lost / entered if entered else None)


def _largest(losses: Sequence[Loss]) -> Loss | None:
    worst = max(losses, key=lambda each: each.lost, default=None)
    return worst if worst and worst.lost > 0 else None
