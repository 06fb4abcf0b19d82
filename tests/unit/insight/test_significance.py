from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeybook.insight.significance import Verdict, compare_means, compare_shares


def test_a_clear_difference_of_shares() -> None:
    # By hand: pooled 0.25, error sqrt(0.1875 * 0.004) = 0.0273861, z = 3.6515, two-sided p = 0.00026.
    found = compare_shares(0.20, 500, 0.30, 500)
    assert found.verdict is Verdict.DIFFERENT
    assert found.p == pytest.approx(0.000261, abs=0.000002)
    assert (found.low, found.high) == (pytest.approx(0.0467, abs=0.0002), pytest.approx(0.1533, abs=0.0002))


def test_the_same_shares_of_few_people_may_be_chance() -> None:
    found = compare_shares(0.20, 50, 0.30, 50)
    assert found.verdict is Verdict.ALIKE
    assert found.p == pytest.approx(0.2482, abs=0.0005)


def test_rare_events_of_few_people_are_not_judged() -> None:
    assert compare_shares(0.01, 100, 0.03, 100).verdict is Verdict.TOO_FEW
    assert compare_shares(0.5, 0, 0.5, 100).verdict is Verdict.TOO_FEW


def test_means_without_a_spread_are_never_called_different() -> None:
    found = compare_means(3.1, 4.2)
    assert found.verdict is Verdict.NO_SPREAD
    assert found.p is None
    assert found.change == pytest.approx(1.1)


@given(st.floats(0.05, 0.95), st.integers(200, 5000), st.floats(0.05, 0.95), st.integers(200, 5000))
def test_swapping_the_arms_swaps_the_sign_alone(first: float, n: int, second: float, m: int) -> None:
    there, back = compare_shares(first, n, second, m), compare_shares(second, m, first, n)
    assert there.change == -back.change
    assert there.p == pytest.approx(back.p)
    assert there.verdict is back.verdict
