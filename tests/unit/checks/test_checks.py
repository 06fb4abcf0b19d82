from __future__ import annotations

from pathlib import Path

import pytest

from journeybook.portal.portal import read_portal

GROUND = {
    "vocabulary.yml": "channels: [web]\nteams: [care]\nlanes: {policy: Policy}\n",
    "personas/ana.yml": "title: Ana\n",
    "personas/tom.yml": "title: Tom\n",
    "journeys/other.yml": "title: Other\nstages:\n  - {id: s, title: S, was: [old]}\n",
}


def check(tmp_path: Path, files: dict[str, str]) -> list[tuple[str, str, int]]:
    for name, text in {**GROUND, **files}.items():
        file = tmp_path / "maps" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return [(each.code, each.severity.value, each.place.line) for each in read_portal(tmp_path).diagnostics]


def journey(tmp_path: Path, text: str) -> list[tuple[str, str, int]]:
    return check(tmp_path, {"journeys/m.yml": f"title: M\npersonas: [ana]\n{text}"})


STEP = "stages:\n  - title: S\n    steps:\n      - title: T\n        "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("account: none", ("JB201", "error", 3)),
        ("parent: none", ("JB201", "error", 3)),
        ("areas: [none]", ("JB201", "error", 3)),
        ("contributors: [care, none]", ("JB201", "error", 3)),
        ("metrics: [none]", ("JB201", "error", 3)),
        ("evidence: none", ("JB201", "error", 3)),
        (STEP + "channel: fax", ("JB201", "error", 7)),
        (STEP + "journey: none", ("JB201", "error", 7)),
        (STEP + "metrics: {none: 1}", ("JB201", "error", 7)),
        (STEP + "emotion: {none: 1}", ("JB201", "error", 7)),
        (STEP + "backstage: {text: X, team: none}", ("JB201", "error", 7)),
        (STEP + "quotes: [{text: X, persona: none}]", ("JB201", "error", 7)),
        (STEP + "same_as: other", ("JB201", "error", 7)),
        (STEP + "same_as: none#s", ("JB201", "error", 7)),
        (STEP + "same_as: other#none", ("JB202", "error", 7)),
        (STEP + "next: none", ("JB202", "error", 7)),
        (STEP + "action: See [[none]]", ("JB203", "error", 7)),
        (STEP + "action: See [[ghost:ana]]", ("JB203", "error", 7)),
        (STEP + "action: See [[ana#s]]", ("JB203", "error", 7)),
        ("lanes: {none: X}", ("JB204", "warning", 3)),
        (STEP + "emotion: 2.1", ("JB301", "error", 7)),
        (STEP + "emotion: 1\n        emotion_end: -3", ("JB301", "error", 8)),
        (STEP + "variants: [{id: a, title: A, emotion: 3}]", ("JB301", "error", 7)),
        ("future_of: other", ("JB302", "warning", 3)),
        ("parent: m", ("JB303", "error", 3)),
        ("type: future-state\nfuture_of: m", ("JB303", "error", 4)),
        (STEP + "same_as: m#t", ("JB304", "error", 7)),
        (STEP + "lanes: {action: X}", ("JB306", "error", 7)),
        (STEP + "moment_of_truth: true", ("JB307", "info", 7)),
        (STEP + "personas: [tom]", ("JB308", "warning", 7)),
        (STEP + "emotion: {tom: 1}", ("JB308", "warning", 7)),
        (STEP + "variants: [{id: a, title: A}, {id: a, title: B}]", ("JB309", "error", 7)),
        (
            STEP + "variants: [{id: a, title: A, share: 60}, {id: b, title: B, share: 60}]",
            ("JB311", "warning", 7),
        ),
        ("was: [other]", ("JB312", "warning", 3)),
        (STEP + "id: t\n        was: [t]", ("JB312", "warning", 8)),
        ("stages: [{title: S, entered: 1}, {title: T, entered: 2}]", ("JB313", "info", 3)),
        (STEP + "journey: m", ("JB314", "warning", 7)),
        (
            STEP + "variants: [{id: a, title: A}, {id: b, title: B, winner: true}]",
            ("JB316", "info", 7),
        ),
    ],
)
def test_each_rule_finds_its_mistake(tmp_path, text, expected):
    assert journey(tmp_path, text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "next: [other, m]",
        "parent: other",
        "type: future-state\nfuture_of: other",
        STEP + "same_as: other#old",
        STEP + "next: [s, {step: t, when: again}]",
        STEP + "emotion: {ana: -2}\n        emotion_end: 2",
        STEP + "moment_of_truth: true\n        emotion: 0",
        STEP + "lanes: {policy: X}",
        STEP + "variants: [{id: a, title: A, share: 33.4}, {id: b, title: B, share: 66.8}]",
        STEP + "action: See [[ana]], [[persona:tom|Tom]], [[other#old]], [[channel:web]] and [[care]]",
        "stages: [{title: S, entered: 2}, {title: T}, {title: U, entered: 2}]",
        "was: [former]",
    ],
)
def test_what_is_right_is_left_alone(tmp_path, text):
    assert journey(tmp_path, text) == []


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("personas/x.yml", "title: X\nchannels: [fax]\n", ("JB201", "error", 2)),
        (
            "accounts/x.yml",
            "title: X\nobservations:\n  - {contact: y, journey: other, step: s, emotion: 1, on: 2026-01-01}\n",
            ("JB201", "error", 3),
        ),
        (
            "accounts/x.yml",
            "title: X\ncontacts: [{id: y}]\nobservations:\n  - {contact: y, journey: other, step: z, emotion: 1, on: 2026-01-01}\n",
            ("JB202", "error", 4),
        ),
        ("accounts/x.yml", "title: X\ngates: [{title: G, needs: 3}]\n", ("JB301", "error", 2)),
        ("accounts/x.yml", "title: X\ncontacts: [{id: y}, {id: y}]\n", ("JB309", "error", 2)),
        ("recommendations/x.yml", "title: X\nrelevant: ['other#z']\n", ("JB202", "error", 2)),
        (
            "recommendations/x.yml",
            "title: X\nmeasurable: {metric: none}\nrelevant: [other]\n",
            ("JB201", "error", 2),
        ),
        ("recommendations/x.yml", "title: X\nspecific: Y\n", ("JB315", "warning", 1)),
        ("metrics/x.yml", "title: X\n", ("JB160", "warning", 1)),
        ("metrics/x.csv", "date,value\n2026-01-01,1\n", ("JB167", "error", 1)),
        ("paths/x.yml", "title: X\nsteps: [{read: persona/none}]\n", ("JB201", "error", 2)),
        ("paths/x.yml", "title: X\nsteps: [{read: ../secret.md}]\n", ("JB205", "error", 2)),
        (
            "vocabulary.yml",
            GROUND["vocabulary.yml"] + "systems: {crm: {title: C, team: none}}\n",
            ("JB201", "error", 4),
        ),
        (
            "vocabulary.yml",
            "channels: [web]\nlanes: {policy: {title: P, after: law}, law: {title: L, after: none}}\n",
            ("JB201", "error", 2),
        ),
        ("vocabulary.yml", "channels: [web]\nlanes: {pains: P}\n", ("JB306", "error", 2)),
    ],
)
def test_the_other_kinds_are_checked_too(tmp_path, name, text, expected):
    assert check(tmp_path, {name: text}) == [expected]


def test_a_test_with_two_winners_is_told_beside_what_their_figures_bear(tmp_path):
    text = STEP + "variants: [{id: a, title: A, winner: true}, {id: b, title: B, winner: true}]"
    assert ("JB310", "warning", 7) in journey(tmp_path, text)


def test_of_two_that_claim_a_former_id_the_second_is_told(tmp_path):
    files = {"journeys/a.yml": "title: A\nwas: [x]\n", "journeys/b.yml": "title: B\nwas: [y, x]\n"}
    assert check(tmp_path, files) == [("JB312", "warning", 2)]


def test_former_ids_of_words_are_held_to_the_same(tmp_path):
    text = "teams:\n  a: {title: A, was: [x, b]}\n  b: {title: B, was: [y]}\n  c: {title: C, was: [y]}\n"
    assert check(tmp_path, {"vocabulary.yml": text}) == [("JB312", "warning", 2), ("JB312", "warning", 4)]


def test_lanes_in_a_circle_are_told_each(tmp_path):
    text = "lanes:\n  a: {title: A, after: b}\n  b: {title: B, after: a}\n  c: {title: C, after: b}\n"
    assert check(tmp_path, {"vocabulary.yml": text}) == [("JB305", "error", 2), ("JB305", "error", 3)]


def test_pages_of_a_path_are_looked_for_where_there_is_a_folder_of_pages(tmp_path):
    files = {"paths/x.yml": "title: X\nsteps: [{read: docs/guide/a.md}]\n"}
    assert check(tmp_path, files) == []
    (tmp_path / "docs" / "guide").mkdir(parents=True)
    assert check(tmp_path, files) == [("JB205", "error", 2)]
    (tmp_path / "docs" / "guide" / "a.md").write_text("# A\n")
    assert check(tmp_path, files) == []


def test_what_was_meant_is_said_with_its_title(tmp_path):
    file = tmp_path / "maps" / "journeys" / "m.yml"
    check(tmp_path, {"journeys/m.yml": "title: M\npersonas: [aan]\n"})
    (finding,) = read_portal(tmp_path).diagnostics
    assert finding.help == "did you mean `ana` (Ana)?"
    file.write_text("title: M\nnext: [somewhere-else]\n")
    (finding,) = read_portal(tmp_path).diagnostics
    assert "journeys/somewhere-else.yml" in finding.help


@pytest.mark.parametrize("declared", ["", "tags: {}\n"])
def test_tags_are_free_where_the_vocabulary_declares_none(tmp_path, declared):
    (tmp_path / "maps/journeys").mkdir(parents=True)
    (tmp_path / "maps/vocabulary.yml").write_text(f"channels: [web]\n{declared}", "utf-8")
    (tmp_path / "maps/journeys/m.yml").write_text("title: M\ntags: [nosuch]\nstages: []\n", "utf-8")
    assert "JB206" not in {each.code for each in read_portal(tmp_path).diagnostics}
