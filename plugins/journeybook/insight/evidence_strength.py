"""How well a map is supported: the share of its claims with evidence, and its age."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from journeybook.incremental.recorded_day import Today
from journeybook.insight.evidence_validity import validity
from journeybook.insight.spots import claims_of
from journeybook.insight.summary import Summary
from journeybook.library.objects import Library
from journeybook.model.evidence import Evidence


class Strength(StrEnum):
    """A word for a share of claims, as shown beside the percentage."""

    STRONG = "strong"
    PARTIAL = "partial"
    WEAK = "weak"
    NONE = "none"


HALF = 0.5
MOST = 0.8
"""From half of the claims on, evidence is partial; from four in five on, strong.

The threshold is below 100 %, because a map without any assumption hardly exists, and asking for it
would invite sources that prove nothing.
"""


@dataclass(frozen=True, slots=True)
class Foundation:
    """What supports a map.

    `share` is the share of its claims (pains, gains, quotes and emotions) that rest on evidence,
    None if it makes none; `sources` are the sources that it names, `expired` those that were too
    old on the given day.
    """

    claims: int
    backed: int
    share: float | None
    sources: tuple[Evidence, ...]
    expired: tuple[Evidence, ...]
    strength: Strength


def foundation(summary: Summary, library: Library, today: Today | None = None) -> Foundation:
    """The evidence behind the map of `summary`; without a day no source counts as too old."""
    named = dict.fromkeys(_named(summary))
    sources = tuple(library.evidence[key] for key in named if key in library.evidence)
    expired = tuple(source for source in sources if validity(source, today).too_old)
    share = summary.backed / summary.claims if summary.claims else None
    return Foundation(summary.claims, summary.backed, share, sources, expired, _word(share))


def _word(share: float | None) -> Strength:
    if not share:
        return Strength.NONE
    if share < HALF:
        return Strength.WEAK
    return Strength.PARTIAL if share < MOST else Strength.STRONG


def _named(summary: Summary) -> list[str]:
    found = list(summary.journey.evidence)
    for spot in summary.spots:
        found += spot.evidence
        for claim in claims_of(spot.moment):
            found += claim.evidence
    return found
