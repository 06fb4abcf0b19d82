"""What takes no width is shown where it could fool somebody who compares two texts."""

from __future__ import annotations

import pytest

from journeybook.text.characters import look_alike, printable, revealed, visible


@pytest.mark.parametrize(
    "hidden",
    [
        "\u200b",
        "\u200c",
        "\u200d",
        "\u200e",
        "\u00ad",
        "\u2060",
        "\u2063",
        "\u034f",
        "\u3164",
        "\u115f",
        "\ufeff",
        "\u180e",
    ],
)
def test_what_takes_no_width_is_shown_between_letters(hidden: str) -> None:
    for text in (
        f"Or{hidden}der",
        f"Order{hidden}",
        f"{hidden}Order",
        f"За{hidden}каз",
        f"Order{hidden} now",
    ):
        assert hidden not in revealed(text)
        assert "\\" in revealed(text)


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم",
        "क्\u200dष",
        "👩\u200d💻 works",
        "❤\ufe0f",
        "ภาษา\u200bไทย",
        "עברית\u200e (a)",
        "1\ufe0f\u20e3",
    ],
)
def test_what_a_script_needs_stays_as_it_is(text: str) -> None:
    assert revealed(text) == text


@pytest.mark.parametrize("text", ["##[group]a", "a ##[stop-commands]b", "##vso[task.complete]", "###[a]"])
def test_the_beginning_of_a_command_of_a_log_is_shown(text: str) -> None:
    for shown in (printable(text), visible(text), revealed(text)):
        assert "\\x23#" in shown or "#\\x23" in shown
    assert printable("## [a] # [b]") == "## [a] # [b]"


def test_texts_that_differ_in_nothing_that_is_seen_look_alike() -> None:
    assert look_alike("Order", "Or\u200dder")
    assert look_alike("می\u200cخواهم", "میخواهم")
    assert not look_alike("Order", "Order")
    assert not look_alike("Order", "Orders")
