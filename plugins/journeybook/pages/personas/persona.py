"""The page of one persona: description, journeys, pains and channels."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from journeybook.i18n.catalog import gettext as _
from journeybook.insight.review import review_of
from journeybook.insight.summary import EmotionAt, LocatedPain, pains_of
from journeybook.library.objects import Kind, Ref
from journeybook.library.page_addresses import address
from journeybook.model.persona import Persona
from journeybook.pages.accounts.segment import accounts_of, segment_state
from journeybook.pages.page import Crumb, Page, SearchRecord
from journeybook.pages.page_context import PageContext, language_mark
from journeybook.pages.pagination import Pagination, page_count, paginated
from journeybook.pages.personas.persona_journeys import PersonaJourney
from journeybook.pages.personas.persona_search import persona_record
from journeybook.pages.portfolio import Portfolio

PRESENTED = 12
"""The most maps in one presentation, about as many as a meeting can take."""

PAINS_SHOWN = 10
"""The pains that are seen at once; the others are folded."""

PAINS_LISTED = 50
"""The most pains on the page; the page of all pains has the others."""

CURVES = 100
"""About how many maps are on a page, each with its curve."""

ROWS = 100
"""The most sources and accounts on a page."""


def persona_pages(portfolio: Portfolio, ref: Ref) -> int:
    """How many pages a persona takes."""
    persona = portfolio.library.personas[ref.id]
    return max(
        _journey_pages(portfolio, ref),
        page_count(len(persona.evidence), ROWS),
        page_count(len(accounts_of(portfolio.library, persona)), ROWS),
    )


def _journey_pages(portfolio: Portfolio, ref: Ref) -> int:
    """How many pages the maps take, by those that name the persona anywhere."""
    maps = {use.by.id for use in portfolio.uses(ref) if use.by.kind is Kind.JOURNEY}
    return page_count(len(maps), CURVES)


@dataclass(frozen=True, slots=True)
class Contact:
    """A channel of a persona: whether they prefer it, their steps there, the lowest of them."""

    key: str
    preferred: bool
    steps: int
    lowest: EmotionAt | None


@paginated(persona_pages)
def make_persona_page(portfolio: Portfolio, ref: Ref, number: int = 1) -> Page:
    """The page of the persona of `ref`.

    Where their maps take several pages, the map with their lowest moment comes first.
    """
    persona = portfolio.library.personas[ref.id]
    pagination = Pagination(address(ref), number, persona_pages(portfolio, ref))
    context = PageContext(portfolio, pagination.here)
    crumbs = context.crumbs(*pagination.crumbs(Crumb(_("Personas"), "personas/"), Crumb(persona.title, None)))
    journeys = portfolio.persona_journeys(persona.id)
    pages = _journey_pages(portfolio, ref)
    ordered = sorted(journeys, key=_worst_first) if pages > 1 else journeys
    sources = [each for each in persona.evidence if each in portfolio.library.evidence]
    body = context.render(
        "personas/persona.html",
        crumbs=crumbs,
        pagination=pagination,
        lang=language_mark(persona.language),
        persona=persona,
        lists=_lists(persona),
        has_journeys=bool(journeys),
        journeys=pagination.spread(ordered, pages),
        presented=PRESENTED,
        pains_shown=PAINS_SHOWN,
        pains_listed=PAINS_LISTED,
        pains=pains(journeys, persona.id) if pagination.is_first else (),
        channels=contacts(persona, journeys) if pagination.is_first else (),
        review=review_of(persona, portfolio.judged_on),
        evidence=[Ref(Kind.EVIDENCE, each) for each in pagination.entries(sources, ROWS)],
        accounts=segment_state(portfolio, persona, pagination, ROWS),
    )
    search: SearchRecord | None = persona_record(portfolio, persona) if pagination.is_first else None
    return Page(
        address=context.address,
        title=pagination.title(persona.title),
        body=body,
        description=persona.summary or persona.role or "",
        language=persona.language,
        crumbs=crumbs,
        source=portfolio.source(ref),
        search=search,
    )


def _worst_first(way: PersonaJourney) -> float:
    return way.lowest.emotion.value if way.lowest else float("inf")


def pains(journeys: tuple[PersonaJourney, ...], persona: str) -> tuple[LocatedPain, ...]:
    """The persona's pains over all these maps, worst first, each once."""
    found: dict[str, LocatedPain] = {}
    every = (each for way in journeys for each in pains_of(way.spots))
    for pain in sorted(every, key=lambda each: each.order(persona)):
        found.setdefault(pain.pain.text.casefold(), pain)
    return tuple(found.values())


def contacts(persona: Persona, journeys: tuple[PersonaJourney, ...]) -> tuple[Contact, ...]:
    """The channels that the persona prefers, then the others that they use, the busiest first."""
    steps: Counter[str] = Counter()
    lowest: dict[str, EmotionAt] = {}
    for way in journeys:
        for spot in way.spots:
            channel = spot.moment.channel
            if not channel:
                continue
            steps[channel] += 1
            for felt in spot.emotions_of(persona.id):
                if channel not in lowest or felt.value < lowest[channel].emotion.value:
                    lowest[channel] = EmotionAt(spot, felt)
    keys = dict.fromkeys((*persona.channels, *(key for key, _ in steps.most_common())))
    return tuple(Contact(key, key in persona.channels, steps[key], lowest.get(key)) for key in keys)


def _lists(persona: Persona) -> tuple[tuple[str, tuple[str, ...]], ...]:
    rows = (
        (_("Goals"), persona.goals),
        (_("Needs"), persona.needs),
        (_("Desires"), persona.desires),
        (_("Motivations"), persona.motivations),
        (_("Struggles"), persona.struggles),
        (_("Behaviours"), persona.behaviours),
    )
    return tuple(row for row in rows if row[1])
