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
from journeybook.pages.accounts.segment import segment_state
from journeybook.pages.page import Crumb, Page, SearchRecord
from journeybook.pages.page_context import PageContext, language_mark
from journeybook.pages.personas.persona_journeys import PersonaJourney
from journeybook.pages.personas.persona_search import persona_record
from journeybook.pages.portfolio import Portfolio

PAINS_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Contact:
    """A channel of a persona: whether they prefer it, their steps there, the lowest of them."""

    key: str
    preferred: bool
    steps: int
    lowest: EmotionAt | None


def make_persona_page(portfolio: Portfolio, ref: Ref) -> Page:
    """The page of the persona of `ref`."""
    persona = portfolio.library.personas[ref.id]
    context = PageContext(portfolio, address(ref))
    crumbs = context.crumbs(Crumb(_("Personas"), "personas/"), Crumb(persona.title, None))
    journeys = portfolio.persona_journeys(persona.id)
    body = context.render(
        "personas/persona.html",
        crumbs=crumbs,
        lang=language_mark(persona.language),
        persona=persona,
        lists=_lists(persona),
        journeys=journeys,
        pains=pains(journeys, persona.id)[:PAINS_SHOWN],
        channels=contacts(persona, journeys),
        review=review_of(persona, portfolio.today),
        evidence=[
            Ref(Kind.EVIDENCE, each) for each in persona.evidence if each in portfolio.library.evidence
        ],
        accounts=segment_state(portfolio, persona),
    )
    search: SearchRecord = persona_record(portfolio, persona)
    return Page(
        address=context.address,
        title=persona.title,
        body=body,
        description=persona.summary or persona.role or "",
        language=persona.language,
        crumbs=crumbs,
        source=portfolio.source(ref),
        search=search,
    )


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
