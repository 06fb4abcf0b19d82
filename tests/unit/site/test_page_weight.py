"""What the page of a map weighs, in bytes: those that travel before anybody does anything, and those on disk.

The map is one of the benchmarks': 24 steps in 7 lanes, every cell filled.
"""

from __future__ import annotations

import gzip
import sys
from pathlib import Path

import pytest

from journeybook.library.objects import Kind
from journeybook.pages.page_plan import plan_portal
from journeybook.pages.portfolio import Portfolio
from journeybook.site import scripts, stylesheets
from journeybook.site.scripts import script
from journeybook.site.stylesheets import needed_stylesheets, stylesheet
from journeybook.sources.loading import load
from places import ROOT

sys.path.insert(0, str(ROOT / "tests" / "benchmarks"))

from synthetic_portal import write_sources

KEY = "map-00001"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The body of the map's page and its files, by name."""
    folder = Path(tmp_path_factory.mktemp("synthetic"))
    write_sources(folder / "maps", 30)
    pages, assets = plan_portal(Portfolio(load(folder).library, "Portal"))
    (page,) = (
        plan.make() for plan in pages if plan.ref and plan.ref.kind is Kind.JOURNEY and plan.ref.id == KEY
    )
    start = f"journeys/{KEY}/"
    made = {
        each.address.removeprefix(start): each.make() for each in assets if each.address.startswith(start)
    }
    return {"body": page.body, **made}


def packed(*texts: str) -> int:
    return sum(len(gzip.compress(text.encode(), 9, mtime=0)) for text in texts)


def size(*texts: str) -> int:
    return sum(len(text.encode()) for text in texts)


def test_the_markup_of_a_map_is_light(files: dict[str, str]) -> None:
    assert packed(files["body"]) < 18_000
    assert size(files["body"]) < 155_000


def test_a_map_brings_the_styles_of_maps_alone(files: dict[str, str]) -> None:
    needed = needed_stylesheets(files["body"])
    assert needed == ("map",)
    assert packed(stylesheet(), *map(stylesheet, needed)) < 25_000


def test_every_stylesheet_at_once_would_be_heavier_by_half() -> None:
    everything = packed(*(stylesheet(name) for name in (stylesheets.BASE, *stylesheets.PARTS)))
    assert everything > 30_000


def test_the_script_before_anybody_does_anything_is_light() -> None:
    assert packed(script()) < 12_500
    assert all(packed(script(name)) < 12_500 for name in scripts.FETCHED)
    assert packed(script(), script("map"), script("dates")) < 15_000, "what the page of a map fetches at once"


def test_the_pictures_of_a_map_repeat_no_look(files: dict[str, str]) -> None:
    assert size(files["map.svg"]) < 81_000
    assert packed(files["map.svg"]) < 11_500


def test_the_files_of_a_map_are_small(files: dict[str, str]) -> None:
    assert set(files) == {"body", "map.svg", "map-dark.svg", "map.json", "map.csv"}
    assert size(*files.values()) < 365_000
