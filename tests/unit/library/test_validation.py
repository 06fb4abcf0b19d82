from __future__ import annotations

import pytest

from journeybook.library.objects import Kind, Ref
from journeybook.model.journey import Journey
from journeybook.sources.objects import read_object, read_vocabulary
from journeybook.sources.step_ids import STAGES, STEPS


def read(text, kind=Kind.JOURNEY):
    return read_object(text, "m.yml", Ref(kind, "a-map"))


def found(text, kind=Kind.JOURNEY):
    return [(each.code, each.place.line, each.place.column) for each in read(text, kind).findings]


def test_a_ten_line_draft_is_a_map():
    text = "title: First order\nstages:\n  - title: Order\n    steps:\n      - title: Looks around\n        emotion: 1\n"
    journey = read(text).item
    assert isinstance(journey, Journey)
    assert (journey.id, journey.stages[0].id, journey.stages[0].steps[0].id) == (
        "a-map",
        "order",
        "looks-around",
    )
    assert not read(text).findings


def test_one_mistake_takes_nothing_else_along():
    text = (
        "title: First order\nowner: [a]\nstages:\n  - title: Order\n    emotoin: 1\n    steps:\n"
        "      - {title: Looks, emotion: sad, action: Looks around, pains: [Slow, {severity: 9, text: Dear}]}\n"
        "  - goal: Arrive\n"
    )
    read_ = read(text)
    journey = read_.item
    assert {each.code for each in read_.findings} == {"JB140", "JB141", "JB142", "JB144", "JB145"}
    step = journey.stages[0].steps[0]
    assert step.emotion is None
    assert step.action[0].text == "Looks around"
    assert [(pain.text, pain.severity) for pain in step.pains] == [("Slow", None), ("Dear", None)]
    assert journey.stages[1].goal == "Arrive"
    assert journey.stages[1].title == "Untitled"


def test_places_of_what_is_left_fit_the_model():
    text = "title: X\nstages:\n  - nothing\n  - title: Order\n    steps:\n      - bad\n      - {title: Y, channel: web}\n"
    read_ = read(text)
    assert len(read_.findings) == 2
    assert read_.item.stages[0].steps[0].channel == "web"
    place = read_.source.place(("stages", 0, "steps", 0, "channel"))
    assert (place.line, place.column) == (7, 29)


def test_a_field_without_a_value_says_nothing():
    assert not found(
        "title: X\ntype:\nowner: ~\nstages:\n  - title: S\n    entered:\n    emotion: null\n    pains:\n"
    )


def test_a_title_without_a_value_is_missing():
    assert found("title:\n") == [("JB141", 1, 1)]
    assert found("title: ''\n") == [("JB149", 1, 8)]
    assert found("title: '\u200b\u3164'\n") == [("JB149", 1, 8)]


def test_what_was_meant_by_a_misspelt_field_is_not_missing_too():
    assert found("titel: X\n") == [("JB140", 1, 1)]
    assert found("title: X\nstages:\n  - title: S\n    pains:\n      - {txt: slow}\n") == [("JB140", 5, 10)]


def test_each_persona_s_emotion_is_judged_by_itself():
    text = "title: X\nstages:\n  - {title: S, emotion: {amira: 1, tom: sad, P Q: 2}}\n"
    read_ = read(text)
    assert [(each.code, each.place.column) for each in read_.findings] == [("JB144", 41)]
    assert [(stray.kind, stray.text) for stray in read_.strays] == [(Kind.PERSONA, "P Q")]
    assert read_.item.stages[0].emotion == {"amira": 1.0}


def test_a_reference_of_no_shape_is_left_to_whoever_knows_the_portal():
    read_ = read("title: X\nowner: Team One\ntags: [No Id]\n")
    assert [(stray.kind, stray.text, stray.place.line) for stray in read_.strays] == [
        (Kind.TEAM, "Team One", 2)
    ]
    assert [each.code for each in read_.findings] == ["JB143"]


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("emotion", "1e400", "JB145"),
        ("emotion", ".nan", "JB144"),
        ("emotion", "1:30", "JB144"),
        ("emotion", "²", "JB144"),
        ("emotion", "٣", "JB144"),
        ("emotion", "true", "JB144"),
        ("emotion", "[1]", "JB144"),
        ("entered", "1_000", "JB144"),
        ("entered", "-1", "JB145"),
        ("moment_of_truth", "yes", "JB142"),
        ("at", "24:00", "JB146"),
        ("duration", "{a: b}", "JB142"),
        ("metrics", "[a]", "JB142"),
        ("metrics", "{a: high}", "JB144"),
        ("steps", "A step", "JB142"),
        ("links", "{title: X, url: 'javascript:alert(1)'}", "JB152"),
        ("links", "{title: X, url: 'https://bank.example@other.example/'}", "JB152"),
        ("links", "{title: X, url: 'https://a.example/b c'}", "JB152"),
        ("goal", "x" * 401, "JB148"),
        ("pains", "[" + "x," * 101 + "]", "JB150"),
        ("was", "[A]", "JB143"),
        ("lanes", "{policy: {team: x}}", "JB141"),
    ],
)
def test_what_does_not_fit_has_a_code_of_its_own(field, value, code):
    text = f"title: X\nstages:\n  - title: S\n    {field}: {value}\n"
    codes = [each[0] for each in found(text)]
    assert codes == [code]


def test_a_map_is_cut_where_it_is_too_large_to_draw():
    many_stages = "title: X\nstages:\n" + "".join(f"  - title: S{n}\n" for n in range(STAGES + 3))
    read_ = read(many_stages)
    assert [each.code for each in read_.findings] == ["JB150"]
    assert read_.findings[0].place.line == STAGES + 3
    assert len(read_.item.stages) == STAGES
    steps = "".join(f"      - title: T{n}\n" for n in range(STEPS - 1))
    read_ = read(
        "title: X\nstages:\n  - title: A\n    steps:\n"
        + steps
        + "  - title: B\n    steps: [{title: U}, {title: V}]\n"
    )
    assert [each.code for each in read_.findings] == ["JB150"]
    assert [len(stage.steps) for stage in read_.item.stages] == [STEPS - 1, 1]


def test_a_title_is_one_line_and_a_note_keeps_its_lines():
    journey = read("title: >\n  First\n  order\nsummary: |\n  one\n\n  two\n").item
    assert journey.title == "First order"
    assert journey.summary == "one\n\ntwo"


def test_minus_zero_is_zero_and_no_zero_is_lost():
    journey = read("title: X\nstages: [{title: S, emotion: -0.0, entered: 0}]\n").item
    assert str(journey.stages[0].emotion) == "0.0"
    assert journey.stages[0].entered == 0


def test_a_list_of_words_is_a_vocabulary():
    words, _, findings, _ = read_vocabulary(
        "channels: [web, e-mail]\nteams: {care: , field: Field team}\n", "v.yml"
    )
    assert not findings
    assert {key: each.title for key, each in words.channels.items()} == {"web": "Web", "e-mail": "E mail"}
    assert {key: each.title for key, each in words.teams.items()} == {"care": "Care", "field": "Field team"}


@pytest.mark.parametrize("value", ["{min: 1, max: 1}", "{min: 2}", "{min: -1e9}", "{words: {low: sad}}", "5"])
def test_a_scale_that_cannot_be_drawn_is_refused_and_the_usual_one_kept(value):
    words, _, findings, _ = read_vocabulary(f"emotion_scale: {value}\nchannels: [web]\n", "v.yml")
    assert findings
    assert words.emotion_scale.share(0) == 0.5
    assert "web" in words.channels


@pytest.mark.parametrize("text", ["just a text\n", "- a\n- b\n", "title:First\n"])
def test_a_file_without_fields_says_what_a_file_is(text):
    read_ = read(text)
    assert read_.item is None
    assert [each.code for each in read_.findings] == ["JB142"]
    assert read_.findings[0].help
