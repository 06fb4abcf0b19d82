"""Custom lanes beside those of the format: each is drawn, or refused with a message; none is lost in between."""

from __future__ import annotations

from pathlib import Path

import pytest

from factories import make_journey, make_library, make_stage, make_step
from journeybook.drawing.grid.grid import draw_grid
from journeybook.drawing.swimlane.swimlane import draw_swimlane
from journeybook.drawing.view.compose import compose
from journeybook.drawing.view.lanes import READERS
from journeybook.drawing.view.model import Lane
from journeybook.model.journey import Journey, MapType, Stage, Step
from journeybook.portal.portal import read_portal
from journeybook.step_fields import BUILT_IN_LANES, CURVE, LANE_ORDERS

NAMES = sorted(
    {*BUILT_IN_LANES, *READERS, *Journey.model_fields, *Stage.model_fields, *Step.model_fields, "policy"}
)
"""What an author might call a lane, and what something of ours is called already."""


@pytest.fixture(scope="module")
def refused(tmp_path_factory) -> set[str]:
    """The names that the check refuses, each tried in a map of its own."""
    root: Path = tmp_path_factory.mktemp("lanes")
    folder = root / "maps" / "journeys"
    folder.mkdir(parents=True)
    for name in NAMES:
        file = folder / f"m-{name.replace('_', '-')}.yml"
        file.write_text(f"title: M\nstages: [{{title: S, lanes: {{{name}: Text}}}}]\n", "utf-8")
    found = [each for each in read_portal(root).diagnostics if each.code == "JB306"]
    return {name for name in NAMES if any(f"`{name}`" in each.message for each in found)}


def test_what_is_refused_is_what_the_drawings_show_from_fields(refused):
    assert refused == BUILT_IN_LANES == {*READERS, CURVE}


@pytest.mark.parametrize("kind", LANE_ORDERS, ids=str)
def test_every_order_holds_every_lane_once(kind):
    assert sorted(LANE_ORDERS[kind]) == sorted(BUILT_IN_LANES)


def test_every_type_of_map_has_an_order_or_that_of_a_current_state():
    assert set(MapType) - LANE_ORDERS.keys() == {MapType.FUTURE_STATE}


@pytest.mark.parametrize("kind", MapType, ids=str)
def test_what_the_check_lets_pass_is_drawn(kind, refused):
    kept = [name for name in NAMES if name not in refused]
    journey = make_journey(
        "m", make_stage("S", make_step("T", lanes=dict.fromkeys(kept, "Zebra"))), type=kind.value
    )
    library = make_library(journey)
    view = compose(journey, library)
    assert {row.key for row in view.rows if isinstance(row, Lane)} == set(kept)
    grid = draw_grid(view, lambda _: None, library.title, compact=True)
    assert grid.count("Zebra") == draw_swimlane(view, library.title).count("Zebra") == len(kept)
