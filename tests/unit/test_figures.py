from __future__ import annotations

import pytest

from journeybook.drawing.figures import figure, level_figure, metric_figure, share_figure
from journeybook.model.metric import Metric


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (4010.0, "4\u202f010"),
        (3.40, "3.4"),
        (-1.7, "−1.7"),
        (0.0, "0"),
        (-0.001, "0"),
        (12.345, "12.35"),
        (100, "100"),
    ],
)
def test_a_number_carries_no_idle_digits_and_a_true_minus(value, written):
    assert figure(value) == written


def test_an_emotion_has_a_sign_only_where_the_scale_goes_below_zero():
    assert level_figure(1.2, -2) == "+1.2"
    assert level_figure(3, 1) == "3"


@pytest.mark.parametrize(
    ("fields", "value", "written"),
    [
        ({"kind": "conversion"}, 0.21, "21\u00a0%"),
        ({"kind": "conversion", "unit": "%"}, 21, "21\u00a0%"),
        ({"kind": "nps", "unit": "points"}, 31, "+31"),
        ({"kind": "csat"}, 3.4, "3.4"),
        ({"kind": "time", "unit": "days"}, 9, "9\u00a0days"),
        ({"kind": "volume"}, 1200, "1\u202f200"),
    ],
)
def test_a_metric_is_written_in_its_unit(fields, value, written):
    metric = Metric.model_validate({"id": "m", "title": "M", **fields})
    assert metric_figure(value, metric) == written


def test_a_metric_that_the_portal_does_not_know_is_a_plain_number():
    assert metric_figure(0.21, None) == "0.21"


def test_a_share_is_in_whole_percent():
    assert share_figure(0.276) == "28\u00a0%"
