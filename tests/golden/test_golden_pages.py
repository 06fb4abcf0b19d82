"""Every kind of page of the small portal, as a reader meets it.

`UPDATE_GOLDEN=1 pytest tests/golden` writes the files anew; read the difference before it is committed.
"""

from __future__ import annotations

import os
import re

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
    "atlas": "atlas/",
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

SECTIONS = {"format": ("How values are written", "Metric", "Reading path")}
"""The sections that stand in the file, of pages whose words are all docstrings: `unit/pages/test_reference.py` holds that
every field stands there with what its docstring says, and these show how it reads."""

SECTION = re.compile(r"^(?:## (.*)|<h2\b.*?>(.*?)</h2>.*)$", re.MULTILINE)


def shortened(text: str, kept: tuple[str, ...]) -> str:
    """A page or what search reads of it, without sections of the second level other than those."""
    starts = [*SECTION.finditer(text)]
    ends = [*(start.start() for start in starts[1:]), len(text)]
    parts = [
        text[start.start() : end]
        for start, end in zip(starts, ends, strict=True)
        if (start[1] or start[2]) in kept
    ]
    return text[: starts[0].start()] + "".join(parts)


@pytest.mark.parametrize("name", SHOWN)
def test_page_reads_as_it_did(name: str) -> None:
    page = PLANS[SHOWN[name]].make()
    shown, searched = outline(page.body), page.search.body if page.search else ""
    if name in SECTIONS:
        shown, searched = shortened(shown, SECTIONS[name]), shortened(searched, SECTIONS[name])
    told = f"address: /{page.address}\ntitle: {page.title}\nedit: {page.source or '-'}\n\n{shown}"
    if page.search:
        told += f"\nsearch: {dict(page.search.filters)}\n{searched}\n"
    file = FOLDER / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(told, "utf-8")
    assert told == file.read_text("utf-8")
