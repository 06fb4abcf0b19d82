"""The files for programs, each made when it is written."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from journeybook.pages.exports.json_schemas import map_schema, portal_schema, written_schema
from journeybook.pages.exports.llms_txt import ADDRESS as LLMS
from journeybook.pages.exports.llms_txt import draw_llms, draw_llms_part, llms_parts
from journeybook.pages.exports.map_export import SCHEMA as MAP_SCHEMA
from journeybook.pages.exports.map_export import draw_map_json, files_of
from journeybook.pages.exports.portal_export import ADDRESS as PORTAL
from journeybook.pages.exports.portal_export import SCHEMA as PORTAL_SCHEMA
from journeybook.pages.exports.portal_export import draw_portal_json
from journeybook.pages.exports.portal_parts import (
    INDEX_SCHEMA,
    PART_SCHEMA,
    draw_portal_index,
    draw_portal_part,
    is_split,
    portal_parts,
)
from journeybook.pages.exports.split_schemas import index_schema, part_schema
from journeybook.pages.exports.spreadsheet import draw_map_csv
from journeybook.pages.glossary.synonyms import ADDRESS as SYNONYMS
from journeybook.pages.glossary.synonyms import draw_synonyms
from journeybook.pages.page import AssetPlan
from journeybook.pages.portfolio import Portfolio


def machine_files(portfolio: Portfolio) -> Iterator[AssetPlan]:
    """Each map as JSON and CSV, `portal.json` and `llms.txt` with their parts, and the schemas."""
    for key in portfolio.library.journeys:
        files = files_of(key)
        yield AssetPlan(files.json, partial(draw_map_json, portfolio, key))
        yield AssetPlan(files.csv, partial(draw_map_csv, portfolio, key))
    yield AssetPlan(MAP_SCHEMA, lambda: written_schema(map_schema()))
    yield AssetPlan(PORTAL_SCHEMA, lambda: written_schema(portal_schema()))
    if is_split(portfolio):
        yield AssetPlan(PORTAL, partial(draw_portal_index, portfolio))
        for part in portal_parts(portfolio):
            yield AssetPlan(part.address, partial(draw_portal_part, portfolio, part))
        yield AssetPlan(INDEX_SCHEMA, lambda: written_schema(index_schema()))
        yield AssetPlan(PART_SCHEMA, lambda: written_schema(part_schema()))
    else:
        yield AssetPlan(PORTAL, partial(draw_portal_json, portfolio))
    yield AssetPlan(SYNONYMS, partial(draw_synonyms, portfolio))
    yield AssetPlan(LLMS, partial(draw_llms, portfolio))
    for text in llms_parts(portfolio):
        yield AssetPlan(text.address, partial(draw_llms_part, portfolio, text))
