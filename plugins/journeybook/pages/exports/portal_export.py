"""`portal.json`: the index of the portal, with every figure that its pages show."""

from __future__ import annotations

from collections.abc import Container

from pydantic import TypeAdapter

from journeybook.library.page_addresses import relative
from journeybook.pages.exports import portal_types as out
from journeybook.pages.exports.comparisons import comparisons
from journeybook.pages.exports.map_export import portal_of, written
from journeybook.pages.exports.overview_types import NearDuplicates
from journeybook.pages.exports.portal_lists import LISTS
from journeybook.pages.exports.portal_overview import health_sides, hot_spots, ranked_pains
from journeybook.pages.glossary.terms import TERMS
from journeybook.pages.portfolio import Portfolio

ADDRESS = "portal.json"
SCHEMA = f"schema/portal-{out.VERSION}.json"
PORTAL_TYPE = TypeAdapter(out.PortalExport)

PAINS_LISTED = 100
"""The most pains in the list; all of them are in the maps' own files."""


def draw_portal_json(portfolio: Portfolio) -> str:
    """The portal as one line of JSON with sorted keys."""
    return written(PORTAL_TYPE.dump_python(export_portal(portfolio), mode="json", by_alias=True))


def export_portal(portfolio: Portfolio, left_out: Container[str] = ()) -> out.PortalExport:
    """All data of the portal, except for what is in the maps' own files.

    Lists of `portal_lists` whose names are `left_out` are empty, and nothing is computed for them.
    """
    scale = portfolio.library.vocabulary.emotion_scale
    lists = {each.name: () if each.name in left_out else each.entries(portfolio) for each in LISTS}
    futures = lists.pop("comparisons.futures")
    twins = NearDuplicates(lists.pop("near_duplicates.maps"), lists.pop("near_duplicates.pains"))
    return out.PortalExport(
        schema=relative(portfolio.at(SCHEMA), portfolio.at(ADDRESS)),
        version=out.VERSION,
        portal=portal_of(portfolio),
        scale=out.Scale(
            scale.min,
            scale.max,
            tuple(out.Level(value, scale.level(value), word) for value, word in sorted(scale.words.items())),
        ),
        health=portfolio.health.score if portfolio.health else None,
        figures=portfolio.counts,
        glossary=tuple(
            out.GlossaryEntry(
                each.key,
                each.title,
                each.meaning,
                tuple(each.also.split(", ")) if each.also else (),
                portfolio.published(f"glossary/#jp--{each.key}"),
            )
            for each in TERMS
        ),
        hot_spots=tuple(hot_spots(portfolio)),
        pains=tuple(ranked_pains(portfolio, PAINS_LISTED)),
        health_sides=tuple(health_sides(portfolio)),
        near_duplicates=twins,
        comparisons=comparisons(portfolio, futures),
        **lists,
    )
