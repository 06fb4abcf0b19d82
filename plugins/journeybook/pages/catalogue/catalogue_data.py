"""`journeys/catalogue.json`: all listed maps in columns, for the filter of a long catalogue.

A script that filters and sorts thousands of maps needs little of each, at once. So the file has a
list for each value, whose entries stand in catalogue order: `title[7]` and `pains[7]` are of the
same map. What many maps share stands once and is named by its position, counted from 0.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Annotated, Any, Generic, TypeVar

from pydantic import Field, TypeAdapter

from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.formats import date_words
from journeybook.insight.summary import EmotionAt
from journeybook.library.objects import Kind, Ref
from journeybook.library.page_addresses import relative
from journeybook.pages.catalogue.catalogue import DATA, Entry, entries, is_carried
from journeybook.pages.exports.json_schemas import DIALECT, tidy, written_schema
from journeybook.pages.exports.map_export import written
from journeybook.pages.facets import FACETS, Facet
from journeybook.pages.page import AssetPlan
from journeybook.pages.portfolio import Portfolio
from journeybook.text.numbers import level_figure

VERSION = 1
SCHEMA = f"schema/catalogue-{VERSION}.json"


T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a facet: its id, its title, and the address of its page if it has one."""

    id: str
    title: str
    address: str | None


@dataclass(frozen=True, slots=True)
class FacetColumn:
    """A facet: its values, and for each map the positions of those that it has."""

    name: str
    title: str
    values: tuple[FacetValue, ...]
    maps: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Feeling:
    """A feeling: its value on the portal's scale, its level from 0 (worst) to 4, and its words."""

    value: float
    level: int
    word: str
    figure: str


@dataclass(frozen=True, slots=True)
class Day:
    """A day, and how it is written in the portal's language."""

    day: datetime.date
    words: str


@dataclass(frozen=True, slots=True)
class Columns:
    """The maps, a list for each value.

    `lowest` names a feeling, `step` is the title of its step, and `persona` whose it is where that
    is not the first of the map. `reviewed` and `due` name days. `curve` has the lines of the small
    curve, each the position in `lines`, then its heights in percent of the scale. `curve_low` is
    the level of the lowest point.
    """

    id: tuple[str, ...]
    title: tuple[str, ...]
    lowest: tuple[int | None, ...]
    step: tuple[str | None, ...]
    persona: tuple[str | None, ...]
    pains: tuple[int, ...]
    health: tuple[int | None, ...]
    reviewed: tuple[int | None, ...]
    due: tuple[int | None, ...]
    curve: tuple[tuple[tuple[int, ...], ...], ...]
    curve_low: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All listed maps in columns, in catalogue order.

    `address` is that of a map, `{id}` in it its id; `moved` has the addresses of other maps by id.
    `lines` are the places of the points of curves, in percent of the width. `zero` is the height of
    the value 0 in percent of the scale, null where it is not inside. `words` has for each word of
    titles, summaries and tags the maps that have it: the position of the first, then how much
    further each of the others is.
    """

    schema: Annotated[str, Field(serialization_alias="$schema")]
    version: int
    address: str
    moved: dict[str, str]
    facets: tuple[FacetColumn, ...]
    feelings: tuple[Feeling, ...]
    days: tuple[Day, ...]
    zero: int | None
    lines: tuple[tuple[float, ...], ...]
    maps: Columns
    words: dict[str, tuple[int, ...]]


CATALOGUE_TYPE = TypeAdapter(Catalogue)


def catalogue_files(portfolio: Portfolio) -> Iterator[AssetPlan]:
    """The data and its schema, where the page of the catalogue does not carry the data."""
    if not is_carried(portfolio):
        yield AssetPlan(DATA, partial(draw_catalogue_json, portfolio))
        yield AssetPlan(SCHEMA, lambda: written_schema(catalogue_schema()))


def draw_catalogue_json(portfolio: Portfolio) -> str:
    """The data as one line of JSON with sorted keys."""
    return written(CATALOGUE_TYPE.dump_python(export_catalogue(portfolio), mode="json", by_alias=True))


def catalogue_schema() -> dict[str, Any]:
    """The schema of the data."""
    schema = tidy(CATALOGUE_TYPE.json_schema(mode="serialization", by_alias=True))
    return {**schema, "$schema": DIALECT, "title": "The maps of a catalogue, in columns"}


@dataclass
class _Shared(Generic[T]):
    """Values that occur often, each once and in the order in which they come."""

    positions: dict[T, int] = field(default_factory=dict)

    def at(self, value: T) -> int:
        """The position of the value."""
        return self.positions.setdefault(value, len(self.positions))

    def map(self, make: Callable[[T], Any]) -> tuple[Any, ...]:
        """What `make` makes of each value."""
        return tuple(make(each) for each in self.positions)


def export_catalogue(portfolio: Portfolio) -> Catalogue:
    """The data of all listed maps."""
    found = entries(portfolio)
    scale = portfolio.library.vocabulary.emotion_scale
    feelings: _Shared[Feeling] = _Shared()
    days: _Shared[datetime.date] = _Shared()
    lines: _Shared[tuple[float, ...]] = _Shared()
    lows = [entry.summary.lowest for entry in found]
    curves = [portfolio.catalogue_curve(entry.journey.id) for entry in found]
    address = portfolio.published("journeys/{id}/")
    maps = Columns(
        id=tuple(entry.journey.id for entry in found),
        title=tuple(entry.journey.title for entry in found),
        lowest=tuple(
            feelings.at(
                Feeling(
                    low.emotion.value,
                    low.emotion.level,
                    low.emotion.word,
                    level_figure(low.emotion.value, scale.min),
                )
            )
            if low
            else None
            for low in lows
        ),
        step=tuple(low.spot.moment.title if low else None for low in lows),
        persona=tuple(_whose(portfolio, low) for low in lows),
        pains=tuple(len(entry.summary.pains) for entry in found),
        health=tuple(entry.health.score for entry in found),
        reviewed=tuple(days.at(day) if (day := entry.journey.reviewed) else None for entry in found),
        due=tuple(days.at(day) if (day := entry.review.due) else None for entry in found),
        curve=tuple(
            tuple((lines.at(tuple(x / 100 for x in places)), *heights) for places, heights in curve)
            for curve, _low in curves
        ),
        curve_low=tuple(low for _curve, low in curves),
    )
    return Catalogue(
        schema=relative(portfolio.at(SCHEMA), portfolio.at(DATA)),
        version=VERSION,
        address=address,
        moved=dict(_moved(portfolio, maps.id, address)),
        facets=tuple(_column(portfolio, facet, found) for facet in FACETS),
        feelings=feelings.map(lambda feeling: feeling),
        days=days.map(lambda day: Day(day, date_words(day))),
        zero=round(100 * scale.share(0)) if scale.min < 0 < scale.max else None,
        lines=lines.map(lambda line: line),
        maps=maps,
        words=_words(found),
    )


def _whose(portfolio: Portfolio, low: EmotionAt | None) -> str | None:
    """The title of the persona of the lowest moment, where one would think of another."""
    if low is None or not low.emotion.persona or low.emotion.persona in low.spot.journey.personas[:1]:
        return None
    return portfolio.library.title(Ref(Kind.PERSONA, low.emotion.persona))


def _moved(portfolio: Portfolio, keys: Iterable[str], address: str) -> Iterator[tuple[str, str]]:
    for key in keys:
        own = portfolio.page_address(Ref(Kind.JOURNEY, key))
        if own and own != address.replace("{id}", key):
            yield key, own


def _column(portfolio: Portfolio, facet: Facet, found: tuple[Entry, ...]) -> FacetColumn:
    words = facet.words(portfolio.library)
    positions = {key: at for at, key in enumerate(words)}
    for entry in found:
        for key in entry.facets[facet.name]:
            positions.setdefault(key, len(positions))  # named by a map, and known to nobody
    return FacetColumn(
        facet.name,
        _(facet.title),
        tuple(FacetValue(key, words.get(key, key), _page(portfolio, facet, key)) for key in positions),
        tuple(tuple(positions[key] for key in entry.facets[facet.name]) for entry in found),
    )


def _page(portfolio: Portfolio, facet: Facet, key: str) -> str | None:
    return portfolio.page_address(Ref(facet.kind, key)) if facet.kind else None


def _words(found: tuple[Entry, ...]) -> dict[str, tuple[int, ...]]:
    maps: dict[str, list[int]] = {}
    last: dict[str, int] = {}
    for at, entry in enumerate(found):
        for word in dict.fromkeys(entry.words.split()):
            maps.setdefault(word, []).append(at - last.get(word, 0))
            last[word] = at
    return {word: tuple(steps) for word, steps in maps.items()}
