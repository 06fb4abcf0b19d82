"""Parts of the home page for hand-written pages, without headings of their own."""

from __future__ import annotations

from typing import Any

from journeybook.fences.part_fence import Part
from journeybook.pages.changes.changes import recently_changed
from journeybook.pages.home.home import CHANGES_SHOWN, PAINS_SHOWN, heat_map, starting_paths, worst_pains
from journeybook.pages.page_context import PageContext
from journeybook.pages.portfolio import Portfolio


def make_part(portfolio: Portfolio, part: Part, address: str) -> str:
    """The part as safe HTML for the page at `address`; a sentence if there is nothing to show."""
    return PageContext(portfolio, address).render(
        "home/part.html", part=part.value, **_values(portfolio, part)
    )


def _values(portfolio: Portfolio, part: Part) -> dict[str, Any]:
    match part:
        case Part.HEAT_MAP:
            return heat_map(portfolio)
        case Part.TOP_PAINS:
            return {"pains": worst_pains(portfolio)[:PAINS_SHOWN]}
        case Part.CHANGES:
            return {"changed": recently_changed(portfolio, CHANGES_SHOWN)}
        case Part.READING_PATHS:
            return {"paths": starting_paths(portfolio)}
        case Part.SEARCH:
            return {}
