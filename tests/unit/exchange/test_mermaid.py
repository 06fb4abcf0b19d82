from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuzzing import inputs
from journeybook.diagnostics import Severity
from journeybook.exchange.import_ids import IdMaker
from journeybook.exchange.importer import Cast
from journeybook.exchange.mermaid.journey_map import map_of_mermaid
from journeybook.exchange.mermaid.parser import parse_mermaid
from journeybook.model.vocabulary import EmotionScale


def parsed(text):
    tree, findings = parse_mermaid(text, "x.mmd")
    assert tree, [each.message for each in findings]
    return tree


def refused(text):
    tree, findings = parse_mermaid(text, "x.mmd")
    assert tree is None
    return [(each.place.line, each.place.column, each.message) for each in findings]


def outline(tree):
    return [
        (each.title, [(task.name, task.score, task.actors) for task in each.tasks]) for each in tree.sections
    ]


def test_title_sections_tasks_scores_and_actors_are_read_in_order():
    tree = parsed(
        "journey\n  title Tea time\n  section Kitchen\n    Boil: 5: Me, Cat\n    Pour:3:Me\n  section Sofa\n"
    )
    assert tree.title == "Tea time"
    assert outline(tree) == [
        ("Kitchen", [("Boil", "5", ("Me", "Cat")), ("Pour", "3", ("Me",))]),
        ("Sofa", []),
    ]
    assert tree.sections[0].tasks[1].place.line == 5
    assert tree.sections[0].tasks[1].place.column == 5


def test_a_task_may_lack_score_or_actors_and_stand_before_any_section():
    tree = parsed("journey\nA: 5\nB: 4:\nC: : Me\nD: so so: Me\n")
    assert outline(tree) == [
        (None, [("A", "5", ()), ("B", "4", ()), ("C", None, ("Me",)), ("D", "so so", ("Me",))])
    ]


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffjourney\r\n\ttitle T\r\n\tsection S\r\n\t\tA: 1: Me\r\n",
        "journey title T\nsection S\n A : 1 :  Me",
    ],
)
def test_line_ends_tabs_and_spaces_make_no_difference(text):
    tree = parsed(text.removeprefix("\ufeff"))
    assert tree.title == "T"
    assert outline(tree) == [("S", [("A", "1", ("Me",))])]


def test_keywords_are_read_in_any_case_but_the_first():
    assert parsed("journey\nTITLE T\nSection S\n").title == "T"
    assert refused("Journey\ntitle T\n")[0][2] == "`Journey` is no journey"


def test_front_matter_directives_and_comments_are_passed_over_and_kept():
    tree = parsed(
        "---\ntitle: In front\nconfig:\n  theme: dark\n---\n%%{init: {'a':\n 'b'}}%%\n%% one\njourney\n  %% two\n  section S\n  A: 5: Me # three\n# four\n"
    )
    assert [title.text for title in tree.titles] == ["In front"]
    assert [comment.text for comment in tree.comments] == ["one", "two", "four"]
    assert [(setting.text[:4], setting.place.line) for setting in tree.settings] == [("titl", 2), ("%%{i", 6)]
    task = next(tree.tasks)
    assert task.actors == ("Me",)
    assert [(remark.text, remark.place.line) for remark in task.remarks] == [("three", 12)]


def test_words_for_those_who_cannot_see_are_read():
    tree = parsed("journey\naccTitle: Spoken\naccDescr {\n   one\n   two }title T\n")
    assert (tree.accessible_title, tree.description, tree.title) == ("Spoken", "one\ntwo", "T")
    assert parsed("journey\naccDescr: all: of; it # too\n").description == "all: of; it # too"


def test_entities_stand_for_characters_and_part_nothing():
    tree = parsed("journey\nsection Ratio 1#58;2 #35;1\nA#59; B: 4: R#amp;D, x#8238;y\n")
    assert tree.sections[0].title == "Ratio 1:2 #1"
    assert next(tree.tasks).name == "A; B"
    assert next(tree.tasks).actors == ("R&D", "x#8238;y")


def test_further_colons_are_kept_as_what_mermaid_passes_over():
    task = next(parsed("journey\na:b:c:5:Me: You:\n").tasks)
    assert (task.name, task.score, task.actors) == ("a", "b", ("c",))
    assert [remark.text for remark in task.remarks] == ["5: Me: You"]


def test_a_title_may_hold_a_colon_and_each_title_is_kept():
    tree = parsed("journey\ntitle One: first\ntitle Two\n")
    assert [title.text for title in tree.titles] == ["One: first", "Two"]
    assert tree.title == "Two"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [(1, 1, "there is no diagram in it")]),
        ("graph TD\n A-->B", [(1, 1, "`graph` is no journey")]),
        ("journeys\n", [(1, 1, "`journeys` is no journey")]),
        ("---\ntitle: x\njourney\n", [(1, 1, "the front matter is never closed")]),
        ("journey\nA\nB: 5: Me\n", [(2, 1, "`A` has no score")]),
        ("journey\n  A\n", [(2, 3, "`A` has no score")]),
        ("journey\nA:\n", [(2, 2, "nothing follows the colon")]),
        ("journey\n任务：5：我\n", [(2, 1, "`任务：5：我` has no score")]),
        ("journey\n: 5: Me\n", [(2, 1, "a name ends at the colon, and what follows belongs to no task")]),
        ("journey\njourney\nA: 5: Me\n", [(2, 1, "`journey` stands a second time in one diagram")]),
        ("journey\naccDescr { never\nA: 5: Me\n", [(2, 1, "the description is never closed")]),
        ("journey\n%%{init: never\n", [(2, 1, "the directive is never closed")]),
        ("---\na: [b\n---\njourney\n", [(2, 4, "`[` opens a list that is never closed")]),
    ],
)
def test_what_is_no_mermaid_is_said_with_its_place(text, expected):
    assert refused(text) == expected


def test_the_full_width_colon_is_explained():
    _, findings = parse_mermaid("journey\n任务：5：我\n", "x.mmd")
    assert "full-width" in (findings[0].help or "")


def test_every_mistake_is_said_at_once():
    assert [row for row, _, _ in refused("journey\nA\nB: 5\nC;\nD\n")] == [2, 4, 5]


@pytest.mark.parametrize(
    ("text", "title", "tasks", "places"),
    [
        # In a text the sign is text, behind a task it ends the line, and between actors it is a comma.
        (
            "title Bikes; cheap\nsection Lend; return\nScan; ride: 5: Me",
            "Bikes; cheap",
            [("Scan; ride", "5", ("Me",))],
            3,
        ),
        ("Scan: 5: Me; Pay: 2: Me", None, [("Scan", "5", ("Me",)), ("Pay", "2", ("Me",))], 1),
        ("title T; section S; Pay: 2", "T", [("Pay", "2", ())], 2),
        ("Scan: 5: Me; You", None, [("Scan", "5", ("Me", "You"))], 1),
        ("Scan: 5: Me;", None, [("Scan", "5", ("Me",))], 1),
        ("Ticket #12 of #2: 3: Me", None, [("Ticket #12 of #2", "3", ("Me",))], 2),
        ("section One: two\nA: 5", None, [("A", "5", ())], 1),
        (
            "journey to the lake: 4: Me\nJourney's end: 5: Me",
            None,
            [("journey to the lake", "4", ("Me",)), ("Journey's end", "5", ("Me",))],
            2,
        ),
    ],
)
def test_what_only_mermaid_refuses_is_read_and_said(text, title, tasks, places):
    tree, findings = parse_mermaid(f"journey\n{text}\n", "x.mmd")
    assert tree
    assert (tree.title, [(each.name, each.score, each.actors) for each in tree.tasks]) == (title, tasks)
    assert {(each.code, each.severity) for each in findings} == {("JB417", Severity.WARNING)}
    assert len(findings) == places
    for each in findings:
        sign = text.split("\n")[each.place.line - 2][each.place.column - 1 :][: each.place.length]
        assert sign in (";", "#", ":", "journey", "Journey")


def test_an_entity_that_stands_for_nothing_stays_as_it_is():
    assert next(parsed("journey\nIssue #7; closed: 3: Me\n").tasks).name == "Issue #7; closed"


def test_signs_that_mermaid_takes_are_no_matter():
    text = "journey\ntitle 1: one\naccDescr { a; b\n c; #d }\naccTitle: x; y\nA #59; B: 4: R#amp;D # one; two\n# a; b\n"
    _, findings = parse_mermaid(text, "x.mmd")
    assert findings == ()


def test_places_are_those_of_the_page_around_a_fence():
    _, findings = parse_mermaid("journey\n A\n", "page.md", row=11, column=5)
    assert (findings[0].place.line, findings[0].place.column) == (12, 6)


@pytest.mark.parametrize(
    "text",
    [
        "journey\n" + "A: 5: Me\n" * 201,
        "journey\n" + "section S\n" * 21,
        "journey\nA: 5: " + ",".join(f"a{n}" for n in range(101)) + "\n",
        "journey\n" + "A" * 2000 + ": 5: Me\n",
        "journey\naccDescr: " + "x" * 2000 + "\n",
    ],
)
def test_more_than_a_map_can_hold_is_refused(text):
    tree, findings = parse_mermaid(text, "x.mmd")
    assert tree is None
    assert [each.code for each in findings] == ["JB403"]


_LINES = st.one_of(
    st.sampled_from(
        [
            "journey",
            "title ",
            "title T",
            "section ",
            "section S",
            "A: 5: Me",
            "A:",
            ":",
            ";",
            "#x",
            "%% c",
            "%%{",
            "}%%",
            "---",
            "accDescr {",
            "}",
            "accTitle:",
            "#35;",
            "\u200b: 5: \u200b",
            "section \u2800",
        ]
    ),
    st.text(max_size=20),
)


@inputs(300)
@given(st.lists(_LINES, max_size=12).map("\n".join), st.booleans())
def test_any_text_gives_a_map_or_an_error_and_never_raises(text, begins):
    text = f"journey\n{text}" if begins else text
    tree, findings = parse_mermaid(text, "x.mmd")
    assert (tree is None) == any(each.severity is Severity.ERROR for each in findings)
    rows = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    assert all(1 <= each.place.line <= rows for each in findings)
    if tree:
        made, _ = map_of_mermaid(
            tree, fallback_title="T", journeys=IdMaker(), cast=Cast(), scale=EmotionScale()
        )
        assert len(made.journey.stages) == len(tree.sections)
