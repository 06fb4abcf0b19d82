"""What maps can be narrowed by, in the catalogue and in search."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from journeybook.i18n.markers import N_
from journeybook.insight.health import Band, Health
from journeybook.insight.summary import Summary
from journeybook.labels.value_labels import BAND_WORDS, STATUS_WORDS, TYPE_WORDS, sentence
from journeybook.library.objects import Kind, Library
from journeybook.model.journey import MapType, Status


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet of maps.

    `name` stands in addresses and in the search index. `values` gives the values of a map, whose
    health is left out where nobody has it; `words` the words of all values in the order in which
    they are offered. `in_search` is false for what search does not offer: the health, which changes
    with the day, and tags, which are words that it finds anyway. `kind` is that of values which are
    objects with a page.
    """

    name: str
    title: str
    values: Callable[[Summary, Health | None], tuple[str, ...]]
    words: Callable[[Library], Mapping[str, str]]
    in_search: bool = True
    kind: Kind | None = None


def _titles(kind: Kind) -> Callable[[Library], Mapping[str, str]]:
    return lambda library: library.ids(kind)


def _owner(summary: Summary, _health: Health | None) -> tuple[str, ...]:
    owner = summary.journey.owner
    return (owner,) if owner else ()


def _tag_words(library: Library) -> Mapping[str, str]:
    words = library.vocabulary.tags
    keys = sorted({tag for journey in library.journeys.values() for tag in journey.tags})
    return {key: words[key].title if key in words else key.replace("-", " ") for key in keys}


FACETS = (
    Facet(
        "type",
        N_("Type"),
        lambda summary, _health: (summary.journey.type.value,),
        lambda _library: {each.value: TYPE_WORDS[each] for each in MapType},
    ),
    Facet(
        "status",
        N_("Status"),
        lambda summary, _health: (summary.journey.status.value,),
        lambda _library: {each.value: STATUS_WORDS[each] for each in Status},
    ),
    Facet(
        "persona",
        N_("Persona"),
        lambda summary, _health: summary.journey.personas,
        _titles(Kind.PERSONA),
        kind=Kind.PERSONA,
    ),
    Facet(
        "lifecycle",
        N_("Lifecycle stage"),
        lambda summary, _health: summary.lifecycle,
        _titles(Kind.LIFECYCLE),
        kind=Kind.LIFECYCLE,
    ),
    Facet(
        "channel",
        N_("Channel"),
        lambda summary, _health: summary.channels,
        _titles(Kind.CHANNEL),
        kind=Kind.CHANNEL,
    ),
    Facet(
        "area", N_("Area"), lambda summary, _health: summary.journey.areas, _titles(Kind.AREA), kind=Kind.AREA
    ),
    Facet("owner", N_("Owner"), _owner, _titles(Kind.TEAM), kind=Kind.TEAM),
    Facet(
        "health",
        N_("Health"),
        lambda _summary, health: (health.band.value,) if health else (),
        lambda _library: {each.value: sentence(BAND_WORDS[each]) for each in Band},
        in_search=False,
    ),
    Facet("tag", N_("Tag"), lambda summary, _health: summary.journey.tags, _tag_words, in_search=False),
)
"""Every facet in the order of the catalogue, whose script reads them from the page."""
