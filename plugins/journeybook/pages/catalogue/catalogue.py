"""The catalogue: every listed map as a card and in a table, with facets for a filter by script."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from journeybook.i18n.catalog import gettext as _
from journeybook.insight.health import Health
from journeybook.insight.review import Review, review_of
from journeybook.insight.summary import Summary
from journeybook.model.journey import Journey
from journeybook.pages.facets import FACETS
from journeybook.pages.page import Crumb, Page
from journeybook.pages.page_context import PageContext
from journeybook.pages.portfolio import Portfolio


@dataclass(frozen=True, slots=True)
class FacetChoice:
    """What a facet offers: its name, its title, and its values with their words and counts."""

    name: str
    title: str
    values: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One map of the catalogue with its values for each facet."""

    summary: Summary
    review: Review
    health: Health
    facets: dict[str, tuple[str, ...]]

    @property
    def journey(self) -> Journey:
        """The map."""
        return self.summary.journey

    @property
    def words(self) -> str:
        """The text that the filter box searches, in lower case."""
        journey = self.journey
        return " ".join((journey.title, journey.summary or "", *journey.tags)).casefold()


def make_catalogue(portfolio: Portfolio) -> Page:
    """The page that lists every map."""
    context = PageContext(portfolio, "journeys/")
    crumbs = context.crumbs(Crumb(_("Journeys"), None))
    found = entries(portfolio)
    body = context.render(
        "catalogue/catalogue.html", crumbs=crumbs, entries=found, facets=facets(portfolio, found)
    )
    return Page(
        address=context.address,
        title=_("Journeys"),
        body=body,
        description=_("Every journey map, by customer, channel, team and lifecycle stage."),
        crumbs=crumbs,
    )


def entries(portfolio: Portfolio) -> tuple[Entry, ...]:
    """Every listed map in catalogue order."""
    return tuple(
        Entry(
            each,
            review_of(each.journey, portfolio.today),
            health,
            {facet.name: facet.values(each, health) for facet in FACETS},
        )
        for each, health in zip(portfolio.in_view, portfolio.healths.values(), strict=True)
    )


def facets(portfolio: Portfolio, found: tuple[Entry, ...]) -> tuple[FacetChoice, ...]:
    """The facets that tell maps apart: those with two values at least, with the maps of each."""
    built = []
    for each in FACETS:
        counts = Counter(value for entry in found for value in entry.facets[each.name])
        words = each.words(portfolio.library)
        values = tuple((key, word, counts[key]) for key, word in words.items() if counts[key])
        if len(values) > 1:
            built.append(FacetChoice(each.name, _(each.title), values))
    return tuple(built)
