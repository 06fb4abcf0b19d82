"""What was made is dropped when it is written, so that no process holds a whole site."""

from __future__ import annotations

from tests.support.factories import make_journey, make_library

from journeybook.incremental.dependency_graph import UNCOMPUTED
from journeybook.pages.page_plan import made_name, plan_portal, release_made
from journeybook.pages.portfolio import Portfolio


def test_nothing_is_kept_of_a_written_map_and_all_of_it_can_be_made_again() -> None:
    portfolio = Portfolio(make_library(make_journey("m-one")), "Portal")
    pages, assets = plan_portal(portfolio)
    plans = [each for each in (*pages, *assets) if each.address.startswith("journeys/m-one/")]
    made = [plan.make() for plan in plans]
    release_made(portfolio, plans)
    kept = portfolio.graph.results
    names = [*(made_name(plan.address) for plan in plans), "=drawings:m-one"]
    assert all(kept[name].value is UNCOMPUTED for name in names)
    assert all(portfolio.graph.is_current(name) for name in names)
    assert [plan.make() for plan in plans] == made
