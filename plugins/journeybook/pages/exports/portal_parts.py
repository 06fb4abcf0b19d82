"""`portal.json` of a large portal: an index, and parts that hold its lists.

Up to `ONE_FILE` objects of each kind the portal is one file (version 1). Beyond, `portal.json` is
an index (version 2): it holds what version 1 holds but for the lists of `portal_lists`, and names
the parts in which these are. A part is a piece of the file that the portal would be: the same keys,
with some of the entries. Numbers of parts follow from numbers of objects, so that a plan is cheap.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any, get_type_hints

from pydantic import TypeAdapter

from journeybook.kinds import Kind
from journeybook.library.page_addresses import relative
from journeybook.pages.exports import portal_types as out
from journeybook.pages.exports.map_export import written
from journeybook.pages.exports.portal_export import ADDRESS, PORTAL_TYPE, export_portal
from journeybook.pages.exports.portal_lists import LISTS, PortalList
from journeybook.pages.portfolio import Portfolio

ONE_FILE = 250
"""The most objects of one kind in a portal that is one file: about a megabyte of maps."""

FOLDER = "portal/"
INDEX_SCHEMA = f"schema/portal-{out.SPLIT_VERSION}.json"
PART_SCHEMA = f"schema/portal-part-{out.SPLIT_VERSION}.json"


@dataclass(frozen=True, slots=True)
class PortalPart:
    """A part of a list: its number, counting from 1, and the number of the list's parts."""

    of: PortalList
    number: int
    parts: int

    @property
    def address(self) -> str:
        """Its address in a standalone portal: `portal/journeys-1.json`."""
        return f"{FOLDER}{self.of.name.replace('.', '-').replace('_', '-')}-{self.number}.json"


def is_split(portfolio: Portfolio) -> bool:
    """Whether the portal has too many objects of a kind for one file."""
    return any(len(portfolio.library.ids(kind)) > ONE_FILE for kind in Kind)


def portal_parts(portfolio: Portfolio) -> Iterator[PortalPart]:
    """The parts of a portal that is split, list by list."""
    for each in LISTS:
        parts = each.parts(portfolio)
        for number in range(1, parts + 1):
            yield PortalPart(each, number, parts)


def draw_portal_part(portfolio: Portfolio, part: PortalPart) -> str:
    """A part as one line of JSON with sorted keys."""
    entries = part.of.part(portfolio, part.number)
    value: Any = list_type(part.of.name).dump_python(entries, mode="json", by_alias=True)
    for key in reversed(part.of.name.split(".")):
        value = {key: value}
    return written(
        {
            "$schema": relative(portfolio.at(PART_SCHEMA), portfolio.at(part.address)),
            "version": out.SPLIT_VERSION,
            "part": part.number,
            "of": part.parts,
            **value,
        }
    )


def draw_portal_index(portfolio: Portfolio) -> str:
    """The index as one line of JSON with sorted keys."""
    parts = tuple(portal_parts(portfolio))
    left_out = frozenset(part.of.name for part in parts)
    index = PORTAL_TYPE.dump_python(export_portal(portfolio, left_out), mode="json", by_alias=True)
    for name in left_out:
        *path, key = name.split(".")
        holder = index
        for step in path:
            holder = holder[step]
        del holder[key]
    return written(
        index
        | {
            "$schema": relative(portfolio.at(INDEX_SCHEMA), portfolio.at(ADDRESS)),
            "version": out.SPLIT_VERSION,
            "parts": [
                asdict(out.Part(part.of.name, portfolio.published(part.address), part.number, part.parts))
                for part in parts
            ],
        }
    )


@cache
def list_type(name: str) -> TypeAdapter[Any]:
    """The published type of a list of `portal.json`: `journeys`, `comparisons.futures`."""
    found: Any = out.PortalExport
    for key in name.split("."):
        found = get_type_hints(found)[key]
    return TypeAdapter(found)
