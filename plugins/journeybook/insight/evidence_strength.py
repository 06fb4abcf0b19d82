"""How well a map is founded: what share of its claims rests on evidence, and how old that evidence is."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from journeybook.insight.evidence_validity import validity
from journeybook.insight.spots import claims_of
from journeybook.insight.summary import Summary
from journeybook.library.objects import Library
from journeybook.model.evidence import Evidence


class Strength(StrEnum):
    """A word for a share, so that readers need not weigh percents."""

    STRONG = "strong"
    PARTIAL = "partial"
    WEAK = "weak"
    NONE = "none"


HALF = 0.5
MOST = 0.8
"""From half of the claims on, evidence is partial; from four in five on, strong. A map on which every claim is proven
does not exist, and asking for it would only teach people to name a source where there is none."""


@dataclass(frozen=True, slots=True)
class Foundation:
    """What a map rests on.

    `share` is the share of its claims (pains, gains, quotes and feelings) that rest on evidence, None where it claims
    nothing; `sources` are the sources that it names, `expired` those that were too old on the day of judging.
    """

    claims: int
    backed: int
    share: float | None
    sources: tuple[Evidence, ...]
    expired: tuple[Evidence, ...]
    strength: Strength


def foundation(summary: Summary, library: Library, today: datetime.date | None = None) -> Foundation:
    """What the map of `summary` rests on; without a day no source is called too old."""
    named = dict.fromkeys(_named(summary))
    sources = tuple(library.evidence[key] for key in named if key in library.evidence)
    expired = tuple(each for each in sources if validity(each, today).too_old)
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
