from __future__ import annotations

import gc

import pytest

from journeybook.library.objects import Kind, Ref
from journeybook.model.vocabulary import Vocabulary
from journeybook.portal.portal import read_map, read_portal


def write(tmp_path, files):
    for name, text in files.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return tmp_path


def told(tmp_path, files):
    return [
        (each.code, each.place.file.rpartition("/")[2], each.place.line)
        for each in read_portal(write(tmp_path, files)).diagnostics
    ]


def test_a_broken_map_is_named_and_links_to_it_are_no_second_mistake(tmp_path):
    portal = read_portal(
        write(
            tmp_path,
            {
                "maps/journeys/a.yml": "title: A\nnext: [b, c]\nstages: [{title: S, same_as: b#x, next: s}]\n",
                "maps/journeys/b.yml": "title: 'B\n",
                "maps/journeys/c.yml": "title: C\nowner: nobody\n",
                "maps/personas/p.yml": "title: P\nsummary: See [[b#y]] and [[c]].\n",
            },
        )
    )
    assert {str(ref): [each.code for each in found] for ref, found in portal.broken.items()} == {
        "journey:b": ["JB120"],
        "journey:c": ["JB201"],
    }
    assert list(portal.library.journeys) == ["a", "c"]
    assert portal.counted == 3
    assert set(portal.texts) == {
        "maps/journeys/a.yml",
        "maps/journeys/b.yml",
        "maps/journeys/c.yml",
        "maps/personas/p.yml",
    }


def test_a_vocabulary_that_cannot_be_read_is_the_one_mistake(tmp_path):
    files = {
        "maps/vocabulary.yml": "channels: [web\n",
        "maps/journeys/a.yml": (
            "title: A\nowner: care\nlanes: {policy: x}\nsummary: '[[web]]'\nstages:\n  - {title: S, channel: web, emotion: 4}\n"
        ),
    }
    assert told(tmp_path, files) == [("JB120", "vocabulary.yml", 1)]


def test_a_portal_without_vocabulary_has_the_usual_lifecycle_and_scale(tmp_path):
    files = {"maps/journeys/a.yml": "title: A\nstages:\n  - {title: S, lifecycle: purchase, emotion: 2}\n"}
    assert told(tmp_path, files) == []


def test_a_shared_step_s_mistakes_are_told_once_where_they_are(tmp_path):
    files = {
        "maps/journeys/a.yml": "title: A\nstages:\n  - {id: x, title: X, channel: fax, emotion: 5, lanes: {odd: y}}\n",
        "maps/journeys/b.yml": "title: B\nstages:\n  - {id: y, title: Y, same_as: a#x}\n",
    }
    assert [(code, file) for code, file, _ in told(tmp_path, files)] == [
        ("JB301", "a.yml"),
        ("JB201", "a.yml"),
        ("JB204", "a.yml"),
    ] or sorted(told(tmp_path, files)) == [
        ("JB201", "a.yml", 3),
        ("JB204", "a.yml", 3),
        ("JB301", "a.yml", 3),
    ]


def test_only_the_first_few_of_a_kind_are_told_and_the_rest_counted(tmp_path):
    steps = "".join(f"      - {{title: T{n}, channel: c{n}}}\n" for n in range(20))
    portal = read_portal(
        write(tmp_path, {"maps/journeys/a.yml": "title: A\nstages:\n  - title: S\n    steps:\n" + steps})
    )
    assert len(portal.diagnostics) == 6
    assert portal.diagnostics[-1].message == "and 15 more of the same kind (JB201)"


def test_six_of_a_kind_are_told_in_full(tmp_path):
    steps = "".join(f"      - {{title: T{n}, channel: c{n}}}\n" for n in range(6))
    found = told(tmp_path, {"maps/journeys/a.yml": "title: A\nstages:\n  - title: S\n    steps:\n" + steps})
    assert [line for _, _, line in found] == list(range(5, 11))


def test_links_in_fields_and_prose_are_found_at_their_place(tmp_path):
    text = (
        "---\ntitle: '[[not-in-titles]]'\nsummary: 'Quoted [[x1]]'\n---\n\nProse `[[code]]` [[x2]] \\[[escaped]].\n\n"
        "## S {#s}\n\n- action: See [[x3]] and [[a#s|fine]]\n- pain: Two [[x4]] and [[x4]]\n"
    )
    portal = read_portal(write(tmp_path, {"maps/journeys/a.md": text}))
    lines = text.split("\n")
    assert len(portal.diagnostics) == 5
    for each in portal.diagnostics:
        assert each.code == "JB203"
        assert lines[each.place.line - 1][each.place.column - 1 :].startswith(f"[[x{each.message[-4]}")
    assert len({each.place for each in portal.diagnostics}) == 5


def test_links_in_the_text_of_a_block_are_found_at_their_place(tmp_path):
    text = "title: A\nstages:\n  - title: S\n    narrative: |\n      One.\n\n      Two [[x1]].\n    action: >\n      Folded\n      [[x2]]\n"
    found = read_portal(write(tmp_path, {"maps/journeys/a.yml": text})).diagnostics
    assert [(each.place.line, each.place.column) for each in found] == [(7, 11), (10, 7)]


@pytest.mark.parametrize(
    "fence", ["ref: nowhere", "ref: a\nstage: [s]", "title: &x A\n", "title: !!str A\n", "stagse: []"]
)
def test_fences_in_prose_are_checked(tmp_path, fence):
    text = f"---\ntitle: A\n---\n\n## S\n\nText.\n\n```journey\n{fence}\n```\n"
    portal = read_portal(write(tmp_path, {"maps/journeys/a.md": text}))
    assert portal.diagnostics
    assert all(9 < each.place.line <= 12 for each in portal.diagnostics)
    assert Ref(Kind.JOURNEY, "a") in portal.broken


def test_a_map_in_place_is_judged_by_itself():
    text = "title: A\npersonas: [p, Q Q]\nlanes: {policy: x, odd: y}\nstages:\n  - {title: S, emotion: 3}\n"
    words = Vocabulary.model_validate({"lanes": {"policy": "Policy"}})
    journey, found = read_map(text, "page.md", "map-1", markdown=False, vocabulary=words, first_line=11)
    assert journey is not None
    assert journey.id == "map-1"
    assert [(each.code, each.place.file, each.place.line) for each in found] == [
        ("JB143", "page.md", 12),
        ("JB204", "page.md", 13),
        ("JB301", "page.md", 15),
    ]


def test_a_map_in_place_may_be_markdown():
    journey, found = read_map("---\ntitle: A\n---\n## S\n", "x", "m", markdown=True, vocabulary=Vocabulary())
    assert not found
    assert journey is not None
    assert journey.stages[0].title == "S"


def test_what_cannot_be_read_is_no_map():
    journey, found = read_map("title: 'A\n", "x", "m", markdown=False, vocabulary=Vocabulary())
    assert journey is None
    assert [each.code for each in found] == ["JB120"]


@pytest.mark.parametrize("active", [True, False])
def test_the_collector_is_left_as_it_was(tmp_path, active):
    before = gc.isenabled()
    (gc.enable if active else gc.disable)()
    try:
        read_portal(tmp_path)
        assert gc.isenabled() is active
    finally:
        (gc.enable if before else gc.disable)()
