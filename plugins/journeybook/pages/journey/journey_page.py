"""The page of one journey map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from journeybook.drawing.grid.grid import draw_grid
from journeybook.drawing.grid.table import draw_table
from journeybook.i18n.catalog import gettext as _
from journeybook.insight.claims import Claim, ClaimKind, resting_on
from journeybook.insight.evidence_strength import foundation
from journeybook.insight.evidence_validity import Validity, validity
from journeybook.insight.metric_status import metric_status
from journeybook.insight.review import review_of
from journeybook.labels.value_labels import claim_words
from journeybook.library.objects import Kind, Ref, Use
from journeybook.library.page_addresses import FOLDERS, address
from journeybook.model.journey import Journey
from journeybook.model.metric import Metric
from journeybook.pages.changes.changes import upkeep_of
from journeybook.pages.comparison.journey_comparisons import journey_comparison
from journeybook.pages.journey.explained_words import explanation, words_on
from journeybook.pages.journey.journey_search import journey_record
from journeybook.pages.journey.step_contexts import step_contexts_of
from journeybook.pages.language_versions import alternates, language_versions
from journeybook.pages.metrics.drop_off import drop_off
from journeybook.pages.metrics.trend_phrases import verdict
from journeybook.pages.page import Crumb, Page
from journeybook.pages.page_context import PageContext, language_mark
from journeybook.pages.portfolio import Portfolio

PAINS_SHOWN = 3
"""The most pains in the summary: the map below shows all of them."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Related maps. `before` and `after` are the maps that people may come from and go to.

    `after_elsewhere` are those of other portals.
    """

    parent: Journey | None
    children: tuple[Journey, ...]
    before: tuple[Journey, ...]
    after: tuple[Journey, ...]
    after_elsewhere: tuple[Ref, ...]
    current: Journey | None
    futures: tuple[Journey, ...]
    previous: Journey | None
    next: Journey | None


def make_journey_page(portfolio: Portfolio, ref: Ref) -> Page:
    """The page of the map of `ref`."""
    library = portfolio.library
    journey = library.journeys[ref.id]
    context = PageContext(portfolio, address(ref))
    summary = portfolio.summaries[ref.id]
    view = portfolio.view(ref.id)
    ways = step_contexts_of(portfolio, ref.id)
    claims = portfolio.claims_of(ref.id)
    care, edits = upkeep_of(portfolio, ref)
    crumbs = context.crumbs(Crumb(_("Journeys"), f"{FOLDERS[Kind.JOURNEY]}/"), Crumb(journey.title, None))
    body = context.render(
        "journey/journey.html",
        crumbs=crumbs,
        wide=True,
        lang=language_mark(journey.language),
        journey=journey,
        summary=summary,
        pains=summary.pains[:PAINS_SHOWN],
        foundation=foundation(summary, library, portfolio.judged_on),
        tally=portfolio.tally(claims),
        assumed=assumed(claims),
        drop_off=drop_off(journey),
        review=review_of(journey, portfolio.judged_on),
        personas=[library.personas[persona] for persona in journey.personas if persona in library.personas],
        grid=Markup(  # noqa: S704 - drawn and escaped by the grid
            draw_grid(
                view,
                context.link,
                context.title,
                known=portfolio.known,
                ways=ways,
                to=context.to,
                explain=lambda key: _from_here(context, explanation(portfolio, key)),
            )
        ),
        words=words_on(portfolio, view, summary),
        table=Markup(draw_table(view, context.link, context.title, known=portfolio.known)),  # noqa: S704 - drawn and escaped by the table
        metrics=tuple(
            (found, verdict(found)) for found in map(metric_status, metrics_of(portfolio, journey))
        ),
        evidence=tuple(evidence_of(portfolio, journey)),
        health=portfolio.healths.get(ref.id),
        near=neighbours(portfolio, journey),
        compared=journey_comparison(portfolio, ref.id),
        uses=used_by(portfolio, journey),
        care=care,
        edits=edits,
        retired=not journey.listed,
        original=library.journeys.get(portfolio.original_of(journey.id) or ""),
        versions=language_versions(portfolio, journey.id),
    )
    return Page(
        address=context.address,
        title=journey.title,
        body=body,
        description=journey.summary or journey.objective or "",
        language=journey.language,
        crumbs=crumbs,
        source=portfolio.source(ref),
        search=journey_record(portfolio, journey) if journey.listed else None,
        alternates=alternates(portfolio, journey),
    )


def _from_here(context: PageContext, target: str | None) -> str | None:
    return context.to(target) if target else None


def metrics_of(portfolio: Portfolio, journey: Journey) -> Iterator[Metric]:
    """The metrics that the map, its stages and its steps name, each once, the map's own first."""
    moments = (spot.moment for spot in portfolio.summaries[journey.id].spots)
    stages = (stage for stage in journey.stages)
    keys = dict.fromkeys((*journey.metrics, *(key for stage in (*stages, *moments) for key in stage.metrics)))
    shelf = portfolio.library.metrics
    return (shelf[key] for key in keys if key in shelf)


def assumed(claims: Iterable[Claim]) -> tuple[tuple[Ref, str], ...]:
    """The steps with claims without evidence, and these in words, in the order of the story."""
    found: dict[Ref, Counter[ClaimKind]] = {}
    for claim in claims:
        if claim.assumed:
            found.setdefault(claim.spot.ref, Counter())[claim.kind] += 1
    return tuple((ref, claim_words(kinds)) for ref, kinds in found.items())


def evidence_of(portfolio: Portfolio, journey: Journey) -> Iterator[tuple[Ref, Validity, int]]:
    """The sources of the map with their ages and numbers of claims, the map's own first."""
    summary = portfolio.summaries[journey.id]
    resting = resting_on(portfolio.claims_of(journey.id))
    steps = (key for spot in summary.spots for key in spot.evidence)
    for key in dict.fromkeys((*journey.evidence, *steps, *resting)):
        source = portfolio.library.evidence.get(key)
        if source:
            age = validity(source, portfolio.judged_on)
            yield Ref(Kind.EVIDENCE, key), age, len(resting.get(key, ()))


def neighbours(portfolio: Portfolio, journey: Journey) -> Neighbours:
    """The listed maps around `journey`."""
    shelf = portfolio.library.journeys

    def met(key: str | None) -> Journey | None:
        found = shelf.get(key) if key else None
        return found if found and found.listed else None

    previous, following = portfolio.beside(journey.id)
    return Neighbours(
        parent=met(journey.parent),
        children=portfolio.children.get(journey.id, ()),
        before=portfolio.before.get(journey.id, ()),
        after=tuple(found for key in journey.next if (found := met(key))),
        after_elsewhere=tuple(
            Ref(Kind.JOURNEY, key)
            for key in journey.next
            if portfolio.library.federation.has(Kind.JOURNEY, key)
        ),
        current=met(journey.future_of),
        futures=portfolio.futures.get(journey.id, ()),
        previous=met(previous),
        next=met(following),
    )


def used_by(portfolio: Portfolio, journey: Journey) -> tuple[tuple[Use, Ref], ...]:
    """Mentions of the map or of one of its steps from elsewhere, with what is mentioned.

    Relations that the head of the page shows (parent, next, future, translation) are left out.
    """
    said = {"parent", "next", "future_of", "translation_of"}
    whole = Ref(Kind.JOURNEY, journey.id)
    steps = [spot.ref for spot in portfolio.summaries[journey.id].spots if spot.ref.step]
    found: dict[Use, Ref] = {use: whole for use in portfolio.uses(whole) if use.by.id != journey.id}
    for ref in steps:
        for use in portfolio.uses(ref):
            if (use.by.kind, use.by.id) != (Kind.JOURNEY, journey.id):
                found[use] = ref
    return tuple((use, ref) for use, ref in found.items() if use.field not in said)
