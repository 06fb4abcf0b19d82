from __future__ import annotations

import pytest

from journeybook.diagnostics import Severity
from journeybook.exchange.import_ids import IdMaker, id_from
from journeybook.exchange.importer import Cast
from journeybook.exchange.mermaid.journey_map import language_of, map_of_mermaid
from journeybook.exchange.mermaid.parser import parse_mermaid
from journeybook.exchange.text_pieces import as_written
from journeybook.model.vocabulary import EmotionScale
from journeybook.prose.rendering import plain_text


def imported(text, *, scale=None, cast=None, journeys=None):
    tree, _ = parse_mermaid(text, "x.mmd")
    assert tree
    return map_of_mermaid(
        tree,
        fallback_title="From a file",
        journeys=journeys or IdMaker(),
        cast=cast or Cast(),
        scale=scale or EmotionScale(),
    )


def said(findings, severity=Severity.WARNING):
    return [each.message for each in findings if each.severity is severity]


def test_scores_become_emotions_and_that_is_said():
    made, findings = imported("journey\ntitle T\nsection S\nA: 1: Me\nB: 3: Me\nC: 5: Me\nD: 3.5: Me\n")
    assert [step.emotion for step in made.journey.stages[0].steps] == [-2, 0, 2, 0.5]
    assert said(findings, Severity.INFO) == ["Mermaid's scores 1 to 5 became emotions from -2 to 2"]


def test_scores_go_to_the_ends_of_another_scale():
    made, findings = imported("journey\nA: 1\nB: 5\n", scale=EmotionScale(min=0, max=10, words={}))
    assert [step.emotion for step in made.journey.stages[0].steps] == [0, 10]
    assert "Mermaid's scores 1 to 5 became emotions from 0 to 10" in said(findings, Severity.INFO)


def test_scores_that_are_none_or_outside_are_kept_and_said():
    made, findings = imported("journey\nsection S\nA: 0: Me\nB: 9: Me\nC: great: Me\nD: : Me\n")
    steps = made.journey.stages[0].steps
    assert [step.emotion for step in steps] == [-2, 2, None, None]
    assert [[phrase.text for phrase in step.lanes.get("source-score", ())] for step in steps] == [
        ["0"],
        ["9"],
        ["great"],
        [],
    ]
    assert made.lanes == {"source-score": "Score in the source"}
    assert said(findings) == [
        "the score 0 is outside 1 to 5",
        "the score 9 is outside 1 to 5",
        "`great` is no score",
        "`D` has no score",
    ]


def test_actors_become_personas_and_stay_with_their_steps():
    made, _ = imported("journey\nsection S\nA: 3: Dad, Mum\nB: 3: Mum\nC: 3\n")
    assert made.journey.personas == ("dad", "mum")
    assert [step.personas for step in made.journey.stages[0].steps] == [("dad", "mum"), ("mum",), ()]
    assert [(each.id, each.title) for each in made.personas] == [("dad", "Dad"), ("mum", "Mum")]


def test_an_actor_whom_the_portal_knows_is_that_persona():
    made, _ = imported("journey\nA: 3: Amira Haddad, Amira\n", cast=Cast({"Amira Haddad": "amira"}))
    assert made.journey.personas == ("amira", "amira-2")
    assert [each.id for each in made.personas] == ["amira-2"]


def test_names_that_occur_twice_get_ids_of_their_own():
    made, _ = imported(
        "journey\nsection Go\nGo: 3: Me\nGo: 3: Me\nsection Go\n", journeys=IdMaker(["from-a-file"])
    )
    assert made.journey.id == "from-a-file-2"
    assert [stage.id for stage in made.journey.stages] == ["go", "go-4"]
    assert [step.id for step in made.journey.stages[0].steps] == ["go-2", "go-3"]
    assert [step.title for step in made.journey.stages[0].steps] == ["Go", "Go"]


def test_ids_of_scripts_without_spelling_come_from_the_title_and_not_from_its_place():
    assert id_from("お茶", "step") == id_from("お茶", "step") != id_from("夕食", "step")
    assert id_from("お茶", "step").startswith("step-")
    assert id_from("Поиск", "step") == "poisk"


def test_every_other_title_is_kept():
    made, findings = imported("---\ntitle: In front\n---\njourney\naccTitle: Spoken\ntitle Shown\n")
    assert made.journey.title == "Shown"
    assert [phrase.text for phrase in made.journey.lanes["source-title"]] == ["In front", "Spoken"]
    assert len(said(findings)) == 2


def test_a_diagram_without_title_takes_what_there_is():
    assert imported("journey\naccTitle: Spoken\n")[0].journey.title == "Spoken"
    made, findings = imported("journey\n")
    assert made.journey.title == "From a file"
    assert "the diagram has no title and is called `From a file`" in said(findings, Severity.INFO)


def test_a_long_name_is_shortened_and_kept_whole():
    name = "Waits for the engineer who never comes " * 5
    made, findings = imported(f"journey\nsection S\n{name}: 3: Me\n")
    step = made.journey.stages[0].steps[0]
    assert len(step.title) <= 120
    assert step.title.endswith("…")
    assert step.narrative == name.strip()
    assert len(said(findings)) == 1


def test_what_mermaid_passes_over_is_kept_in_a_lane():
    made, findings = imported("journey\nsection S # of all\nA: 3: Child#1, Child#2\n")
    stage = made.journey.stages[0]
    assert stage.lanes["source-text"][0].text == "of all"
    assert stage.steps[0].lanes["source-text"][0].text == "1, Child#2"
    assert said(findings) == ["Mermaid passes over `of all` here", "Mermaid passes over `1, Child#2` here"]


def test_odd_actors_stay_and_are_said():
    made, findings = imported("journey\nsection S\nA: 5: Joy\nB: 3: Calm\nC: 1: Fear\n")
    assert [each.title for each in made.personas] == ["Joy", "Calm", "Fear"]
    assert said(findings) == ["every task has an actor of its own, as if the actors were feelings or states"]
    assert said(imported("journey\nA: 5: v1\n")[1]) == ["the actor `v1` looks like a version"]


ODD = "9 of 10 actors occur once, as if the actors were feelings or states"


@pytest.mark.parametrize(
    ("tasks", "expected"),
    [
        # One feeling that comes twice, and actions in the place of people.
        ([f"Task {at}: 3: {who}" for at, who in enumerate("ABCDEFGHIJA")], [ODD]),
        (
            ["Gate: 3: Opens, Checks", "Desk: 4: Signs", "Gate: 2: Weighs", "Desk: 2: Greets, Waves"],
            ["4 tasks share 2 names and 6 actors occur once, as if the two were swapped"],
        ),
        # A story of two people, with two who come by.
        (["A: 3: Me", "B: 3: Me, Tom", "C: 3: Tom", "D: 1: Postman", "E: 1: Neighbour"], []),
        (["A: 3: Me", "B: 3: Me", "C: 3: Me", "D: 1: Ann", "E: 1: Ben", "F: 3: Me", "G: 5: Me, Cy"], []),
    ],
)
def test_actors_who_occur_once_are_suspected_where_they_are_most(tasks, expected):
    _, findings = imported("journey\n" + "\n".join(tasks) + "\n")
    assert said(findings) == expected


def test_settings_and_comments_are_mentioned_and_comments_kept():
    made, findings = imported("%%{init: {}}%%\njourney\n%% from the workshop\nA: 3: Me\n")
    assert made.comments == ("from the workshop",)
    notes = said(findings, Severity.INFO)
    assert "settings for Mermaid's drawing are left out" in notes
    assert "comments are kept at the top of the map's file" in notes


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Checkout", "en"),
        ("בדיקה", "he"),
        ("رحلة العميل", "ar"),
        ("用户旅程", "zh"),
        ("お茶を入れる", "ja"),
        ("여정", "ko"),
        ("Путь", "ru"),
        ("42", "en"),
        ("רכישה ב-Online Shop website", "en"),
    ],
)
def test_the_script_tells_the_language(text, language):
    assert language_of(text) == language


@pytest.mark.parametrize(
    "text",
    ["*a*", "# a", "1. a", "- a", "<br>", "[[a]]", "[a](b)", "&amp;", "a\\*b", "snake_case", "`a", "1 < 2"],
)
def test_text_is_written_so_that_markdown_shows_it(text):
    assert plain_text(as_written(text)) == text
