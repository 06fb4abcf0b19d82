"""Personas as `portal.json` holds them."""

from __future__ import annotations

from dataclasses import dataclass

from journeybook.insight.review import review_of
from journeybook.library.objects import Kind, Ref
from journeybook.pages.accounts.account_export import SegmentStep, segment_steps
from journeybook.pages.exports.map_figures import review_out
from journeybook.pages.exports.map_types import Review
from journeybook.pages.exports.place_types import FeltPlace
from journeybook.pages.exports.places import feeling_of, place_of
from journeybook.pages.portfolio import Portfolio


@dataclass(frozen=True, slots=True)
class Persona:
    """A persona with the listed maps in which they take part, and their lowest feeling.

    `accounts` are those of the segment that the persona is, `steps` the worst values of these
    accounts.
    """

    id: str
    title: str
    kind: str
    role: str | None
    share: float | None
    owner: str | None
    address: str
    journeys: tuple[str, ...]
    lowest: FeltPlace | None
    review: Review
    accounts: tuple[str, ...]
    steps: tuple[SegmentStep, ...]


def export_persona(portfolio: Portfolio, key: str) -> Persona:
    """A persona with what they feel over all maps."""
    persona = portfolio.library.personas[key]
    summaries = [each for each in portfolio.in_view if persona.id in each.journey.personas]
    felt = (
        (low.value, index, spot)
        for index, spot in enumerate(spot for summary in summaries for spot in summary.spots)
        if (low := spot.lowest_for(persona.id))
    )
    worst = min(felt, default=None, key=lambda each: each[:2])
    low = worst[2].lowest_for(persona.id) if worst else None
    return Persona(
        id=persona.id,
        title=persona.title,
        kind=persona.kind.value,
        role=persona.role,
        share=persona.share,
        owner=persona.owner,
        address=portfolio.page_address(Ref(Kind.PERSONA, persona.id)) or "",
        journeys=tuple(summary.journey.id for summary in summaries),
        lowest=FeltPlace(place_of(portfolio, worst[2]), feeling_of(low)) if worst and low else None,
        review=review_out(portfolio, review_of(persona, portfolio.judged_on)),
        accounts=tuple(key for key, each in portfolio.library.accounts.items() if each.segment == persona.id),
        steps=tuple(segment_steps(portfolio, persona.id)),
    )
