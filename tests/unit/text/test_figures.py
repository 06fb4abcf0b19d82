from __future__ import annotations

import pytest

from journeybook.model.metric import Metric, Reading
from journeybook.text.numbers import (
    emotion_figure,
    exact_figure,
    figure,
    level_figure,
    metric_figure,
    reading_figure,
    share_figure,
)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (4010.0, "4\u202f010"),
        (3.40, "3.4"),
        (-1.7, "−1.7"),
        (0.0, "0"),
        (12.345, "12.35"),
        (100, "100"),
    ],
)
def test_a_number_carries_no_idle_digits_and_a_true_minus(value, written):
    assert figure(value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0.0048, "0.0048"),
        (-0.004, "−0.004"),
        (0.056, "0.056"),
        (0.00034567, "0.00035"),
        (0.0000048, "0.0000048"),
        (4.8e-9, "4.8\u00a0×\u00a010⁻⁹"),
        (1e-7, "1\u00a0×\u00a010⁻⁷"),
    ],
)
def test_a_small_number_keeps_two_digits_that_say_something(value, written):
    assert figure(value) == written


@pytest.mark.parametrize("value", [0.0048, 12.3456, 1004.0, 2424884902.5, 1.25e-7, -0.5])
def test_what_is_compared_digit_by_digit_keeps_its_digits(value):
    written = exact_figure(value).replace("\u202f", "").replace("−", "-")
    powers = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
    assert float(written.translate(powers).replace("\u00a0×\u00a010", "e")) == value


def test_a_feeling_is_read_in_two_decimals():
    assert level_figure(0.004, -2) == "0"
    assert emotion_figure(0.1 + 0.2 - 0.3) == "0"


def test_values_have_the_decimals_that_tell_them_apart():
    readings = [Reading(f"2026-0{month}-01", 1 + month / 1000) for month in range(1, 5)]
    metric = Metric.model_validate({"id": "m", "title": "M", "readings": readings})
    assert [metric_figure(each.value, metric) for each in readings] == ["1.001", "1.002", "1.003", "1.004"]


def test_a_value_of_a_segment_names_it():
    metric = Metric.model_validate({"id": "m", "title": "M", "unit": "days"})
    assert reading_figure(Reading("2026-01-01", 9, None, "Shops"), metric) == "9\u00a0days (Shops)"
    assert reading_figure(Reading("2026-01-01", 9), metric) == "9\u00a0days"


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


@pytest.mark.parametrize(
    ("share", "written"),
    [
        (0, "0"),
        (0.276, "28"),
        (1, "100"),
        (1.7, "170"),
        (-0.3, "−30"),
        (0.0048, "0.48"),
        (0.996, "99.6"),
        (0.3 - 0.1 - 0.2, "0"),
    ],
)
def test_a_share_is_in_whole_percent_where_that_is_neither_nothing_nor_all(share, written):
    assert share_figure(share) == f"{written}\u00a0%"
