"""`map.json`: one map for programs, with its source fields, the objects it names, and figures."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from pydantic import TypeAdapter

from journeybook.library.images import LARGE, SMALL, image_address, image_path
from journeybook.library.objects import Kind, Ref
from journeybook.library.page_addresses import address, relative
from journeybook.model.journey import Journey
from journeybook.pages.exports import map_types as out
from journeybook.pages.exports.map_figures import map_figures
from journeybook.pages.exports.places import place_of
from journeybook.pages.portfolio import Portfolio

JSON_NAME = "map.json"
CSV_NAME = "map.csv"
SCHEMA = f"schema/map-{out.VERSION}.json"

NOT_WRITTEN = {"id", "section"}
"""Fields that a source does not hold, because they follow from its name and folder."""

MAP_TYPE = TypeAdapter(out.MapExport)


def draw_map_json(portfolio: Portfolio, key: str) -> str:
    """The map `key` as one line of JSON, its keys in the order of the published schema.

    Sorting the keys took 1.4 % of a build; pydantic writes the JSON itself in a third of the time.
    """
    return MAP_TYPE.dump_json(export_map(portfolio, key), by_alias=True).decode() + "\n"


def export_map(portfolio: Portfolio, key: str) -> out.MapExport:
    """The map `key` with all published data."""
    journey = portfolio.library.journeys[key]
    files = placed_files(portfolio, key)
    return out.MapExport(
        schema=relative(portfolio.at(SCHEMA), files.page),
        version=out.VERSION,
        portal=portal_of(portfolio),
        id=key,
        section=journey.section,
        files=files,
        source=portfolio.source(Ref(Kind.JOURNEY, key)),
        map=source_fields(journey),
        things=tuple(_things(portfolio, journey)),
        figures=map_figures(portfolio, key),
        pictures=tuple(_pictures(portfolio, key)),
    )


def source_fields(journey: Journey) -> dict[str, Any]:
    """The map in the source format, without empty fields, as readers of the format accept it."""
    fields = journey.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude=NOT_WRITTEN)
    if journey.review_every:
        fields["review_every"] = str(journey.review_every)
    return fields


def files_of(key: str) -> out.Files:
    """The addresses of the map's files in a standalone portal."""
    page = address(Ref(Kind.JOURNEY, key))
    return out.Files(page, f"{page}{JSON_NAME}", f"{page}{CSV_NAME}", f"{page}map.svg", f"{page}map-dark.svg")


def placed_files(portfolio: Portfolio, key: str) -> out.Files:
    """The addresses of the map's files in the site."""
    files = files_of(key)
    return out.Files(*(portfolio.published(getattr(files, field.name)) for field in fields(files)))


def portal_of(portfolio: Portfolio) -> out.Portal:
    """The portal that a file comes from."""
    return out.Portal(
        portfolio.site_name,
        portfolio.site_url,
        portfolio.today.isoformat() if portfolio.today else None,
    )


def written(value: Any) -> str:
    """JSON in one line with sorted keys, unescaped letters and a final line break."""
    return (
        json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False) + "\n"
    )


def _pictures(portfolio: Portfolio, key: str) -> Iterator[out.Picture]:
    for spot in portfolio.summaries[key].spots:
        image = spot.moment.image
        if image is None:
            continue
        path = image_path(Kind.JOURNEY, spot.journey.section, image.src)
        file = portfolio.library.images.get(path)
        if file is not None:
            large, small = (portfolio.published(image_address(path, size)) for size in (LARGE, SMALL))
            yield out.Picture(
                place_of(portfolio, spot),
                path,
                image.alt,
                image.caption,
                image.credit,
                large,
                *file.fitted(LARGE),
                small,
                *file.fitted(SMALL),
            )


def _things(portfolio: Portfolio, journey: Journey) -> Iterator[out.Thing]:
    library = portfolio.library
    for ref in library.named(Ref(Kind.JOURNEY, journey.id)):
        yield out.Thing(ref.kind.value, ref.id, library.title(ref), portfolio.page_address(ref))
