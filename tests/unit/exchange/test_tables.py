"""Maps in spreadsheets: wide and long, in the words and the forms of many countries."""

from __future__ import annotations

import pytest

from journeybook.exchange.dates import date_in
from journeybook.exchange.import_kinds import ImportKind
from journeybook.exchange.import_plan import plan_import
from journeybook.exchange.importer import SourceFile
from journeybook.exchange.importers import importer_of
from journeybook.exchange.scores import number_in, scale_of, scores_in
from journeybook.exchange.tables.header_words import MAP_WORDS, WORDS, meaning_of, plain_label
from journeybook.library.objects import Library
from journeybook.model.journey import Journey, Stage
from journeybook.model.persona import Persona
from journeybook.model.vocabulary import Channel, EmotionScale, Lane, Vocabulary


def imported(text, *, name="a-map.csv", library=None, encoding="utf-8"):
    source = SourceFile(name, text.encode(encoding))
    plan = plan_import([source], library or Library(), has_vocabulary=False)
    errors = [each.message for each in plan.findings if each.severity == "error"]
    assert errors == []
    return plan.maps[0][1], plan


def said(plan, severity="warning"):
    return [each.message for each in plan.findings if each.severity == severity]


WIDE = """\
Customer journey: Buying a bike
,,,,
Phase,Look,,Buy
Step,Searches,Compares,Pays
Actions,types,reads,pays by card
Emotions,2,-1,"1,5"
Pain points,,"Too many; no filter",
Weather,rain,,sun
"""


def test_a_wide_table_with_merged_heads_gives_stages_steps_and_lanes():
    made, plan = imported(WIDE)
    journey = made.journey
    assert journey.title == "Buying a bike"
    assert [stage.title for stage in journey.stages] == ["Look", "Buy"]
    assert [[step.title for step in stage.steps] for stage in journey.stages] == [
        ["Searches", "Compares"],
        ["Pays"],
    ]
    compares = journey.stages[0].steps[1]
    assert [pain.text for pain in compares.pains] == ["Too many", "no filter"]
    assert [step.emotion for stage in journey.stages for step in stage.steps] == [2, -1, 1.5]
    assert journey.stages[1].steps[0].lanes["weather"][0].text == "sun"
    assert said(plan) == ["`Weather` is no field of ours, or it cannot hold `rain`"]
    assert plan.sure


def test_a_long_table_has_a_row_for_each_step_and_merged_stages():
    made, _ = imported(
        "Stage;Step;Doing;Score\nLook;Searches;types;5\n;Compares;reads;2\nBuy;Pays;pays;1\nLook;Again;x;4\n"
    )
    assert [(stage.title, len(stage.steps)) for stage in made.journey.stages] == [
        ("Look", 2),
        ("Buy", 1),
        ("Look", 1),
    ]
    assert [step.emotion for stage in made.journey.stages for step in stage.steps] == [2, -1, -2, 1]


def test_a_scale_that_follows_from_the_scores_alone_is_a_guess():
    made, plan = imported("Stage,Actions,Score\nA,x,5\nB,y,1\n")
    assert [(each.label, each.field) for each in made.recognized if not each.sure] == [
        ("scores 1 to 5", "emotion -2 to 2")
    ]
    assert not plan.sure


def test_what_stands_above_the_table_is_about_the_map():
    made, _ = imported(
        "Persona,Ana Ruiz\nScenario,She moves\nLast updated,31.12.2025\nStage,Find,Buy\nActions,a,b\nNeeds,c,d\n"
    )
    assert [each.title for each in made.personas] == ["Ana Ruiz"]
    assert made.journey.scenario == "She moves"
    assert made.journey.reviewed.isoformat() == "2025-12-31"
    assert [stage.title for stage in made.journey.stages] == ["Find", "Buy"]


def test_rows_without_a_label_belong_to_the_one_above():
    made, _ = imported("Stage,Find,Buy\nPains,slow,dear\n,ugly,\nActions,a,b\n")
    assert [pain.text for pain in made.journey.stages[0].pains] == ["slow", "ugly"]


def test_known_words_of_the_portal_become_its_ids_and_its_lanes():
    words = Vocabulary(
        channels={"e-mail": Channel(title="E-mail")}, lanes={"policy": Lane(title="House rules")}
    )
    library = Library(vocabulary=words, personas={"ana": Persona(id="ana", title="Ana Ruiz")})
    made, plan = imported(
        "Stage,Step,Persona,Channel,House rules\nA,x,Ana Ruiz,E-Mail,none\nA,y,Ben,Carrier pigeon,\n",
        library=library,
    )
    first, second = made.journey.stages[0].steps
    assert (first.channel, first.lanes["policy"][0].text) == ("e-mail", "none")
    assert (second.channel, second.touchpoint) == (None, "Carrier pigeon")
    assert made.journey.personas == ("ana", "ben")
    assert "`Ana Ruiz` is the persona `ana`, who is there already" in said(plan, "info")


def test_no_text_of_a_table_is_lost():
    cells = [f"text {number}" for number in range(40)]
    rows = [",".join([f"Odd label {row}", *cells[row * 2 : row * 2 + 2]]) for row in range(20)]
    made, _ = imported("Stage,A,B\nActions,x,y\nPains,p,q\n" + "\n".join(rows) + "\n")
    whole = made.journey.model_dump_json()
    assert [cell for cell in cells if f"{cell}" not in whole] == []
    assert len(made.lanes) <= 16


def test_a_text_longer_than_a_field_is_kept_in_pieces():
    text = "word " * 300
    made, _ = imported(f"Stage,A,B\nActions,{text},y\nPains,p,q\n")
    assert " ".join(phrase.text for phrase in made.journey.stages[0].action).split() == text.split()


def test_marks_of_markdown_in_a_spreadsheet_are_shown_as_they_stand():
    made, _ = imported("Stage,A,B\nActions,*not* emphasis,y\nPains,p,q\n")
    assert made.journey.stages[0].action[0].text == r"\*not\* emphasis"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Étape;Découvrir;Acheter\nÉmotion;2;-1\nProblèmes;a;b\n", "cp1252"),
        ("ステージ,認知,購入\n行動,検索,支払い\n課題,遅い,高い\n", "cp932"),
        ("阶段,认知,购买\n行为,搜索,付款\n痛点,慢,贵\n", "gb18030"),
        ("단계,인지,구매\n행동,검색,결제\n불편,느림,비쌈\n", "cp949"),
        ("المرحلة,اكتشاف,شراء\nالإجراءات,بحث,دفع\nنقاط الألم,بطيء,غالي\n", "cp1256"),
        ("Stage\tFind\tBuy\nActions\ta\tb\nPains\tc\td\n", "utf-16"),
        ("sep=;\nStage;Find;Buy\nActions;a;b\nPains;c;d\n", "utf-8-sig"),
    ],
)
def test_encodings_and_separators_of_spreadsheets_are_read(text, encoding):
    made, _ = imported(text, encoding=encoding)
    assert len(made.journey.stages) == 2
    assert made.journey.stages[0].title in text
    assert made.journey.stages[0].pains or made.journey.stages[0].emotion == 2


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("Pain Points 😡", "pains"),
        ("3. Customer Actions", "action"),
        ("Schmerzpunkte", "pains"),
        ("Berührungspunkte", "touchpoint"),
        ("Points de contact", "touchpoint"),
        ("Irritants", "pains"),
        ("Puntos de dolor", "pains"),
        ("Emoções", "emotion"),
        ("نقاط الألم", "pains"),
        ("痛点", "pains"),
        ("タッチポイント", "touchpoint"),
        ("기회", "opportunities"),
        ("Back stage", "backstage"),
        ("Moments of truth", "moment_of_truth"),
    ],
)
def test_labels_are_known_in_nine_languages(label, field):
    meaning = meaning_of(label)
    assert (meaning.field, meaning.sure) == (field, True)


@pytest.mark.parametrize(
    ("label", "field"), [("Main pain points", "pains"), ("Oportunitys", "opportunities")]
)
def test_a_label_that_is_only_like_a_known_one_is_a_guess(label, field):
    meaning = meaning_of(label)
    assert (meaning.field, meaning.sure) == (field, False)


def test_a_label_that_is_like_none_is_none():
    assert meaning_of("Weather") is None
    assert meaning_of("") is None


def test_words_name_fields_of_the_format():
    assert set(WORDS) - {"steps"} <= set(Stage.model_fields) | {"stages"}
    assert set(MAP_WORDS) <= set(Journey.model_fields)


def test_no_word_stands_for_two_fields_in_its_own_language():
    for words in (WORDS, MAP_WORDS):
        for field, text in words.items():
            plain = [plain_label(word) for word in text.split(", ")]
            assert all(plain), field


@pytest.mark.parametrize(
    ("text", "number"),
    [("1,5", 1.5), ("1.234,5", 1234.5), ("1,234.5", 1234.5), ("−2", -2), ("1 234", 1234), ("x", None)],
)
def test_numbers_are_read_with_a_comma_or_a_point(text, number):
    assert number_in(text) == number


@pytest.mark.parametrize(
    ("text", "day", "sure"),
    [
        ("31.12.2025", "2025-12-31", True),
        ("12/31/2025", "2025-12-31", True),
        ("03/04/2025", "2025-04-03", False),
        ("2025年3月4日", "2025-03-04", True),
        ("2025. 3. 4.", "2025-03-04", True),
    ],
)
def test_dates_are_read_and_doubtful_ones_are_guesses(text, day, sure):
    found = date_in(text)
    assert found is not None
    assert (found[0].isoformat(), found[1]) == (day, sure)


@pytest.mark.parametrize("text", ["soon", "31.02.2025", "1.2"])
def test_what_is_no_date_is_none(text):
    assert date_in(text) is None


@pytest.mark.parametrize(
    ("texts", "emotions"),
    [
        (["3/5", "5/5"], [0, 2]),
        (["😡", "😐", "😍"], [-2, 0, 2]),
        (["1", "10"], [-2, 2]),
        (["-4", "5"], [-1.6, 2]),
        (["★☆☆☆☆"], [-2]),
        (["-2", "1,5"], [-2, 1.5]),
    ],
)
def test_scores_become_emotions(texts, emotions):
    scores = [scores_in(text)[0] for text in texts]
    scale = scale_of(scores, EmotionScale())
    assert scale is not None
    assert [scale.emotion(score) for score in scores] == emotions


def test_a_change_within_a_step_has_two_scores():
    made, _ = imported("Stage,A,B\nActions,x,y\nEmotion,-2 → 1,hopeful then cross\n")
    first, second = made.journey.stages
    assert (first.emotion, first.emotion_end) == (-2, 1)
    assert (second.emotion, second.feeling) == (None, ("hopeful then cross",))


@pytest.mark.parametrize(
    "content",
    [b"", b"\n\n", b"a,b\n1,2\n", b"x" * 200_000, b"a\x00b,c\n", b'Stage,"unclosed\nx,' + b"y" * 120_000],
)
def test_a_table_that_is_no_map_gets_an_error_and_no_file(content):
    plan = plan_import([SourceFile("a.csv", content)], Library(), has_vocabulary=False)
    assert plan.files == ()
    assert any(each.severity == "error" for each in plan.findings)


def test_more_rows_than_are_read_are_refused():
    plan = plan_import(
        [SourceFile("a.csv", b"Stage,Step\n" + b"a,b\n" * 6_000)], Library(), has_vocabulary=False
    )
    assert [each.message for each in plan.findings] == ["the table has more rows than are imported (5,000)"]


def test_the_way_of_a_table_can_be_named():
    source = SourceFile("a.csv", b"Stage,Actions,Pains\nNeeds,b,c\n")
    assert importer_of(source, ImportKind.WIDE).kind is ImportKind.WIDE


def test_the_words_of_a_guessed_label_are_kept_as_a_comment():
    table = "Stage,Look,Buy\nActions,types,pays\nPain points at night (hotline),dark,closed\nThoughts,hm,ok\n"
    made, plan = imported(table)
    assert [pain.text for pain in made.journey.stages[0].pains] == ["dark"]
    assert made.comments == ("Label there: Pain points at night (hotline), which became `pains`.",)
    assert "# Label there: Pain points at night (hotline)" in plan.files[0].text


@pytest.mark.parametrize(("label", "field"), [("Feelings", "feeling"), ("Thoughts", "thought")])
def test_what_a_full_list_has_no_room_for_is_kept(label, field):
    texts = [f"text number {number} is here" for number in range(130)]
    rows = "".join(f"{label},{text},b{number}\n" for number, text in enumerate(texts))
    made, plan = imported(f"Stage,Look,Buy\nActions,types,pays\n{rows}")
    assert len(getattr(made.journey.stages[0], field)) == 100
    written = " ".join(" ".join(file.text.split()) for file in plan.files)
    assert [text for text in texts if text not in written] == []


def test_a_file_that_takes_too_long_is_refused_with_a_way_out(monkeypatch):
    monkeypatch.setattr("journeybook.exchange.import_plan.SECONDS", 0.01)
    steps = "".join(f"Look,step {number},{'types; ' * 200}\n" for number in range(150))
    source = SourceFile("a-map.csv", f"Stage,Step,Actions\n{steps}".encode())
    plan = plan_import([source], Library(), has_vocabulary=False)
    assert plan.files == ()
    assert [(each.code, each.help) for each in plan.findings] == [("JB403", "part it into several files")]
