"""The page that lists all personas as cards."""

from __future__ import annotations

from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.markers import N_
from journeybook.kinds import Kind
from journeybook.labels.value_labels import LIST_TITLES
from journeybook.library.page_addresses import FOLDERS
from journeybook.pages.page import Crumb, Page
from journeybook.pages.page_context import PageContext
from journeybook.pages.portfolio import Portfolio

LEAD = N_("Who our customers are.")


def make_persona_list(portfolio: Portfolio) -> Page:
    """The page of all personas."""
    context = PageContext(portfolio, f"{FOLDERS[Kind.PERSONA]}/")
    title = LIST_TITLES[Kind.PERSONA]
    crumbs = context.crumbs(Crumb(title, None))
    body = context.render(
        "personas/personas.html",
        crumbs=crumbs,
        lead=_(LEAD),
        people=[
            (persona, portfolio.persona_journeys(persona.id))
            for persona in portfolio.library.personas.values()
        ],
    )
    return Page(address=context.address, title=title, body=body, description=_(LEAD), crumbs=crumbs)
