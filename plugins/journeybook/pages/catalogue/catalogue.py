"""The catalogue: every listed map as a card and in a table, with facets for a filter by script.

The page of a small portal carries all that the filter needs. A larger one goes on over numbered
pages, and the filter on the first reads `catalogue_data`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from journeybook.i18n.catalog import gettext as _
from journeybook.insight.health import Health
from journeybook.insight.review import Review, review_of
from journeybook.insight.summary import Summary
from journeybook.model.journey import Journey
from journeybook.pages.catalogue.searched_words import searched_words
from journeybook.pages.facets import FACETS
from journeybook.pages.language_versions import LanguageVersion, language_versions
from journeybook.pages.moved_pages import CATALOGUE, FRONT
from journeybook.pages.page import Crumb, Page
from journeybook.pages.page_context import PageContext
from journeybook.pages.pagination import Pagination, page_count, paginated
from journeybook.pages.portfolio import Portfolio

DATA = f"{CATALOGUE}catalogue.json"
"""The address of the data of all maps for the filter, where the page does not carry it."""

MAPS = 80
"""The most maps on a page."""

CARRIED_MAPS = 60
CARRIED_WORDS = 60_000
"""How many maps, and characters of theirs that the filter searches, a page carries at most."""

VALUES = 40
"""The most values of a facet on a page that does not carry all maps; the script adds the others."""


@dataclass(frozen=True, slots=True)
class FacetChoice:
    """What a facet offers: its name, its title, and its values with their words and counts.

    `more` is the number of values that are left out.
    """

    name: str
    title: str
    values: tuple[tuple[str, str, int], ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One map of the catalogue with its values for each facet, and in other languages."""

    summary: Summary
    review: Review
    health: Health
    facets: dict[str, tuple[str, ...]]
    versions: tuple[LanguageVersion, ...] = ()

    @property
    def journey(self) -> Journey:
        """The map."""
        return self.summary.journey

    @property
    def words(self) -> str:
        """The text that the filter box searches, in lower case."""
        return searched_words(self.journey)


def catalogue_pages(portfolio: Portfolio) -> int:
    """How many pages list the maps."""
    return page_count(len(portfolio.listed_ids), MAPS)


def is_carried(portfolio: Portfolio) -> bool:
    """Whether the page itself carries what the filter needs of every map."""
    listed = portfolio.listed_ids
    return len(listed) <= CARRIED_MAPS and sum(map(portfolio.searched_length, listed)) <= CARRIED_WORDS


@paginated(catalogue_pages)
def make_catalogue(portfolio: Portfolio, number: int = 1) -> Page:
    """The page that lists every map, by section and title."""
    pagination = Pagination(CATALOGUE, number, catalogue_pages(portfolio))
    context = PageContext(portfolio, pagination.here)
    crumbs = context.crumbs(*pagination.crumbs(Crumb(_("Journeys"), None)))
    carried = is_carried(portfolio)
    shown = [portfolio.summary(key) for key in pagination.entries(portfolio.listed_ids, MAPS)]
    body = context.render(
        "catalogue/catalogue.html",
        crumbs=crumbs,
        pagination=pagination,
        entries=entries(portfolio, shown),
        carried=carried,
        facets=facets(portfolio, entries(portfolio), VALUES if not carried else None)
        if pagination.is_first
        else (),
        data=None if carried else context.to(DATA),
        root=context.to(FRONT),
        total=len(portfolio.listed_ids),
    )
    return Page(
        address=context.address,
        title=pagination.title(_("Journeys")),
        body=body,
        description=_("Every journey map, by customer, channel, team and lifecycle stage."),
        crumbs=crumbs,
    )


def entries(portfolio: Portfolio, summaries: Iterable[Summary] | None = None) -> tuple[Entry, ...]:
    """The maps of these summaries, or every listed one in catalogue order."""
    return tuple(
        Entry(
            each,
            review_of(each.journey, portfolio.judged_on),
            health := portfolio.healths[each.journey.id],
            {facet.name: facet.values(each, health) for facet in FACETS},
            language_versions(portfolio, each.journey.id),
        )
        for each in (portfolio.in_view if summaries is None else summaries)
    )


def facets(
    portfolio: Portfolio, found: tuple[Entry, ...], most: int | None = None
) -> tuple[FacetChoice, ...]:
    """The facets that tell maps apart: those with two values at least, with the maps of each.

    With `most` a facet offers the values of the most maps, in the order of all.
    """
    built = []
    for each in FACETS:
        counts = Counter(value for entry in found for value in entry.facets[each.name])
        words = each.words(portfolio.library)
        values = tuple((key, word, counts[key]) for key, word in words.items() if counts[key])
        if len(values) > 1:
            offered = sorted(values, key=lambda value: -value[2])[:most]
            shown = tuple(value for value in values if value in offered)
            built.append(FacetChoice(each.name, _(each.title), shown, len(values) - len(shown)))
    return tuple(built)
