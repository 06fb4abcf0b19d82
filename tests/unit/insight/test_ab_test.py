from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import make_journey, make_stage, make_step
from journeybook.insight.ab_test import AbTest, ab_tests, as_share
from journeybook.insight.significance import Verdict
from journeybook.insight.spots import spots
from journeybook.model.metric import Metric
from journeybook.model.vocabulary import EmotionScale


def metric(key: str, **fields: Any) -> Metric:
    return Metric.model_validate({"id": key, "title": key, **fields})


METRICS = {
    each.id: each
    for each in (
        metric("orders", kind="conversion", unit="%"),
        metric("calls", kind="volume", unit="%", better="lower"),
        metric("rating", kind="csat"),
    )
}


def variant(key: str, people: int | None = None, winner: bool = False, **figures: float) -> dict[str, Any]:
    return {"id": key, "title": key, "people": people, "metrics": figures, "winner": winner}


def trial(*variants: dict[str, Any]) -> AbTest:
    journey = make_journey("m", make_stage("S", make_step("Orders", variants=variants)))
    (found,) = ab_tests(spots(journey, EmotionScale()), METRICS)
    return found


def test_a_clear_difference_bears_the_better_variant() -> None:
    # By hand: 22 % of 812 against 13 % of 799; pooled 0.1754, error 0.01895, z = 4.75, two-sided p = 0.000002.
    found = trial(variant("mails", 812, calls=22), variant("tracker", 799, winner=True, calls=13))
    assert found.findings[0].difference.p == pytest.approx(0.000002, abs=0.0000005)
    assert found.supported_winner is found.winner is found.variants[1]


def test_fewer_calls_are_better_and_fewer_orders_are_worse() -> None:
    calls = trial(variant("a", 1000, calls=20), variant("b", 1000, calls=10))
    orders = trial(variant("a", 1000, orders=20), variant("b", 1000, orders=10))
    assert [each.supported_winner.id if each.supported_winner else None for each in (calls, orders)] == [
        "b",
        "a",
    ]


def test_a_difference_that_may_be_chance_bears_nobody() -> None:
    found = trial(variant("a", 100, orders=20), variant("b", 100, winner=True, orders=25))
    assert found.findings[0].difference.verdict is Verdict.ALIKE
    assert found.supported_winner is None
    assert found.winner is found.variants[1]


@pytest.mark.parametrize("people", [None, 0])
def test_nothing_is_borne_without_people(people: int | None) -> None:
    found = trial(variant("a", people, orders=20), variant("b", people, winner=True, orders=60))
    assert found.findings[0].difference.verdict is Verdict.TOO_FEW
    assert found.supported_winner is None


def test_a_mean_is_never_called_different() -> None:
    found = trial(variant("a", 5000, rating=3.1), variant("b", 5000, winner=True, rating=4.9))
    assert found.findings[0].difference.verdict is Verdict.NO_SPREAD
    assert found.supported_winner is None


def test_who_wins_by_one_metric_and_loses_by_another_wins_nothing() -> None:
    found = trial(variant("a", 2000, orders=30, calls=20), variant("b", 2000, orders=20, calls=10))
    assert [each.better.id if each.better else None for each in found.findings] == ["a", "b"]
    assert found.supported_winner is None


def test_a_winner_beats_every_other_variant() -> None:
    found = trial(variant("a", 2000, orders=10), variant("b", 2000, orders=20), variant("c", 2000, orders=30))
    assert found.supported_winner is found.variants[2]
    close = trial(
        variant("a", 2000, orders=10), variant("b", 2000, orders=30), variant("c", 2000, orders=30.5)
    )
    assert close.supported_winner is None


def test_many_pairs_are_judged_more_strictly() -> None:
    # By hand: 20 % against 26 % of 400 each; pooled 0.23, error 0.02976, z = 2.016, p = 0.0438: below 0.05, not below 0.05 / 3.
    two = trial(variant("a", 400, orders=20), variant("b", 400, orders=26))
    three = trial(variant("a", 400, orders=20), variant("b", 400, orders=26), variant("c", 400, orders=23))
    assert two.findings[0].difference.p == three.findings[0].difference.p == pytest.approx(0.0438, abs=0.0002)
    assert two.findings[0].difference.verdict is Verdict.DIFFERENT
    assert three.findings[0].difference.verdict is Verdict.ALIKE


def test_only_what_counts_a_share_of_people_is_one() -> None:
    assert as_share(21, METRICS["orders"]) == pytest.approx(0.21)
    assert as_share(0.21, metric("x", kind="churn")) == 0.21
    assert as_share(21, metric("x", kind="churn")) is None
    assert as_share(120, METRICS["orders"]) is None
    assert as_share(3.4, METRICS["rating"]) is None
    assert as_share(0.5, metric("x", kind="time")) is None


def test_one_variant_is_no_test() -> None:
    journey = make_journey("m", make_stage("S", make_step("Orders", variants=[variant("a", 10, orders=1)])))
    assert ab_tests(spots(journey, EmotionScale()), METRICS) == ()


FIGURES = st.tuples(st.integers(0, 3000), st.floats(0, 100))


@given(st.lists(FIGURES, min_size=2, max_size=4))
def test_at_most_one_variant_is_borne_and_none_is_better_than_it(figures: list[tuple[int, float]]) -> None:
    found = trial(*(variant(f"v{at}", n, orders=value) for at, (n, value) in enumerate(figures)))
    if found.supported_winner:
        assert found.supported_winner.metrics["orders"] == max(value for _, value in figures)
        assert all(
            each.better in (None, found.supported_winner)
            for each in found.findings
            if found.supported_winner in (each.first, each.second)
        )


@given(FIGURES, FIGURES)
def test_the_order_of_variants_decides_nothing(one: tuple[int, float], two: tuple[int, float]) -> None:
    first, second = variant("a", one[0], orders=one[1]), variant("b", two[0], orders=two[1])
    there, back = trial(first, second), trial(second, first)
    assert (there.supported_winner.id if there.supported_winner else None) == (
        back.supported_winner.id if back.supported_winner else None
    )
