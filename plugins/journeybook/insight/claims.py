"""Claims: everything that a map says of its customers and could prove, with the sources that each rests on.

A claim is a pain, a gain, a quote or a feeling of a step. It rests on the sources that it names itself, else on those
of its step, else on those of its stage; evidence that is named for the whole map proves no single claim. A feeling
names no source of its own.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from journeybook.insight.evidence_validity import expires
from journeybook.insight.spots import Spot
from journeybook.insight.summary import Summary
from journeybook.library.objects import Library


class ClaimKind(StrEnum):
    """What is claimed, in the order in which claims are told."""

    PAIN = "pain"
    GAIN = "gain"
    QUOTE = "quote"
    FEELING = "feeling"


class Claim(NamedTuple):
    """One claim in its place.

    `text` is the author's, with inline Markdown, None for a feeling, whose values the spot holds. `evidence` are the
    ids of the sources that it rests on, known or not; `own` says whether the claim itself names them. `severity` is
    a pain's, `persona` whom a quote is from.
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
        """Whether it rests on nothing."""
        return not self.evidence


@dataclass(frozen=True, slots=True)
class Tally:
    """The claims of one map, counted.

    `backed` of `claims` rest on evidence, `outdated` of these on nothing but evidence that is too old. `assumed` are
    the others, by kind and without kinds of which there are none. `ends` says of how many claims the evidence holds
    until which day; those are outdated from the day after.
    """

    claims: int
    backed: int
    outdated: int
    assumed: Mapping[ClaimKind, int]
    ends: Mapping[datetime.date, int]

    @property
    def unproven(self) -> int:
        """How many claims rest on nothing."""
        return self.claims - self.backed


def claims_in(summary: Summary) -> tuple[Claim, ...]:
    """Every claim of a map in the order of the story."""
    return claims_among(summary.spots)


def claims_among(spots: Iterable[Spot]) -> tuple[Claim, ...]:
    """Every claim of these spots, in their order."""
    return tuple(claim for spot in spots for claim in _claims_at(spot))


def resting_on(claims: Iterable[Claim]) -> Mapping[str, tuple[Claim, ...]]:
    """The claims that rest on each source, by the source's id, in the order given."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        for key in claim.evidence:
            found.setdefault(key, []).append(claim)
    return {key: tuple(each) for key, each in sorted(found.items())}


def expiries(library: Library) -> Mapping[str, datetime.date]:
    """The last day on which each source holds, by the source's id; sources without an end are left out."""
    return {key: day for key, each in library.evidence.items() if (day := expires(each))}


def holds_until(claim: Claim, ends: Mapping[str, datetime.date]) -> datetime.date | None:
    """The last day on which any source of a claim holds; None where it rests on nothing, or on a source without an end.

    `ends` are the last days of the sources, as `expiries` gives them.
    """
    days = [ends.get(key) for key in claim.evidence]
    known = [each for each in days if each]
    return max(known) if known and len(known) == len(days) else None


def tally(
    claims: Iterable[Claim],
    ends: Mapping[str, datetime.date] = MappingProxyType({}),
    today: datetime.date | None = None,
) -> Tally:
    """The claims of a map counted on `today`; without a day none is outdated. `ends` are the last days of the sources."""
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
