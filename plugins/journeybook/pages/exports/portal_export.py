"""`portal.json`: the index of the portal, with every figure that its pages show."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import TypeAdapter

from journeybook.insight.evidence_strength import foundation
from journeybook.insight.gaps import silent_stages, unmet_needs, unowned_touchpoints
from journeybook.insight.review import review_of
from journeybook.library.objects import Kind, Ref
from journeybook.library.page_addresses import relative
from journeybook.model.journey import Journey
from journeybook.model.persona import Persona
from journeybook.pages.exports import portal_types as out
from journeybook.pages.exports.comparisons import comparisons
from journeybook.pages.exports.map_export import placed_files, portal_of, written
from journeybook.pages.exports.map_figures import heat_of, review_out
from journeybook.pages.exports.place_types import FeltPlace
from journeybook.pages.exports.places import feeling_of, felt_place, place_of
from journeybook.pages.exports.portal_items import (
    accounts,
    evidence,
    iso,
    metrics,
    recommendations,
    segment_steps,
)
from journeybook.pages.exports.portal_overview import (
    bright_spots,
    coverage,
    health_sides,
    hot_spots,
    near_duplicates,
    ranked_pains,
    statements,
)
from journeybook.pages.glossary.terms import TERMS
from journeybook.pages.paths.stops import path_stops, whole_time
from journeybook.pages.portfolio import WORD_KINDS, Portfolio

ADDRESS = "portal.json"
SCHEMA = f"schema/portal-{out.VERSION}.json"
PORTAL_TYPE = TypeAdapter(out.PortalExport)

PAINS_LISTED = 100
"""The most pains in the list; all of them are in the maps' own files."""


def draw_portal_json(portfolio: Portfolio) -> str:
    """The portal as one line of JSON with sorted keys."""
    return written(PORTAL_TYPE.dump_python(export_portal(portfolio), mode="json", by_alias=True))


def export_portal(portfolio: Portfolio) -> out.PortalExport:
    """All data of the portal, except for what is in the maps' own files."""
    scale = portfolio.library.vocabulary.emotion_scale
    return out.PortalExport(
        schema=relative(portfolio.at(SCHEMA), portfolio.at(ADDRESS)),
        version=out.VERSION,
        portal=portal_of(portfolio),
        scale=out.Scale(
            scale.min,
            scale.max,
            tuple(out.Level(value, scale.level(value), word) for value, word in sorted(scale.words.items())),
        ),
        health=portfolio.health.score if portfolio.health else None,
        figures=portfolio.counts,
        journeys=tuple(_journey(portfolio, each) for each in portfolio.library.journeys.values()),
        personas=tuple(_persona(portfolio, each) for each in portfolio.library.personas.values()),
        accounts=tuple(accounts(portfolio)),
        evidence=tuple(evidence(portfolio)),
        metrics=tuple(metrics(portfolio)),
        recommendations=tuple(recommendations(portfolio)),
        paths=tuple(_paths(portfolio)),
        words=tuple(_words(portfolio)),
        glossary=tuple(
            out.GlossaryEntry(
                each.key,
                each.title,
                each.meaning,
                tuple(each.also.split(", ")) if each.also else (),
                portfolio.published(f"glossary/#jp--{each.key}"),
            )
            for each in TERMS
        ),
        review=tuple(_review(portfolio)),
        hot_spots=tuple(hot_spots(portfolio)),
        pains=tuple(ranked_pains(portfolio, PAINS_LISTED)),
        opportunities=tuple(statements(portfolio.overview.opportunities, portfolio)),
        gains=tuple(statements(portfolio.overview.gains, portfolio)),
        quotes=tuple(statements(portfolio.overview.quotes, portfolio)),
        bright_spots=tuple(bright_spots(portfolio)),
        health_sides=tuple(health_sides(portfolio)),
        coverage=tuple(coverage(portfolio)),
        near_duplicates=near_duplicates(portfolio),
        comparisons=comparisons(portfolio),
    )


def _journey(portfolio: Portfolio, journey: Journey) -> out.Journey:
    summary = portfolio.summaries[journey.id]
    counts = portfolio.map_counts(journey.id)
    health = portfolio.healths.get(journey.id)
    return out.Journey(
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
        strength=foundation(summary, portfolio.library, portfolio.today).strength.value,
        health=health.score if health else None,
        review=review_out(review_of(journey, portfolio.today)),
        heat=heat_of(portfolio, summary),
        unmet_needs=len(unmet_needs((summary,))),
        unowned=sum(len(each) for each in unowned_touchpoints((summary,)).values()),
        silent=sum(len(stages) for _, stages in silent_stages((summary,))),
    )


def _persona(portfolio: Portfolio, persona: Persona) -> out.Persona:
    theirs = [each for each in portfolio.in_view if persona.id in each.journey.personas]
    felt = (
        (low.value, at, spot)
        for at, spot in enumerate(spot for each in theirs for spot in each.spots)
        if (low := spot.lowest_for(persona.id))
    )
    worst = min(felt, default=None, key=lambda each: each[:2])
    low = worst[2].lowest_for(persona.id) if worst else None
    return out.Persona(
        id=persona.id,
        title=persona.title,
        kind=persona.kind.value,
        role=persona.role,
        share=persona.share,
        owner=persona.owner,
        address=portfolio.page_address(Ref(Kind.PERSONA, persona.id)) or "",
        journeys=tuple(each.journey.id for each in theirs),
        lowest=FeltPlace(place_of(portfolio, worst[2]), feeling_of(low)) if worst and low else None,
        review=review_out(review_of(persona, portfolio.today)),
        accounts=tuple(key for key, each in portfolio.library.accounts.items() if each.segment == persona.id),
        steps=tuple(segment_steps(portfolio, persona.id)),
    )


def _paths(portfolio: Portfolio) -> Iterator[out.Path]:
    for key, path in portfolio.library.paths.items():
        stops = path_stops(portfolio, path)
        yield out.Path(
            id=key,
            title=path.title,
            summary=path.summary,
            for_=path.for_,
            owner=path.owner,
            address=portfolio.page_address(Ref(Kind.PATH, key)),
            minutes=whole_time(stops),
            stops=tuple(
                out.Stop(
                    each.stop.read,
                    each.title,
                    None if each.target is None else portfolio.published(each.target),
                    each.minutes,
                    each.stop.why,
                    each.stop.ask,
                )
                for each in stops
            ),
        )


def _words(portfolio: Portfolio) -> Iterator[out.Word]:
    for kind in WORD_KINDS:
        for key, title in portfolio.library.ids(kind).items():
            ref = Ref(kind, key)
            yield out.Word(
                kind.value,
                key,
                title,
                portfolio.library.shelf(kind)[key].summary,
                portfolio.page_address(ref),
                len(portfolio.uses(ref)),
            )


def _review(portfolio: Portfolio) -> Iterator[out.Waiting]:
    for each in portfolio.agenda:
        yield out.Waiting(
            each.ref.kind.value,
            each.ref.id,
            each.owner,
            iso(each.last),
            iso(each.due),
            each.urgency.value,
            each.days_late,
        )
