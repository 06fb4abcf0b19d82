"""After any edit, what is made again and what is kept are together what a new portal would be."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from journeybook.incremental.dependency_graph import Record
from journeybook.library.objects import Kind, Ref
from journeybook.pages.docs_pages import Mention, WrittenPage
from journeybook.pages.page_plan import made_name, plan_portal
from journeybook.pages.portfolio import Portfolio
from journeybook.portal.portal import read_portal
from places import ROOT
from random_edits import RandomEdits

KEPT = {"switching-to-fibre", "switching-to-fibre-next", "technician-visit", "first-bill", "moving-house"}
WRITTEN = {
    "guide.md": WrittenPage(
        "/guide/",
        "Guide",
        "Text",
        (
            Mention(Ref(Kind.JOURNEY, "first-bill"), drawn=True),
            Mention(Ref(Kind.PERSONA, "amira"), drawn=False),
        ),
    )
}


def small_maps(folder: Path) -> Path:
    """A part of the demonstration portal with objects of every kind."""
    shutil.copytree(ROOT / "maps", folder / "maps")
    for path in (folder / "maps" / "journeys").rglob("*.yml"):
        if path.stem not in KEPT:
            path.unlink()
    return folder


def portfolio_of(root: Path, earlier: Portfolio | None = None) -> Portfolio:
    portal = read_portal(root, "maps")
    return Portfolio(portal.library, "Atlas", today=portal.today, written=WRITTEN, earlier=earlier)


def everything(portfolio: Portfolio) -> Mapping[str, Any]:
    pages, assets = plan_portal(portfolio)
    return {plan.address: plan.make() for plan in (*pages, *assets)}


def restored(portfolio: Portfolio, records: str, contents: Mapping[str, str]) -> list[str]:
    """Take over what another process noted; returns the addresses that need not be made again."""
    changed = [name for name, before in contents.items() if portfolio.content(name) != before]
    portfolio.graph.restore(
        {name: Record(tuple(reads), *rest) for name, (reads, *rest) in json.loads(records).items()}, changed
    )
    pages, assets = plan_portal(portfolio)
    return [plan.address for plan in (*pages, *assets) if portfolio.graph.is_current(made_name(plan.address))]


@pytest.mark.parametrize("seed", [1, 2])
def test_after_edits_everything_is_as_if_it_were_new(tmp_path: Path, seed: int) -> None:
    root = small_maps(tmp_path)
    edits = RandomEdits(root / "maps", seed)
    portfolio = portfolio_of(root)
    before = everything(portfolio)
    said = []
    for _ in range(6):
        records = json.dumps(portfolio.graph.records())
        contents = {name: portfolio.content(name) for name in portfolio.graph.input_names()}
        settings = portfolio.settings
        said.append(edits.next())
        new = portfolio_of(root)
        fresh = everything(new)
        portfolio = portfolio_of(root, earlier=portfolio)
        updated = everything(portfolio)
        assert {address for address in fresh if fresh[address] != updated.get(address)} == set(), said
        assert updated.keys() == fresh.keys(), said
        again = portfolio_of(root)
        if again.settings == settings:
            kept = restored(again, records, contents)
            assert {address for address in kept if fresh[address] != before[address]} == set(), said
        before = fresh
