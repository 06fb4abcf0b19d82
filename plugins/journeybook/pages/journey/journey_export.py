"""Maps as `portal.json` lists them; the content of a map is in its own file."""

from __future__ import annotations

from dataclasses import dataclass

from journeybook.insight.evidence_strength import foundation
from journeybook.insight.gaps import silent_stages, unmet_needs, unowned_touchpoints
from journeybook.insight.review import review_of
from journeybook.library.objects import Kind, Ref
from journeybook.pages.exports.map_export import placed_files
from journeybook.pages.exports.map_figures import heat_of, review_out
from journeybook.pages.exports.map_types import Files, Review
from journeybook.pages.exports.place_types import FeltPlace, HeatCell
from journeybook.pages.exports.places import felt_place
from journeybook.pages.portfolio import Portfolio


@dataclass(frozen=True, slots=True)
class Journey:
    """A map, retired ones and translations included (see `status` and `translation_of`).

    `backed` of its `claims` rest on evidence, `strength` is the word for their share.
    """

    id: str
    title: str
    summary: str | None
    type: str
    status: str
    language: str
    section: str
    owner: str | None
    personas: tuple[str, ...]
    account: str | None
    areas: tuple[str, ...]
    tags: tuple[str, ...]
    lifecycle: tuple[str, ...]
    channels: tuple[str, ...]
    parent: str | None
    future_of: str | None
    translation_of: str | None
    translations: tuple[str, ...]
    next: tuple[str, ...]
    files: Files
    source: str | None
    steps: int
    touchpoints: int
    moments_of_truth: int
    pains: int
    gains: int
    quotes: int
    opportunities: int
    lowest: FeltPlace | None
    highest: FeltPlace | None
    claims: int
    backed: int
    strength: str
    health: int | None
    review: Review
    heat: tuple[HeatCell, ...]
    unmet_needs: int
    unowned: int
    silent: int


def export_journey(portfolio: Portfolio, key: str) -> Journey:
    """A map with its figures."""
    journey = portfolio.library.journeys[key]
    summary = portfolio.summaries[journey.id]
    counts = portfolio.map_counts(journey.id)
    health = portfolio.healths.get(journey.id)
    return Journey(
        id=journey.id,
        title=journey.title,
        summary=journey.summary,
        type=journey.type.value,
        status=journey.status.value,
        language=journey.language,
        section=journey.section,
        owner=journey.owner,
        personas=journey.personas,
        account=journey.account,
        areas=journey.areas,
        tags=journey.tags,
        lifecycle=summary.lifecycle,
        channels=summary.channels,
        parent=journey.parent,
        future_of=journey.future_of,
        translation_of=portfolio.original_of(journey.id),
        translations=portfolio.translation_ids(journey.id),
        next=journey.next,
        files=placed_files(portfolio, journey.id),
        source=portfolio.source(Ref(Kind.JOURNEY, journey.id)),
        steps=counts.steps,
        touchpoints=counts.touchpoints,
        moments_of_truth=counts.moments_of_truth,
        pains=counts.pains,
        gains=counts.gains,
        quotes=counts.quotes,
        opportunities=counts.opportunities,
        lowest=felt_place(portfolio, summary.lowest),
        highest=felt_place(portfolio, summary.highest),
        claims=counts.claims,
        backed=counts.backed,
        strength=foundation(summary, portfolio.library, portfolio.judged_on).strength.value,
        health=health.score if health else None,
        review=review_out(portfolio, review_of(journey, portfolio.judged_on)),
        heat=heat_of(portfolio, summary),
        unmet_needs=len(unmet_needs((summary,))),
        unowned=sum(len(spots) for spots in unowned_touchpoints((summary,)).values()),
        silent=sum(len(stages) for _, stages in silent_stages((summary,))),
    )
