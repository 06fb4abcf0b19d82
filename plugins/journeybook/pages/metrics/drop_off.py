"""Drop-off for pages: a bar for each counted stage, and the largest loss."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from journeybook.i18n.formats import alternative_words
from journeybook.insight.drop_off import Loss, funnel
from journeybook.library.objects import Kind, Ref
from journeybook.model.journey import Journey, Stage

if TYPE_CHECKING:
    from journeybook.pages.page_context import PageContext


@dataclass(frozen=True, slots=True)
class Bar:
    """A counted stage: its people, their share of the first stage's, and the loss before it.

    `share` is None if the first stage has no people; it may exceed 1 if people join on the way.
    `largest` marks the stage before which most people are lost. Of alternatives the last one has
    the loss, which counts all of them together.
    """

    ref: Ref
    stage: Stage
    entered: int
    share: float | None
    loss: Loss | None
    largest: bool


@dataclass(frozen=True, slots=True)
class DropOff:
    """The funnel of a map: its bars in order, the widest share, and the largest loss."""

    journey: Journey
    bars: tuple[Bar, ...]
    widest: float
    last: tuple[Stage, ...]
    kept: float | None
    largest: Loss | None

    def width(self, bar: Bar) -> float:
        """The bar's length from 0 to 1 of the longest one."""
        return (bar.share or 0) / self.widest

    def ref(self, stage: Stage) -> Ref:
        """The reference to a stage of the map."""
        return Ref(Kind.JOURNEY, self.journey.id, stage.id)

    def names(self, context: PageContext, stages: Iterable[Stage]) -> Markup:
        """The linked names of alternative stages."""
        return Markup(alternative_words(context.name(self.ref(stage)) for stage in stages))  # noqa: S704 - escaped by the context


def drop_off(journey: Journey) -> DropOff | None:
    """The drop-off of a map; None if fewer than two stages have a count of people."""
    found = funnel(journey)
    if found is None:
        return None
    before = {id(each.end): each for each in found.losses}
    bars = tuple(
        Bar(
            ref=Ref(Kind.JOURNEY, journey.id, stage.id),
            stage=stage,
            entered=stage.entered or 0,
            share=found.share(stage),
            loss=(loss := before.get(id(stage))),
            largest=loss is not None and loss is found.largest,
        )
        for stage in found.stages
    )
    widest = max((bar.share or 0 for bar in bars), default=0) or 1
    return DropOff(journey, bars, max(1, widest), found.last, found.kept, found.largest)
