"""What stands below a metric's value in its lane, and how far it moved in its own unit."""

from __future__ import annotations

from typing import Any

import pytest

from journeybook.drawing.view.metric_note import metric_note
from journeybook.labels.value_labels import percent
from journeybook.model.metric import Metric, Reading
from journeybook.text.numbers import change_figure


def metric(*values: float, **fields: Any) -> Metric:
    readings = [Reading(f"2026-{month:02}-28", value) for month, value in enumerate(values, 1)]
    return Metric.model_validate({"id": "m", "title": "M", "readings": readings, **fields})


def segments(*names: str, **fields: Any) -> Metric:
    readings = [Reading("2026-01-31", value, None, name) for value, name in enumerate(names, 1)]
    return Metric.model_validate({"id": "m", "title": "M", "readings": readings, **fields})


@pytest.mark.parametrize(
    ("fields", "change", "written"),
    [
        ({"unit": "%"}, -3, "3\u00a0pt"),
        ({"kind": "conversion"}, 0.031, "3.1\u00a0pt"),
        ({"kind": "conversion", "unit": "orders"}, 3, "3\u00a0orders"),
        ({"kind": "nps", "unit": "points"}, 6, "6"),
        ({"kind": "csat", "unit": "of 5"}, -0.2, "0.2"),
        ({"kind": "time", "unit": "hours"}, -2, "2\u00a0hours"),
        ({}, 1200, "1\u202f200"),
    ],
)
def test_a_change_is_written_in_the_metric_s_unit_without_a_sign(
    fields: dict[str, Any], change: float, written: str
) -> None:
    assert change_figure(change, metric(**fields)) == written


def test_percents_differ_by_points() -> None:
    assert change_figure(2, metric(unit="percent"), points="points") == "2\u00a0points"


@pytest.mark.parametrize(
    ("told", "note"),
    [
        (metric(), None),
        (metric(target=8), "target 8"),
        (metric(5), "now 5"),
        (metric(5, 5, target=8), "now 5, target 8"),
        (metric(5, 6, target=8), "now 6, 1 better, target 8"),
        (metric(5, 6, better="lower"), "now 6, 1 worse"),
        (metric(0.0048, 0.0051), "now 0.0051, 0.0003 better"),
        (metric(0.1, 0.3, unit="s"), "now 0.3\u00a0s, 0.2\u00a0s better"),
        (segments("Homes"), "now 1 (Homes)"),
        (segments("Homes", "Shops", target=8), "measured by segment, target 8"),
    ],
)
def test_the_note_says_what_is_known(told: Metric, note: str | None) -> None:
    assert metric_note(told) == note


@pytest.mark.parametrize(
    ("share", "width"),
    [(0, 0), (-0.3, 0), (0.001, 1), (0.5, 50), (0.999, 99), (1, 100), (1.4, 100)],
)
def test_a_bar_shows_that_there_is_something_and_that_something_is_missing(share: float, width: int) -> None:
    assert percent(share) == width
