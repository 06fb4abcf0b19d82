"""The catalogue: every listed map as a card and in a table, with facets for a filter by script."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from journeybook.i18n.catalog import gettext as _
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
        Entry(each, review_of(each.journey, portfolio.today), health, _values(each, health))
        for each, health in zip(portfolio.in_view, portfolio.healths.values(), strict=True)
    )


def facets(portfolio: Portfolio, found: tuple[Entry, ...]) -> tuple[Facet, ...]:
    """The facets with at least two values, each value with the number of its maps."""
    library = portfolio.library
    kinds = {
        "persona": (_("Persona"), Kind.PERSONA),
        "lifecycle": (_("Lifecycle stage"), Kind.LIFECYCLE),
        "channel": (_("Channel"), Kind.CHANNEL),
        "area": (_("Area"), Kind.AREA),
        "owner": (_("Owner"), Kind.TEAM),
    }
    orders: dict[str, tuple[str, dict[str, str]]] = {
        "type": (_("Type"), {each.value: TYPE_WORDS[each] for each in MapType}),
        "status": (_("Status"), {each.value: STATUS_WORDS[each] for each in Status}),
        **{name: (title, dict(library.ids(kind))) for name, (title, kind) in kinds.items()},
        "health": (_("Health"), {each.value: sentence(BAND_WORDS[each]) for each in Band}),
        "tag": (_("Tag"), _tags(portfolio, found)),
    }
    built = []
    for name, (title, words) in orders.items():
        counts = Counter(value for entry in found for value in entry.facets[name])
        values = tuple((key, word, counts[key]) for key, word in words.items() if counts[key])
        if len(values) > 1:
            built.append(Facet(name, title, values))
    return tuple(built)


def _values(summary: Summary, health: Health) -> dict[str, tuple[str, ...]]:
    journey = summary.journey
    return {
        "type": (journey.type.value,),
        "status": (journey.status.value,),
        "persona": journey.personas,
        "lifecycle": summary.lifecycle,
        "channel": summary.channels,
        "area": journey.areas,
        "owner": (journey.owner,) if journey.owner else (),
        "health": (health.band.value,),
        "tag": journey.tags,
    }


def _tags(portfolio: Portfolio, found: tuple[Entry, ...]) -> dict[str, str]:
    words = portfolio.library.vocabulary.tags
    keys = sorted({tag for entry in found for tag in entry.journey.tags})
    return {key: words[key].title if key in words else key.replace("-", " ") for key in keys}
