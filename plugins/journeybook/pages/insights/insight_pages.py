"""The plan of the insight pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from journeybook.i18n.catalog import gettext as _
from journeybook.pages.comparison.comparison_list import make_comparisons
from journeybook.pages.insights.gaps_page import make_gaps
from journeybook.pages.insights.health_page import make_health
from journeybook.pages.insights.moments_of_truth import make_moments
from journeybook.pages.insights.overview import PAGES, ROOT, TITLE, make_insights
from journeybook.pages.insights.pains import make_pains
from journeybook.pages.insights.statement_lists import (
    make_bright_spots,
    make_gains,
    make_opportunities,
    make_quotes,
)
from journeybook.pages.page import Page, PagePlan
from journeybook.pages.pagination import planned
from journeybook.pages.portfolio import Portfolio

MAKERS: Mapping[str, Callable[..., Page]] = MappingProxyType(
    {
        "": make_insights,
        "pains/": make_pains,
        "moments/": make_moments,
        "bright-spots/": make_bright_spots,
        "gains/": make_gains,
        "opportunities/": make_opportunities,
        "quotes/": make_quotes,
        "gaps/": make_gaps,
        "health/": make_health,
        "comparisons/": make_comparisons,
    }
)
"""The function that makes each page, by its address below that of the insights."""


def insight_plans(portfolio: Portfolio) -> Iterator[PagePlan]:
    """Every insight page; none in a portal without maps."""
    if portfolio.listed_ids:
        for page, make in MAKERS.items():
            plan = PagePlan(f"{ROOT}{page}", PAGES[page] if page else _(TITLE), None, None, make)
            yield from planned(plan, make, portfolio)
