from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from factories import make_journey, make_stage
from journeybook.insight.drop_off import funnel


def test_the_largest_loss_is_named_with_its_share() -> None:
    journey = make_journey(
        "m",
        make_stage("Look", entered="10000"),
        make_stage("Talk"),
        make_stage("Order", entered="4010"),
        make_stage("Pay", entered="2930"),
    )
    found = funnel(journey)
    assert found is not None
    assert [(each.start.title, each.end.title, each.lost) for each in found.losses] == [
        ("Look", "Order", 5990),
        ("Order", "Pay", 1080),
    ]
    assert found.largest is found.losses[0]
    assert found.losses[0].share == 0.599
    assert found.kept == 0.293
    assert found.share(found.stages[1]) == 0.401


def test_one_counted_stage_is_no_funnel() -> None:
    assert funnel(make_journey("m", make_stage("Look", entered="10"), make_stage("Order"))) is None


def test_a_stage_nobody_entered_has_no_share_to_lose() -> None:
    found = funnel(make_journey("m", make_stage("Look", entered="0"), make_stage("Order", entered="5")))
    assert found is not None
    assert found.losses[0].share is None
    assert found.kept is None
    assert found.largest is None


@given(st.lists(st.integers(0, 10**6), min_size=2, max_size=12))
def test_losses_add_up_to_first_minus_last(entered: list[int]) -> None:
    stages = [make_stage(f"Stage {at}", entered=str(count)) for at, count in enumerate(entered)]
    found = funnel(make_journey("m", *stages))
    assert found is not None
    assert sum(each.lost for each in found.losses) == entered[0] - entered[-1]
