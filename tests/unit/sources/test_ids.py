from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeybook.model.scalars import ID_LENGTH
from journeybook.sources.ids import make_id, spelled
from journeybook.sources.step_ids import is_id, number_moments
from journeybook.text.suggestions import nearest


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Waits for a date", "waits-for-a-date"),
        ("Can't pay", "cant-pay"),
        ("Straße & Übung", "strasse-ubung"),
        ("Ærlig Łódź", "aerlig-lodz"),
        ("Оплата счёта", "oplata-scheta"),
        ("Πληρωμή", "pliromi"),
        ("İstanbul", "istanbul"),
        ("支払い", ""),
        ("孩子的一天（6 岁小美）", ""),
        ("登录 (OTP)", ""),
        ("تسجيل الدخول OTP", ""),
        ("iPhone 15 購入", "iphone-15"),
        ("Café ☕ öffnet", "cafe-offnet"),
        ("3 ★★★", "3"),
        ("!?", ""),
    ],
)
def test_titles_are_spelled_in_plain_letters(title, expected):
    assert spelled(title) == expected


@given(st.text(), st.sets(st.sampled_from(["step-1", "step-1-2", "a", "a-2"])))
def test_every_title_gives_a_new_id(title, taken):
    made = make_id(title, "step-1", taken)
    assert is_id(made)
    assert len(made) <= ID_LENGTH
    assert made not in taken


def test_a_long_title_is_cut_between_words():
    assert spelled("she waits " * 20) == "she-waits-she-waits-she-waits-she-waits-she"


def test_stages_and_steps_share_one_namespace_and_keep_what_they_have():
    data = {
        "stages": [
            {
                "title": "Order",
                "steps": [{"title": "Order"}, {"title": "支払い"}, {"id": "order", "title": "X"}],
            },
            {"title": "注文", "steps": [{"title": "Order", "was": ["order-2"]}]},
        ]
    }
    number_moments(data)
    first, second = data["stages"]
    assert [first["id"], *(step["id"] for step in first["steps"])] == [
        "order-3",
        "order-4",
        "step-2",
        "order",
    ]
    assert [second["id"], *(step["id"] for step in second["steps"])] == ["stage-2", "order-5"]


def test_an_id_that_was_made_of_leftovers_leads_on():
    titles = ["登录 (OTP)", "OTP", "打开 (OTP)", "支払い"]
    data = {"stages": [{"title": "Order", "steps": [{"title": title} for title in titles]}]}
    number_moments(data)
    steps = data["stages"][0]["steps"]
    assert [(step["id"], step.get("was")) for step in steps] == [
        ("step-1", ["otp"]),
        ("otp-2", None),
        ("step-3", ["otp-3"]),
        ("step-4", None),
    ]


def test_of_two_equal_ids_the_first_is_kept():
    data = {"stages": [{"id": "a", "title": "A", "steps": [{"id": "a", "title": "B"}]}]}
    number_moments(data)
    assert data["stages"][0]["id"] == "a"
    assert data["stages"][0]["steps"][0]["id"] == "b"


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("maria-first-time-byuer", "maria-first-time-buyer"),
        ("maria", "maria-first-time-buyer"),
        ("Tom", "tom-returning"),
        ("buyer", "maria-first-time-buyer"),
        ("Haddad", "amira"),
        ("amria", "amira"),
        ("a", None),
        ("zzz", None),
        ("", None),
    ],
)
def test_the_nearest_word_is_found_by_slip_beginning_part_and_title(word, expected):
    known = {"maria-first-time-buyer": "Maria", "tom-returning": "Tom", "amira": "Amira Haddad"}
    assert nearest(word, known) == expected


def test_what_is_only_written_differently_is_the_same_word():
    assert nearest("P-ANA\u200b", {"p-ana": "", "p-anna": ""}) == "p-ana"
    assert nearest("e-mail", ["email", "mail"]) == "email"
