"""How long things take to read, counted by hand."""

from __future__ import annotations

import pytest

from factories import make_journey, make_library, make_persona, make_stage, make_step
from journeybook.insight.reading_time import minutes_of, reading_minutes, word_count
from journeybook.library.objects import Kind, Ref


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("One price, shown for two years.", 6),
        ("She pays €38.90 - or not", 5),
        ("See [[amira]] and [[moving#calls|the move]].", 5),
        ("A [link](https://host.example/a/b) here", 3),
        ("before\n\n```journey\nref: moving\n```\n\nafter", 2),
        ("<b>bold</b> words", 2),
        ("أوّل خطّ في بلد جديد", 5),
        ("顧客旅程地図顧客旅程地図顧客旅程地", 17 / 1.6),
        ("Fibre を注文する", 1 + 5 / 1.6),
    ],
)
def test_words_are_counted_as_readers_see_them(text: str, words: float) -> None:
    assert word_count(text) == pytest.approx(words)


def test_a_minute_holds_238_words_and_a_step_five_seconds() -> None:
    assert reading_minutes(["word " * 238 * 3]) == 3
    assert reading_minutes([], looks=36) == 3
    assert reading_minutes(["word " * 238], looks=18) == 3, "two and a half round up"


def test_nothing_takes_less_than_a_minute() -> None:
    assert reading_minutes([]) == 1


def test_a_step_takes_less_than_its_map() -> None:
    step = make_step("Waits", id="waits", thought="word " * 70, was=["delays"])
    steps = [make_step(f"Step {at}", thought="word " * 70) for at in range(10)]
    library = make_library(make_journey("m-long", make_stage("Order", step, *steps)))
    whole = Ref(Kind.JOURNEY, "m-long")
    # 11 steps of 70 words, a few words of titles, and 55 seconds of looking: a little more than four minutes.
    assert minutes_of(whole, library) == 4
    assert minutes_of(Ref(Kind.JOURNEY, "m-long", "waits"), library) == 1
    assert minutes_of(Ref(Kind.JOURNEY, "m-long", "delays"), library) == 1


def test_everything_that_a_persona_says_counts() -> None:
    persona = make_persona("p-ana", goals=["word " * 79] * 3, demographics={"age": "34"})
    assert minutes_of(Ref(Kind.PERSONA, "p-ana"), make_library(personas=[persona])) == 1
    longer = persona.model_copy(update={"narrative": "word " * 238 * 2})
    assert minutes_of(Ref(Kind.PERSONA, "p-ana"), make_library(personas=[longer])) == 3


def test_a_page_of_a_channel_is_as_long_as_the_list_of_its_steps() -> None:
    steps = [make_step(f"Step {at}", channel="chat") for at in range(36)]
    library = make_library(
        make_journey("m-one", make_stage("Order", *steps)), vocabulary={"channels": {"chat": "Chat"}}
    )
    assert minutes_of(Ref(Kind.CHANNEL, "chat"), library) == 3


def test_what_nobody_knows_takes_a_minute() -> None:
    library = make_library(make_journey("m-one"))
    for ref in (Ref(Kind.JOURNEY, "m-lost"), Ref(Kind.JOURNEY, "m-one", "lost"), Ref(Kind.TEAM, "lost")):
        assert minutes_of(ref, library) == 1
