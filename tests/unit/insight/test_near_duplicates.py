from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeybook.insight.near_duplicates import (
    SIMILAR_LETTERS,
    SimilarPair,
    groups,
    similar_pairs,
    similarity,
    wording,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The bills are late", "The bill is late, THE BILL"),
        ("No date for nine days", "For ten days no date"),
        ("Support sees no order", "Support does see no orders"),
        ("Part month and month ahead look like a double charge", "The part month looks like a double charge"),
        ("配送日が分からない", "配送日がわからない"),
    ],
)
def test_the_same_in_nearly_the_same_words_is_alike(one: str, other: str) -> None:
    assert similarity(wording(one), wording(other)) >= SIMILAR_LETTERS


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The bill is late", "The engineer is late"),
        ("No date for nine days", "Nine calls in a day"),
        ("Support sees no order", "The order is lost"),
        ("Late", "Late bill"),
        ("", ""),
    ],
)
def test_the_same_subject_is_not_the_same_pain(one: str, other: str) -> None:
    assert similarity(wording(one), wording(other)) < SIMILAR_LETTERS


def test_pairs_are_told_by_their_places_the_most_alike_first() -> None:
    texts = ["No date for nine days", "The line drops", "No date for nine long days", "nine days for no date"]
    found = similar_pairs([wording(each) for each in texts])
    assert [(each.first, each.second) for each in found] == [(0, 3), (0, 2), (2, 3)]
    assert found[0].score == 1


def test_what_pairs_join_is_one_group() -> None:
    pairs = [SimilarPair(0, 3, 1.0), SimilarPair(3, 5, 0.9), SimilarPair(1, 2, 0.9)]
    assert groups(6, pairs) == ((0, 3, 5), (1, 2))


texts = st.lists(
    st.lists(st.sampled_from(["no", "date", "bill", "late", "days", "nine", "line"]), max_size=6).map(
        " ".join
    ),
    max_size=12,
)


@given(texts)
def test_nothing_is_missed_by_looking_at_rare_words_first(told) -> None:
    found = [wording(each) for each in told]
    brute = {
        (one, other)
        for one, other in combinations(range(len(found)), 2)
        if similarity(found[one], found[other]) >= SIMILAR_LETTERS
    }
    assert {(each.first, each.second) for each in similar_pairs(found)} == brute


@given(st.text(max_size=30), st.text(max_size=30))
def test_similarity_is_the_same_from_either_side(one, other) -> None:
    mine, theirs = wording(one), wording(other)
    assert similarity(mine, theirs) == pytest.approx(similarity(theirs, mine))
    assert 0 <= similarity(mine, theirs) <= 1
    if mine.stems:
        assert similarity(mine, mine) == 1
