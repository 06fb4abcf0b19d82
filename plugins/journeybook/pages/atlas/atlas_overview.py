"""The first page of a long atlas: what there is in each lifecycle stage, and where to go on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from journeybook.insight.atlas_order import AtlasPage
from journeybook.insight.map_relations import RelationKind
from journeybook.insight.summary import EmotionAt
from journeybook.kinds import Kind
from journeybook.pages.portfolio import Portfolio

PARTS = 40
"""The most drawings of a lifecycle stage that are linked one by one."""

LEVELS = 5
"""The levels of feelings, from 0 for the worst."""

ONWARD = 3
"""The most lifecycle stages of which it is said that journeys lead on to them."""


@dataclass(frozen=True, slots=True)
class AtlasPartLink:
    """A drawing: the number of its page, and the titles of its first and its last map."""

    number: int
    first: str
    last: str


@dataclass
class StageSummary:
    """A lifecycle stage, None for maps that name none.

    `maps` touch it, `begin` there. `levels` counts these maps by the level of their lowest feeling
    in it, the worst first; the last figure is that of maps without one. `onward` counts the
    journeys that begin elsewhere and may follow those that begin here, by lifecycle stage.
    """

    lifecycle: str | None
    maps: int = 0
    begin: int = 0
    levels: list[int] = field(default_factory=lambda: [0] * (LEVELS + 1))
    lowest: EmotionAt | None = None
    onward: Counter[str] = field(default_factory=Counter)
    parts: list[AtlasPartLink] = field(default_factory=list)

    @property
    def parts_shown(self) -> tuple[AtlasPartLink | None, ...]:
        """The links to its drawings; None for those between that are left out."""
        if len(self.parts) <= PARTS:
            return tuple(self.parts)
        return (*self.parts[: PARTS - 1], None, self.parts[-1])

    @property
    def led_to(self) -> tuple[tuple[str, int], ...]:
        """The lifecycle stages that most journeys lead on to, each with their number."""
        return tuple(self.onward.most_common(ONWARD))


def stage_summaries(portfolio: Portfolio, pages: Sequence[AtlasPage]) -> tuple[StageSummary, ...]:
    """The lifecycle stages that maps touch, in their order, then the maps that name none."""
    library = portfolio.library
    order: tuple[str | None, ...] = (*library.vocabulary.lifecycle, None)
    found = {key: StageSummary(key) for key in order}
    for summary in portfolio.in_view:
        key = summary.journey.id
        own = portfolio.atlas_place(key).lifecycle
        found[own].begin += 1
        touched = [each for each in summary.lifecycle if each in found]
        for stage in touched or (None,):
            lowest = summary.lowest_in(stage) if stage else summary.lowest
            _count(found[stage], lowest)
        for relation in portfolio.relations(key):
            if relation.kind == RelationKind.NEXT and portfolio.is_listed(relation.end):
                there = portfolio.atlas_place(relation.end).lifecycle
                if there and there != own:
                    found[own].onward[there] += 1
    for number, page in enumerate(pages, 2):
        titles = [library.ids(Kind.JOURNEY)[key] for key in (page.keys[0], page.keys[-1])]
        found[page.lifecycle].parts.append(AtlasPartLink(number, *titles))
    return tuple(each for each in found.values() if each.maps)


def _count(stage: StageSummary, lowest: EmotionAt | None) -> None:
    stage.maps += 1
    stage.levels[lowest.emotion.level if lowest else LEVELS] += 1
    if lowest and (stage.lowest is None or lowest.emotion.value < stage.lowest.emotion.value):
        stage.lowest = lowest
