from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st

from journeybook.insight.account_state import account_steps, gates, milestones
from journeybook.model.account import Account

CONTACTS = [{"id": "boss"}, {"id": "desk"}, {"id": "vet"}]


def account(*seen: tuple[str, str, float, str], **fields: object) -> Account:
    observations = [
        {"contact": who, "journey": "m", "step": step, "emotion": value, "on": day}
        for who, step, value, day in seen
    ]
    return Account.model_validate(
        {"id": "a", "title": "A", "contacts": CONTACTS, "observations": observations, **fields}
    )


def test_a_step_is_as_good_as_the_worst_of_the_newest() -> None:
    found = account_steps(
        account(
            ("boss", "pay", -2, "2026-01-01"),
            ("boss", "pay", 1, "2026-02-01"),
            ("desk", "pay", -0.5, "2026-01-15"),
            ("vet", "call", 0, "2026-01-15"),
        )
    )
    assert [(each.step.step, each.value, each.worst.contact) for each in found] == [
        ("pay", -0.5, "desk"),
        ("call", 0.0, "vet"),
    ]
    assert [each.id for each in found[0].unknown] == ["vet"]


def test_a_gate_names_who_keeps_it_closed() -> None:
    state = gates(
        account(
            ("boss", "pay", 1, "2026-01-01"),
            ("desk", "pay", 0.9, "2026-01-01"),
            gates=[{"title": "Ask for a review", "needs": 1}],
        )
    )[0]
    assert not state.open
    assert [each.contact for each in state.below] == ["desk"]
    assert [each.id for each in state.unknown] == ["vet"]


@given(st.lists(st.floats(-2, 2), min_size=3, max_size=3), st.floats(-2, 2))
def test_a_gate_is_open_exactly_when_the_last_contact_is_well_enough(
    levels: list[float], needs: float
) -> None:
    seen = [(who["id"], "pay", level, "2026-01-01") for who, level in zip(CONTACTS, levels, strict=True)]
    state = gates(account(*seen, gates=[{"title": "Ask", "needs": needs}]))[0]
    assert state.open == (min(levels) >= needs)


@given(
    st.lists(st.tuples(st.sampled_from(["boss", "desk", "vet"]), st.floats(-2, 2)), min_size=1, max_size=12)
)
def test_the_account_never_stands_above_a_contact(seen: list[tuple[str, float]]) -> None:
    found = account_steps(account(*((who, "pay", level, "2026-01-01") for who, level in seen)))[0]
    assert all(found.value <= each.emotion for each in found.seen)


def test_milestones_count_from_the_account_and_say_when_nobody_can() -> None:
    fields = {
        "milestones": [{"title": "Renewal", "after": "1 year"}, {"title": "Check-in", "after": "30 days"}]
    }
    dated = milestones(account(since="2026-03-02", **fields))
    assert [(each.milestone.title, each.due) for each in dated] == [
        ("Check-in", datetime.date(2026, 4, 1)),
        ("Renewal", datetime.date(2027, 3, 2)),
    ]
    assert {each.due for each in milestones(account(**fields))} == {None}
