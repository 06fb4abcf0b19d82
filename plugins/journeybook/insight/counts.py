"""Every figure that is shown in more than one place, counted once.

Pages, JSON, `llms.txt` and commands all read these figures. "Listed maps" are all but the retired
ones, including drafts and future maps. "Current maps" are the listed maps without the future ones,
which describe plans. A step that two maps share by `same_as` counts on each of them. Pains, gains,
quotes and opportunities with the same words count once over all maps.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeybook.insight.agenda import Entry, Urgency
from journeybook.insight.claims import Tally
from journeybook.insight.spots import Spot, step_count
from journeybook.kinds import KINDS
from journeybook.model.journey import Journey

if TYPE_CHECKING:
    from journeybook.insight.overview import Overview
    from journeybook.library.objects import Library


@dataclass(frozen=True, slots=True)
class MapCounts:
    """The figures of one map of any status, each occurrence counted.

    `steps` counts a stage without steps as one. `touchpoints` are the steps and stages with a
    channel. `claims` are pains, gains, quotes and emotions, `backed` those that rest on evidence.
    """

    steps: int
    touchpoints: int
    moments_of_truth: int
    pains: int
    gains: int
    quotes: int
    opportunities: int
    claims: int
    backed: int


@dataclass(frozen=True, slots=True)
class PortalCounts:
    """The figures of the whole portal.

    Over listed maps: `journeys` (the maps), `steps` and `touchpoints` (the sums of theirs),
    `claims`, `backed` and `outdated` (claims that rest only on evidence that is too old). Over
    current maps: `moments_of_truth`, `bright_spots`, `unmet_needs`, and `pains`, `gains`, `quotes`
    and `opportunities` in different words. Of the library: `retired` maps, and all `personas`,
    `accounts`, `evidence`, `metrics`, `recommendations` and `paths`. Of the agenda: `overdue`,
    `never_reviewed` and `due_soon` (within 30 days).
    """

    journeys: int
    retired: int
    personas: int
    accounts: int
    evidence: int
    metrics: int
    recommendations: int
    paths: int
    steps: int
    touchpoints: int
    moments_of_truth: int
    bright_spots: int
    unmet_needs: int
    pains: int
    gains: int
    quotes: int
    opportunities: int
    claims: int
    backed: int
    outdated: int
    overdue: int
    never_reviewed: int
    due_soon: int


def map_counts(journey: Journey, spots: Iterable[Spot], tally: Tally) -> MapCounts:
    """The figures of one map, from its spots and its claim counts."""
    moments = [spot.moment for spot in spots]
    return MapCounts(
        steps=step_count(journey),
        touchpoints=sum(1 for moment in moments if moment.channel),
        moments_of_truth=sum(1 for moment in moments if moment.moment_of_truth),
        pains=sum(len(moment.pains) for moment in moments),
        gains=sum(len(moment.gains) for moment in moments),
        quotes=sum(len(moment.quotes) for moment in moments),
        opportunities=sum(len(moment.opportunities) for moment in moments),
        claims=tally.claims,
        backed=tally.backed,
    )


def portal_counts(
    library: Library,
    maps: Iterable[MapCounts],
    overview: Overview,
    outdated: int,
    agenda: Iterable[Entry],
) -> PortalCounts:
    """The figures of the portal.

    `maps` are the figures of the listed maps, `outdated` the number of their claims whose evidence
    is too old.
    """
    met = tuple(maps)
    by_kind = {info.plural: len(library.shelf(kind)) for kind, info in KINDS.items() if info.counted}
    urgencies = Counter(entry.urgency for entry in agenda)
    return PortalCounts(
        **{**by_kind, "journeys": len(met)},
        retired=sum(1 for journey in library.journeys.values() if not journey.listed),
        steps=sum(each.steps for each in met),
        touchpoints=sum(each.touchpoints for each in met),
        moments_of_truth=len(overview.truths),
        bright_spots=len(overview.bright_spots),
        unmet_needs=len(overview.needs),
        pains=len(overview.pains),
        gains=len(overview.gains),
        quotes=len(overview.quotes),
        opportunities=len(overview.opportunities),
        claims=sum(each.claims for each in met),
        backed=sum(each.backed for each in met),
        outdated=outdated,
        overdue=urgencies[Urgency.OVERDUE],
        never_reviewed=urgencies[Urgency.NEVER],
        due_soon=urgencies[Urgency.SOON],
    )
