"""Every kind of page of the small portal, as a reader meets it.

`UPDATE_GOLDEN=1 pytest tests/golden` writes the files anew; read the difference before it is committed.
"""

from __future__ import annotations

import os

import pytest

from journeybook.pages.page_plan import plan_pages
from page_library import RULES, TODAY, small_library
from page_outline import outline
from places import GOLDEN

FOLDER = GOLDEN / "pages"
PLANS = {
    plan.address: plan
    for plan in plan_pages(
        small_library(),
        site_name="Journey atlas",
        guides={"reading-a-map": "guide/reading-a-map/"},
        today=TODAY,
        rules=RULES,
    )
}
SHOWN = {
    "home": "",
    "catalogue": "journeys/",
    "journey": "journeys/switching/",
    "journey-draft": "journeys/moving/",
    "journey-retired": "journeys/by-fax/",
    "persona": "personas/amira/",
    "personas": "personas/",
    "channel": "channels/e-mail/",
    "channels": "channels/",
    "team": "teams/field/",
    "system": "systems/planner/",
    "area": "areas/training/",
    "lifecycle": "lifecycle/order/",
    "insights": "insights/",
    "insights-pains": "insights/pains/",
    "insights-moments": "insights/moments/",
    "insights-bright-spots": "insights/bright-spots/",
    "insights-gains": "insights/gains/",
    "insights-opportunities": "insights/opportunities/",
    "insights-quotes": "insights/quotes/",
    "insights-gaps": "insights/gaps/",
    "insights-health": "insights/health/",
    "paths": "paths/",
    "path": "paths/welcome/",
    "review": "review/",
    "glossary": "glossary/",
    "evidence": "evidence/",
    "source": "evidence/interviews/",
    "metrics": "metrics/",
    "metric": "metrics/nps/",
    "recommendations": "recommendations/",
    "recommendation": "recommendations/tracker/",
    "compare": "compare/",
    "accounts": "accounts/",
    "account": "accounts/clinic/",
    "comparison": "journeys/switching-next/compare/",
    "comparisons": "insights/comparisons/",
    "format": "reference/format/",
    "rules": "rules/",
    "rule": "rules/JB602/",
}


@pytest.mark.parametrize("name", SHOWN)
def test_page_reads_as_it_did(name: str) -> None:
    page = PLANS[SHOWN[name]].make()
    told = (
        f"address: /{page.address}\ntitle: {page.title}\nedit: {page.source or '-'}\n\n{outline(page.body)}"
    )
    if page.search:
        told += f"\nsearch: {dict(page.search.filters)}\n{page.search.body}\n"
    file = FOLDER / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(told, "utf-8")
    assert told == file.read_text("utf-8")
