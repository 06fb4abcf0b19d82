from __future__ import annotations

import pytest

from factories import make_journey, make_library, make_persona, make_stage, make_step
from journeybook.library.lookup import Name, UnknownNameError, find, ids_of
from journeybook.library.objects import Library


def portal() -> Library:
    return make_library(
        make_journey(
            "moving", make_stage("Plan", make_step("Packs", was=["boxes"])), tags=["homes"], was=["move"]
        ),
        make_journey("app", lanes={"odd": "x"}),
        personas=[make_persona("amira", title="Amira Haddad")],
        vocabulary={
            "channels": {"app": "App"},
            "teams": {"billing": "Billing"},
            "lanes": {"policy": "Policy"},
        },
    )


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("amira", Name("persona", "amira")),
        ("persona:amira", Name("persona", "amira")),
        ("Personas:amira", Name("persona", "amira")),
        ("moving#packs", Name("journey", "moving", "packs")),
        ("moving#plan", Name("journey", "moving", "plan")),
        ("journey:moving#packs", Name("journey", "moving", "packs")),
        ("channel:app", Name("channel", "app")),
        ("lane:policy", Name("lane", "policy")),
        ("homes", Name("tag", "homes")),
    ],
)
def test_a_name_means_one_thing(typed: str, expected: Name) -> None:
    assert find(typed, portal()) == expected


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("amria", "there is no thing `amria`; did you mean `amira` (Amira Haddad)?"),
        ("team:biling", "there is no team `biling`; did you mean `billing` (Billing)?"),
        ("app", "`app` is a journey and a channel; write `journey:app` or `channel:app`"),
        ("person:amira", "there is no kind of thing `person`; did you mean `persona:amira`?"),
        (
            "moving#pack",
            "the journey `moving` has no stage or step `pack`; did you mean `moving#packs` (Packs)?",
        ),
        ("moving#boxes", "`boxes` is a former id; the step is called `moving#packs` now"),
        ("journey:move", "`move` is a former id; it is called `moving` now"),
        ("persona:amira#x", "only journeys have stages and steps"),
        ("zzzzzz", "there is no thing `zzzzzz`; `journeybook list` says which there are"),
    ],
)
def test_any_other_name_is_answered_with_a_way_out(typed: str, said: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        find(typed, portal())
    assert str(caught.value) == said


def test_lanes_and_tags_that_nobody_declared_are_there_too() -> None:
    assert ids_of(portal(), "lane") == {"odd": "odd", "policy": "Policy"}
    assert ids_of(portal(), "tag") == {"homes": "homes"}
