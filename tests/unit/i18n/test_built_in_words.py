"""Words that a portal does not say itself, of feelings and of the lifecycle, are in the language of the site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from journeybook.i18n.catalog import use_language
from journeybook.i18n.pseudo import PSEUDO_LANGUAGE
from journeybook.kinds import Kind
from journeybook.library.objects import Library
from journeybook.model.vocabulary import DEFAULT_LIFECYCLE, EmotionScale, Vocabulary
from journeybook.portal.portal import read_portal


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    yield
    use_language("en")


def portal(root: Path, vocabulary: str) -> Library:
    (root / "maps").mkdir(exist_ok=True)
    (root / "maps" / "vocabulary.yml").write_text(vocabulary)
    return read_portal(root).library


def test_in_english_they_read_as_they_always_did() -> None:
    words = Vocabulary()
    assert list(words.emotion_scale.words.values()) == [
        "very frustrated", "frustrated", "neutral", "pleased", "delighted",
    ]  # fmt: skip
    assert [(key, stage.title) for key, stage in words.lifecycle.items()] == [
        (key, key.capitalize()) for key in DEFAULT_LIFECYCLE
    ]


def test_on_a_german_site_they_are_german(tmp_path: Path) -> None:
    use_language("de")
    library = portal(tmp_path, "channels: {web: Website}\n")
    assert library.vocabulary.emotion_scale.word(-1.4) == "frustriert"
    assert library.ids(Kind.LIFECYCLE)["renewal"] == "Verlängerung"


def test_a_portal_without_a_vocabulary_has_them_too(tmp_path: Path) -> None:
    use_language("de")
    (tmp_path / "maps").mkdir()
    assert read_portal(tmp_path).library.vocabulary.emotion_scale.word(2) == "begeistert"


def test_a_scale_with_ends_of_its_own_keeps_the_built_in_words_in_the_language(tmp_path: Path) -> None:
    use_language("de")
    scale = portal(tmp_path, "emotion_scale: {min: -3, max: 3}\n").vocabulary.emotion_scale
    assert (scale.min, scale.word(-3)) == (-3, "sehr frustriert")


def test_what_a_portal_says_itself_stays_as_it_is_even_in_the_same_words(tmp_path: Path) -> None:
    use_language("de")
    library = portal(
        tmp_path, "emotion_scale: {words: {-2: frustrated, 2: neutral}}\nlifecycle: [purchase, use]\n"
    )
    assert list(library.vocabulary.emotion_scale.words.values()) == ["frustrated", "neutral"]
    assert dict(library.ids(Kind.LIFECYCLE)) == {"purchase": "Purchase", "use": "Use"}


def test_no_built_in_word_is_left_out_of_the_catalogue() -> None:
    use_language(PSEUDO_LANGUAGE)
    plain = {*EmotionScale().words.values(), *(each.title for each in Vocabulary().lifecycle.values())}
    use_language("en")
    assert not plain & {
        *EmotionScale().words.values(),
        *(each.title for each in Vocabulary().lifecycle.values()),
    }
