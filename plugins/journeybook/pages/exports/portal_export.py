"""`portal.json`: the index of the portal, with every figure that its pages show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import TypeAdapter

from journeybook.kinds import KINDS, load
from journeybook.library.objects import Ref
from journeybook.library.page_addresses import relative
from journeybook.pages.exports import portal_types as out
from journeybook.pages.exports.comparisons import comparisons
from journeybook.pages.exports.map_export import portal_of, written
from journeybook.pages.exports.places import iso
from journeybook.pages.exports.portal_overview import (
    bright_spots,
    coverage,
    health_sides,
    hot_spots,
    near_duplicates,
    ranked_pains,
    statements,
)
from journeybook.pages.glossary.terms import TERMS
from journeybook.pages.portfolio import WORD_KINDS, Portfolio

ADDRESS = "portal.json"
SCHEMA = f"schema/portal-{out.VERSION}.json"
PORTAL_TYPE = TypeAdapter(out.PortalExport)

PAINS_LISTED = 100
"""The most pains in the list; all of them are in the maps' own files."""


def draw_portal_json(portfolio: Portfolio) -> str:
    """The portal as one line of JSON with sorted keys."""
    return written(PORTAL_TYPE.dump_python(export_portal(portfolio), mode="json", by_alias=True))


def export_portal(portfolio: Portfolio) -> out.PortalExport:
    """All data of the portal, except for what is in the maps' own files."""
    scale = portfolio.library.vocabulary.emotion_scale
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
        **_items(portfolio),
        words=tuple(_words(portfolio)),
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
        review=tuple(_review(portfolio)),
        hot_spots=tuple(hot_spots(portfolio)),
        pains=tuple(ranked_pains(portfolio, PAINS_LISTED)),
        opportunities=tuple(statements(portfolio.overview.opportunities, portfolio)),
        gains=tuple(statements(portfolio.overview.gains, portfolio)),
        quotes=tuple(statements(portfolio.overview.quotes, portfolio)),
        bright_spots=tuple(bright_spots(portfolio)),
        health_sides=tuple(health_sides(portfolio)),
        coverage=tuple(coverage(portfolio)),
        near_duplicates=near_duplicates(portfolio),
        comparisons=comparisons(portfolio),
    )


def _items(portfolio: Portfolio) -> dict[str, Any]:
    """Every object that has a file, by the plural of its kind."""
    return {
        info.plural: tuple(load("pages", info.export)(portfolio)) for info in KINDS.values() if info.export
    }


def _words(portfolio: Portfolio) -> Iterator[out.Word]:
    for kind in WORD_KINDS:
        for key, title in portfolio.library.ids(kind).items():
            ref = Ref(kind, key)
            yield out.Word(
                kind.value,
                key,
                title,
                portfolio.library.shelf(kind)[key].summary,
                portfolio.page_address(ref),
                len(portfolio.uses(ref)),
            )


def _review(portfolio: Portfolio) -> Iterator[out.Waiting]:
    for each in portfolio.agenda:
        yield out.Waiting(
            each.ref.kind.value,
            each.ref.id,
            each.owner,
            iso(each.last),
            iso(each.due),
            each.urgency.value,
            each.days_late,
        )
