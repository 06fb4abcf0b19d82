"""Widths of text without a browser: by the table for what it holds, by class for the rest."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeybook.text.widths import advance, text_width


def test_a_text_is_as_wide_as_its_letters_at_its_size() -> None:
    assert text_width("Wait", 10) == pytest.approx(sum(text_width(letter, 10) for letter in "Wait"))
    assert text_width("Wait", 20) == pytest.approx(2 * text_width("Wait", 10))
    assert text_width("", 20) == 0


@pytest.mark.parametrize(
    ("narrow", "wide"), [("i", "m"), (".", "W"), ("l", "漢"), ("漢", "😀"), ("ب", "﷽"), ("a", "ஔ")]
)
def test_wide_letters_are_wider(narrow: str, wide: str) -> None:
    assert advance(narrow) < advance(wide)


@pytest.mark.parametrize("text", ["Emotion", "Ερώτηση", "Вопрос", "سؤال", "คำถาม", "漢字"])
def test_bold_is_wider(text: str) -> None:
    assert advance(text, bold=True) > advance(text)


@pytest.mark.parametrize("joined", ["👨‍👩‍👧‍👦", "👍🏽", "🇩🇪", "1️⃣", "❤️", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "👩🏾‍🚒"], ids=ascii)
def test_what_joins_into_one_picture_counts_once(joined: str) -> None:
    assert advance(joined) == advance("😀")
    assert advance(joined * 2) == 2 * advance(joined)


@pytest.mark.parametrize("alone", ["\U0001f3fb", "\u1161", "\u11a8"], ids=ascii)
def test_what_joins_what_is_before_it_has_a_width_where_there_is_nothing(alone: str) -> None:
    assert advance(alone) > 0
    assert advance(alone, True) > 0


def test_a_syllable_in_its_parts_counts_once() -> None:
    assert advance("\u1112\u1161\u11ab") == advance("\u1112")
    assert advance("a\u1161") > advance("a")


def test_a_chain_that_no_font_draws_as_one_picture_counts_its_parts() -> None:
    assert advance("\u200d".join("👨" * 12)) == 3 * advance("👨")


@pytest.mark.parametrize("mark", ["\u0301", "\u200d", "\u200b", "\u200f", "\u0e49"], ids=ascii)
def test_marks_add_nothing(mark: str) -> None:
    assert advance(f"a{mark}") == advance("a")


def test_meeting_a_character_before_changes_no_width() -> None:
    # The table learns characters as it meets them; those that join must not be among them.
    advance("🏽")
    advance("🇩")
    assert advance("👍🏽!") == advance("👍") + advance("!")
    assert advance("🇩🇪!") == advance("😀") + advance("!")


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=30), st.booleans())
def test_every_text_has_a_width_and_visible_letters_have_some(text: str, bold: bool) -> None:
    assert advance(text, bold) >= 0
    if any(unicodedata.category(letter)[0] in "LNS" for letter in text):
        assert advance(text, bold) > 0
