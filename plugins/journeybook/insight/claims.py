"""Claims: the statements of a map that evidence can support, with their sources.

A claim is a pain, a gain, a quote or an emotion of a step. It rests on the sources that it names
itself, else on those of its step, else on those of its stage. Evidence named for the whole map
supports no single claim. An emotion names no source of its own.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from journeybook.incremental.recorded_day import Today
from journeybook.insight.evidence_validity import expires
from journeybook.insight.spots import Spot
from journeybook.insight.summary import Summary
from journeybook.library.objects import Library


class ClaimKind(StrEnum):
    """The kinds of claims, in the order in which they are listed."""

    PAIN = "pain"
    GAIN = "gain"
    QUOTE = "quote"
    FEELING = "feeling"


class Claim(NamedTuple):
    """One claim and the spot that it belongs to.

    `text` is the author's, with inline Markdown; None for an emotion, whose values are those of the
    spot. `evidence` are the ids of the sources that it rests on, whether they exist or not; `own`
    says whether the claim names them itself. `severity` is set for pains, `persona` (the speaker)
    for quotes.
    """

    spot: Spot
    kind: ClaimKind
    text: str | None
    evidence: tuple[str, ...]
    own: bool = False
    severity: int | None = None
    persona: str | None = None

    @property
    def assumed(self) -> bool:
        """Whether the claim rests on no evidence."""
        return not self.evidence


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts over the claims of a map.

    `backed` of `claims` rest on evidence; `outdated` of these rest only on evidence that is too
    old. `assumed` counts the others by kind, without kinds that have none. `ends` says for how many
    claims the evidence holds until which day; they are outdated from the day after.
    """

    claims: int
    backed: int
    outdated: int
    assumed: Mapping[ClaimKind, int]
    ends: Mapping[datetime.date, int]

    @property
    def unproven(self) -> int:
        """The number of claims without evidence."""
        return self.claims - self.backed


def claims_in(summary: Summary) -> tuple[Claim, ...]:
    """Every claim of a map, in the order of its steps."""
    return claims_among(summary.spots)


def claims_among(spots: Iterable[Spot]) -> tuple[Claim, ...]:
    """Every claim of these spots, in their order."""
    return tuple(claim for spot in spots for claim in _claims_at(spot))


def resting_on(claims: Iterable[Claim]) -> Mapping[str, tuple[Claim, ...]]:
    """The claims that rest on each source, by the source's id, in the given order."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        for key in claim.evidence:
            found.setdefault(key, []).append(claim)
    return {key: tuple(each) for key, each in sorted(found.items())}


def expiries(library: Library) -> Mapping[str, datetime.date]:
    """The last day on which each source holds, by its id; sources without an end are left out."""
    return {key: day for key, each in library.evidence.items() if (day := expires(each))}


def holds_until(claim: Claim, ends: Mapping[str, datetime.date]) -> datetime.date | None:
    """The last day on which any source of a claim holds.

    `ends` are the last days of the sources, as returned by `expiries`. None if the claim rests on
    nothing, or on a source without an end.
    """
    days = [ends.get(key) for key in claim.evidence]
    known = [day for day in days if day]
    return max(known) if known and len(known) == len(days) else None


def tally(
    claims: Iterable[Claim],
    ends: Mapping[str, datetime.date] = MappingProxyType({}),
    today: Today | None = None,
) -> Tally:
    """The counts over `claims`, judged on `today`; without a day no claim is outdated.

    `ends` are the last days of the sources, as returned by `expiries`.
    """
    found = tuple(claims)
    assumed = Counter(each.kind for each in found if each.assumed)
    days = Counter(day for each in found if (day := holds_until(each, ends)))
    return Tally(
        claims=len(found),
        backed=len(found) - assumed.total(),
        outdated=sum(count for day, count in days.items() if today and day < today),
        assumed={kind: assumed[kind] for kind in ClaimKind if assumed[kind]},
        ends=days,
    )


def _claims_at(spot: Spot) -> Iterator[Claim]:
    moment = spot.moment
    shared = moment.evidence or spot.stage.evidence
    for pain in moment.pains:
        yield Claim(
            spot, ClaimKind.PAIN, pain.text, pain.evidence or shared, bool(pain.evidence), pain.severity
        )
    for gain in moment.gains:
        yield Claim(spot, ClaimKind.GAIN, gain.text, gain.evidence or shared, bool(gain.evidence))
    for quote in moment.quotes:
        yield Claim(
            spot,
            ClaimKind.QUOTE,
            quote.text,
            quote.evidence or shared,
            bool(quote.evidence),
            persona=quote.persona,
        )
    if moment.emotion is not None:
        yield Claim(spot, ClaimKind.FEELING, None, shared)
