"""The page that lists all personas as cards."""

from __future__ import annotations

from collections.abc import Iterable

from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.markers import N_
from journeybook.kinds import Kind
from journeybook.labels.value_labels import LIST_TITLES
from journeybook.library.page_addresses import FOLDERS
from journeybook.model.persona import Persona
from journeybook.pages.page import Crumb, Page
from journeybook.pages.page_context import PageContext
from journeybook.pages.pagination import Pagination, page_count, paginated
from journeybook.pages.portfolio import Portfolio

LEAD = N_("Who our customers are.")


CARDS = 100
"""The most personas on a page."""


def persona_list_pages(portfolio: Portfolio) -> int:
    """How many pages list the personas."""
    return page_count(len(portfolio.library.personas), CARDS)


@paginated(persona_list_pages)
def make_persona_list(portfolio: Portfolio, number: int = 1) -> Page:
    """The page of all personas, by title if one page cannot hold them."""
    pagination = Pagination(f"{FOLDERS[Kind.PERSONA]}/", number, persona_list_pages(portfolio))
    context = PageContext(portfolio, pagination.here)
    title = LIST_TITLES[Kind.PERSONA]
    crumbs = context.crumbs(*pagination.crumbs(Crumb(title, None)))
    personas: Iterable[Persona] = portfolio.library.personas.values()
    if pagination.total > 1:
        personas = sorted(personas, key=lambda persona: (persona.title.casefold(), persona.id))
    body = context.render(
        "personas/personas.html",
        crumbs=crumbs,
        pagination=pagination,
        lead=_(LEAD),
        people=[
            (persona, portfolio.persona_journeys(persona.id))
            for persona in pagination.entries(tuple(personas), CARDS)
        ],
    )
    return Page(
        address=context.address,
        title=pagination.title(title),
        body=body,
        description=_(LEAD),
        crumbs=crumbs,
    )
