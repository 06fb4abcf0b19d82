"""Where a metric is going, and how far it is on its way to the target."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeybook.insight.metric_status import metric_status, newest_of_segments, whole_readings
from journeybook.insight.metric_trend import Direction, Trend, trend
from journeybook.model.metric import Metric, Reading


def metric(
    *values: float, better: str = "higher", start: tuple[int, int] = (2025, 1), **fields: object
) -> Metric:
    """A metric with a value at the 15th of each month."""
    year, month = start
    readings = [
        Reading(f"{year + (month - 1 + at) // 12}-{(month - 1 + at) % 12 + 1:02}-15", value)
        for at, value in enumerate(values)
    ]
    return Metric.model_validate({"id": "m", "title": "M", "better": better, "readings": readings, **fields})


def found(measured: Metric) -> Trend:
    result = trend(measured)
    assert result is not None
    return result


def test_the_newest_three_are_compared_with_the_three_before() -> None:
    # Means 11 and 14; neighbours differ by 1, 1, 1, 1, 1, so that 3 is more than the usual move.
    told = found(metric(10, 11, 12, 13, 14, 15))
    assert (told.recent, told.wobble, told.start, told.end) == (14, 1, "2025-04-15", "2025-06-15")
    assert told.before is not None
    assert (told.before.then, told.before.change, told.before.direction) == (11, 3, Direction.BETTER)
    assert told.year is None


def test_less_is_better_where_it_should_fall() -> None:
    told = found(metric(15, 14, 13, 12, 11, 10, better="lower"))
    assert told.before is not None
    assert (told.before.change, told.before.direction) == (-3, Direction.BETTER)
    risen = found(metric(10, 11, 12, 13, 14, 15, better="lower"))
    assert risen.before is not None
    assert risen.before.direction is Direction.WORSE


def test_what_a_metric_does_every_month_is_no_trend() -> None:
    # Neighbours differ by 4, 4, 4, 4, 4; the means, 12 - 4/3 and 12 + 4/3 - 4/3, by 4/3.
    told = found(metric(10, 14, 10, 14, 10, 14))
    assert told.wobble == 4
    assert told.before is not None
    assert told.before.direction is Direction.STEADY


def test_the_same_months_a_year_earlier_are_found_by_their_months() -> None:
    # January 2024 to March 2025: January to March 2024 are 3, 4, 5.
    told = found(metric(3, 4, 5, *[9] * 9, 9, 10, 11, start=(2024, 1)))
    assert told.year is not None
    assert (told.year.then, told.year.change, told.year.direction) == (4, 6, Direction.BETTER)


def test_a_year_with_a_month_missing_is_not_compared() -> None:
    values = metric(3, 4, 5, *[9] * 9, 9, 10, 11, start=(2024, 1))
    without = values.model_copy(update={"readings": values.readings[:1] + values.readings[2:]})
    assert found(without).year is None


def test_fewer_than_three_values_have_no_trend_and_fewer_than_six_no_before() -> None:
    assert trend(metric(1, 2)) is None
    assert trend(metric()) is None
    assert found(metric(1, 2, 3, 4, 5)).before is None


def test_a_segment_never_stands_for_everybody() -> None:
    mixed = Metric.model_validate(
        {
            "id": "m",
            "title": "M",
            "readings": [
                Reading("2026-01-01", 1.0),
                Reading("2026-01-01", 5.0, None, "Homes"),
                Reading("2026-02-01", 2.0),
                Reading("2026-02-01", 7.0, None, "Shops"),
            ],
        }
    )
    assert [each.value for each in whole_readings(mixed)] == [1, 2]
    alone = mixed.model_copy(update={"readings": tuple(each for each in mixed.readings if each.segment)})
    assert whole_readings(alone) == ()
    assert (metric_status(alone).newest, trend(alone)) == (None, None)
    assert [each.segment for each in metric_status(alone).by_segment] == ["Homes", "Shops"]
    single = mixed.model_copy(update={"readings": alone.readings[:1]})
    assert [each.value for each in whole_readings(single)] == [5]
    assert (metric_status(single).segment, metric_status(single).by_segment) == ("Homes", ())
    assert [(each.segment, each.value) for each in newest_of_segments(mixed)] == [("Homes", 5), ("Shops", 7)]


@pytest.mark.parametrize(
    ("value", "baseline", "target", "way"),
    [
        (15, 10, 20, 0.5),
        (22, 10, 20, 1.2),
        (8, 10, 20, -0.2),
        (15, None, 20, None),
        (15, 10, None, None),
        (15, 10, 10, None),
    ],
)
def test_the_way_from_baseline_to_target(
    value: float, baseline: float | None, target: float | None, way: float | None
) -> None:
    assert metric_status(metric(value, baseline=baseline, target=target)).way == (
        None if way is None else pytest.approx(way)
    )


def test_the_way_of_a_metric_that_should_fall() -> None:
    assert metric_status(metric(18, better="lower", baseline=24, target=12)).way == 0.5


def test_a_target_is_late_only_after_its_day_and_while_it_is_not_reached() -> None:
    due = datetime.date(2026, 3, 31)
    missed = metric_status(metric(15, target=20, due="2026-03-31"))
    assert [missed.late(day) for day in (None, due, due + datetime.timedelta(days=2))] == [0, 0, 2]
    assert metric_status(metric(20, target=20, due="2026-03-31")).late(datetime.date(2027, 1, 1)) == 0
    assert metric_status(metric(target=20, due="2026-03-31")).late(datetime.date(2027, 1, 1)) == 0


levels = st.lists(st.integers(-1000, 1000), min_size=6, max_size=30)


def directions(measured: Metric) -> list[Direction | None]:
    told = found(measured)
    return [each.direction if each else None for each in (told.before, told.year)]


@given(levels)
def test_turning_values_and_what_is_good_around_changes_nothing(values: list[int]) -> None:
    turned = [-each for each in values]
    assert directions(metric(*values)) == directions(metric(*turned, better="lower"))


@given(levels)
def test_what_is_better_one_way_is_worse_the_other(values: list[int]) -> None:
    opposite = {Direction.BETTER: Direction.WORSE, Direction.WORSE: Direction.BETTER}
    there, back = directions(metric(*values)), directions(metric(*values, better="lower"))
    assert [opposite.get(each, each) if each else None for each in there] == back


@given(levels, st.integers(-1000, 1000), st.sampled_from([1, 2, 10, 100]))
def test_the_unit_and_the_zero_of_a_metric_do_not_matter(values: list[int], zero: int, unit: int) -> None:
    assert directions(metric(*values)) == directions(metric(*(unit * each + zero for each in values)))


@given(st.integers(-1000, 1000), st.integers(6, 30))
def test_a_constant_metric_is_steady(value: int, count: int) -> None:
    assert set(directions(metric(*[value / 10] * count))) <= {Direction.STEADY, None}
