"""Lines that fit, broken where the reader of a script expects it, without a letter lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeybook.text.wrapping import Line, Piece, clean, direction, graphemes, width_of, wrap
from map_strategies import texts

SIZE = 13.0


def lines(text: str, width: float = 120, *, bold: bool = False) -> list[str]:
    return [shown(line) for line in wrap((Piece(text),), width, SIZE, bold)]


def shown(line: Line) -> str:
    return "".join(piece.text for piece in line)


def test_lines_end_after_spaces() -> None:
    assert lines("Checks the inbox daily, calls support twice.") == [
        "Checks the inbox",
        "daily, calls support",
        "twice.",
    ]


def test_lines_end_after_hyphens_and_slashes_within_words() -> None:
    assert lines("email/phone/notification", 100) == ["email/phone/", "notification"]
    assert lines("a well-documented-interface", 100) == ["a well-", "documented-", "interface"]


@pytest.mark.parametrize("text", ["1/2", "-1.7", "2026-09-01", "https://", "+31", "24/7", "--fix"])
def test_numbers_and_marks_stay_whole(text: str) -> None:
    assert lines(text, 20)[0].startswith(text[:2])
    assert lines(f"aaaaaaaaaaaaa {text}", 110)[-1] == text


def test_a_word_wider_than_the_line_is_broken_and_nothing_else_joins_it() -> None:
    broken = lines("So Donaudampfschifffahrtsgesellschaft ist lang")
    assert broken[0] == "So"
    assert "".join(broken[1:3]).startswith("Donaudampfschifffahrtsgesellschaft")


def test_a_soft_hyphen_shows_only_where_it_breaks() -> None:
    assert lines("Donau\u00addampf\u00adschiff", 70) == ["Donau-", "dampf-", "schiff"]
    assert lines("Donau\u00addampf\u00adschiff", 400) == ["Donaudampfschiff"]


def test_a_space_that_may_not_break_does_not() -> None:
    assert lines("ab 10\u00a0000\u202f000\u00a0€", 90) == ["ab", "10\u00a0000\u202f000\u00a0€"]


def test_ideographs_break_anywhere_but_beside_their_punctuation() -> None:
    broken = lines(
        "料金ページでプランを比較して、どれを選べばいいのか分からない。「サポート」に電話しました。", 105
    )
    assert all(len(line) > 3 for line in broken[:-1])
    for line in broken:
        assert line[0] not in "、。」ーャ"
        assert line[-1] != "「"


def test_korean_breaks_at_its_spaces() -> None:
    assert lines("고객이 가격 페이지에서", 80) == ["고객이 가격", "페이지에서"]


@pytest.mark.parametrize(
    "letter", ["👨‍👩‍👧‍👦", "🇩🇪", "👍🏽", "é", "ก็", "เก", "क्ष", "नि", "한", "1️⃣", "a\u0301\u0302"], ids=ascii
)
def test_what_a_reader_calls_a_letter_is_never_cut(letter: str) -> None:
    assert list(graphemes(letter * 3)) == [letter] * 3
    for line in lines(letter * 20, 60):
        assert line.count(letter) * len(letter) == len(line)


def test_styles_are_kept_and_measured() -> None:
    pieces = (Piece("Waits for "), Piece("nine days", bold=True), Piece(", then calls"))
    assert wrap(pieces, 400, SIZE) == (pieces,)
    narrow = wrap(pieces, 80, SIZE)
    assert [shown(line) for line in narrow] == ["Waits for", "nine days,", "then calls"]
    assert narrow[1] == (Piece("nine days", bold=True), Piece(","))
    assert width_of((Piece("nine", bold=True),), SIZE) > width_of((Piece("nine"),), SIZE)


def test_the_first_line_leaves_room_for_an_icon() -> None:
    text = (Piece("Support sees no order"),)
    assert shown(wrap(text, 120, SIZE, False, 40)[0]) == "Support"
    # The first word fits a whole line but not the one with the icon: the caller sets all lines further in.
    assert wrap((Piece("Zufriedenheit"),), 95, SIZE, False, 40) == ()


@pytest.mark.parametrize(
    ("text", "way"),
    [("abc", "ltr"), ("שלום abc", "rtl"), ("12 سؤال", "rtl"), ("12 – 34", None), ("", None), ("漢", "ltr")],
)
def test_direction_is_the_first_letters(text: str, way: str | None) -> None:
    assert direction(text) == way


def test_clean_text_cannot_reach_beyond_its_line() -> None:
    assert clean(" a\t\nb \u202ec\u2067d\x00 ") == "a b cd"
    assert clean("Z" + "\u0301" * 50) == "Z" + "\u0301" * 3


@pytest.mark.parametrize("text", ["001®\u00ad", "001®\u00ad0", "00\u00ad1®"])
@pytest.mark.parametrize("width", [20, 21, 22, 23])
def test_the_hyphen_of_a_word_broken_by_letters_fits_its_line(text: str, width: float) -> None:
    for line in wrap((Piece(text),), width, SIZE):
        assert width_of(line, SIZE) <= width + 0.01, shown(line)


@given(texts(), st.floats(20, 400), st.booleans())
def test_lines_fit_and_lose_nothing(text: str, width: float, bold: bool) -> None:
    wrapped = wrap((Piece(text),), width, SIZE, bold)
    for line in wrapped:
        whole = shown(line)
        assert whole == whole.strip(" ")
        assert whole
        assert width_of(line, SIZE, bold) <= width + 0.01 or len(list(graphemes(whole))) == 1
    kept = "".join(shown(line).rstrip("-") for line in wrapped)
    assert letters(kept) == letters(clean(text))


@given(st.lists(st.tuples(texts(40), st.booleans(), st.booleans()), max_size=5), st.floats(30, 300))
def test_lines_of_many_styles_lose_nothing_either(parts: list[tuple[str, bool, bool]], width: float) -> None:
    wrapped = wrap(tuple(Piece(*part) for part in parts), width, SIZE)
    assert letters("".join(map(shown, wrapped))) == letters("".join(clean(text) for text, _, _ in parts))
    for line in wrapped:
        assert width_of(line, SIZE) <= width + 0.01 or len(list(graphemes(shown(line)))) == 1


def letters(text: str) -> str:
    """`text` without what may come and go at a break."""
    return re.sub("[ \u00ad\u200b-]", "", text)


@given(
    st.lists(st.text("abcWil.,é", min_size=1, max_size=12), min_size=1, max_size=20),
    st.floats(20, 300),
    st.sampled_from([0.0, 18.0]),
    st.booleans(),
)
def test_text_in_two_pieces_breaks_where_it_breaks_in_one(
    words: list[str], width: float, indent: float, bold: bool
) -> None:
    text = " ".join(words)
    halves = Piece(text[: len(text) // 2]), Piece(text[len(text) // 2 :])
    in_one = wrap((Piece(text),), width, SIZE, bold, indent)
    assert [shown(line) for line in in_one] == [
        shown(line) for line in wrap(halves, width, SIZE, bold, indent)
    ]
