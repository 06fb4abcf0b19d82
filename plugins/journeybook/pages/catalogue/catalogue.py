"""The catalogue: every listed map as a card and in a table, with facets for a filter by script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.markers import N_
from journeybook.insight.health import Band, Health
from journeybook.insight.review import Review, review_of
from journeybook.insight.summary import Summary
from journeybook.labels.value_labels import BAND_WORDS, STATUS_WORDS, TYPE_WORDS, sentence
from journeybook.library.objects import Kind
from journeybook.model.journey import Journey, MapType, Status
from journeybook.pages.page import Crumb, Page
from journeybook.pages.page_context import PageContext
from journeybook.pages.portfolio import Portfolio


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet: its name in the address, its title, and its values with their words and counts."""

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


def facets(portfolio: Portfolio, found: tuple[Entry, ...]) -> tuple[Facet, ...]:
    """The facets that tell maps apart: those with two values at least, with the maps of each."""
    built = []
    for each in FACETS:
        counts = Counter(value for entry in found for value in entry.facets[each.name])
        words = each.words(portfolio, counts)
        values = tuple((key, word, counts[key]) for key, word in words.items() if counts[key])
        if len(values) > 1:
            built.append(Facet(each.name, _(each.title), values))
    return tuple(built)


@dataclass(frozen=True, slots=True)
class FacetKind:
    """A facet before maps are looked at.

    `values` gives the values of a map, `words` the words of all values in the order in which
    they are offered; its second argument holds the values that occur.
    """

    name: str
    title: str
    values: Callable[[Summary, Health], tuple[str, ...]]
    words: Callable[[Portfolio, Iterable[str]], Mapping[str, str]]


def _titles(kind: Kind) -> Callable[[Portfolio, Iterable[str]], Mapping[str, str]]:
    return lambda portfolio, _found: dict(portfolio.library.ids(kind))


def _tag_words(portfolio: Portfolio, found: Iterable[str]) -> Mapping[str, str]:
    words = portfolio.library.vocabulary.tags
    return {key: words[key].title if key in words else key.replace("-", " ") for key in sorted(found)}


FACETS = (
    FacetKind(
        "type",
        N_("Type"),
        lambda summary, _health: (summary.journey.type.value,),
        lambda _portfolio, _found: {each.value: TYPE_WORDS[each] for each in MapType},
    ),
    FacetKind(
        "status",
        N_("Status"),
        lambda summary, _health: (summary.journey.status.value,),
        lambda _portfolio, _found: {each.value: STATUS_WORDS[each] for each in Status},
    ),
    FacetKind(
        "persona",
        N_("Persona"),
        lambda summary, _health: summary.journey.personas,
        _titles(Kind.PERSONA),
    ),
    FacetKind(
        "lifecycle",
        N_("Lifecycle stage"),
        lambda summary, _health: summary.lifecycle,
        _titles(Kind.LIFECYCLE),
    ),
    FacetKind("channel", N_("Channel"), lambda summary, _health: summary.channels, _titles(Kind.CHANNEL)),
    FacetKind("area", N_("Area"), lambda summary, _health: summary.journey.areas, _titles(Kind.AREA)),
    FacetKind(
        "owner",
        N_("Owner"),
        lambda summary, _health: (summary.journey.owner,) if summary.journey.owner else (),
        _titles(Kind.TEAM),
    ),
    FacetKind(
        "health",
        N_("Health"),
        lambda _summary, health: (health.band.value,),
        lambda _portfolio, _found: {each.value: sentence(BAND_WORDS[each]) for each in Band},
    ),
    FacetKind("tag", N_("Tag"), lambda summary, _health: summary.journey.tags, _tag_words),
)
"""What maps can be narrowed by, in the order of the page. The script reads them from the page."""
