from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journeybook.checks.settings import Settings, settings_of
from journeybook.diagnostics import Edit, Fix, Place
from journeybook.editing.fixes import mend, mendable
from journeybook.portal.repair import difference, repair, write_repair
from journeybook.sources.yaml.nodes import Mapping, walk
from journeybook.sources.yaml.reader import read_yaml
from journeybook.sources.yaml.writer import write_yaml
from made_findings import error
from map_strategies import journeys

FILE = "maps/journeys/m.yml"


def edit(line: int, column: int, old: str, new: str) -> Edit:
    return Edit(Place(FILE, line, column, len(old)), old, new)


def fix(*edits: Edit) -> Fix:
    return Fix("mend", edits)


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_edits_are_made_in_place_whatever_ends_the_lines(end):
    content = b"\xef\xbb\xbf" + end.join((b"a: \xc3\xa9x", b"b:   1 # kept", b"c: 2"))
    mended = mend(
        content,
        [
            fix(edit(3, 4, "2", "3")),
            fix(edit(1, 4, "éx", "y\nn: 1")),
            fix(edit(2, 1, "b:   1 # kept\n", "")),
        ],
    )
    assert mended.content == b"\xef\xbb\xbf" + end.join((b"a: y", b"n: 1", b"c: 3"))
    assert mended.made == 3


@pytest.mark.parametrize(
    "wrong",
    [
        edit(1, 1, "x", "y"),
        edit(9, 1, "", "y"),
        edit(1, 40, "", "y"),
        edit(0, 1, "", "y"),
        edit(2, 1, "b: 2\nc", ""),
    ],
)
def test_an_edit_whose_place_holds_something_else_is_not_made(wrong):
    content = b"a: 1\nb: 2\n"
    mended = mend(content, [fix(edit(1, 1, "a", "z"), wrong)])
    assert (mended.content, mended.made) == (content, 0)
    finding = error("JB140", "x", Place(FILE), None, fix(wrong))
    assert [each.fix for each in mendable([finding], {FILE: "a: 1\nb: 2\n"})] == [None]
    assert [each.fix for each in mendable([finding], {})] == [None]


def test_of_two_fixes_that_touch_the_first_is_made():
    mended = mend(
        b"abc: 1\n", [fix(edit(1, 1, "abc", "x")), fix(edit(1, 3, "c", "y")), fix(edit(1, 6, "1", "2"))]
    )
    assert (mended.content, mended.made) == (b"x: 2\n", 2)


def portal(folder, text: str | bytes, name: str = "m.yml"):
    file = folder / "maps" / "journeys" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    (folder / "maps" / "personas").mkdir(exist_ok=True)
    (folder / "maps" / "personas" / "amira.yml").write_text("title: Amira\n")
    return file


def fixed(folder, text: str, name: str = "m.yml", *, unsafe: bool = False) -> str:
    file = portal(folder, text, name)
    write_repair(folder, repair(folder, "maps", Settings(), unsafe=unsafe))
    return file.read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("titel: A # b\n", "title: A # b\n"),
        ("title: A\nstatus: publishd\n", "title: A\nstatus: published\n"),
        ("title: A\npersonas: [amria, 'amira']\n", "title: A\npersonas: [amira, 'amira']\n"),
        ("title: A\npersona: amira\n", "title: A\npersonas: amira\n"),
        (
            "title: A\nstages:\n- {id: The Order, title: O}\n",
            "title: A\nstages:\n- {id: the-order, title: O}\n",
        ),
        ("title: A\nstages: [{id: o, title: O, emotion: 1,5}]\n", None),
        (
            "title: A\nstages:\n- id: o\n  title: O\n  emotion: 1,5\n",
            "title: A\nstages:\n- id: o\n  title: O\n  emotion: 1.5\n",
        ),
        ("title: A\nstages:\n- title: O\n", "title: A\nstages:\n- id: o\n  title: O\n"),
        (
            "title: A\nphases:\n  -   title: O # x\n      touchpoints: [{name: P, feels: sad}]\n",
            "title: A\nstages:\n  -   id: o\n      title: O # x\n      steps: [{id: p, title: P, feeling: sad}]\n",
        ),
        ("title: A\nlanguage: no\nstatus: published\n", 'title: A\nlanguage: "no"\nstatus: published\n'),
        ("# journeybook: ignore JB204 -- why\ntitle: A\n", "title: A\n"),
        ("title: A # journeybook: ignore JB204 -- why\n", "title: A\n"),
        # Two keys for one field, a field that may have been meant for another object, words that are both near.
        ("title: A\nphases: []\nsections: []\n", "title: A\nstages: []\nsections: []\n"),
        ("title: A\nteam: care\n", None),
        ("title: A\nstages:\n- {id: o, title: O, emotion: -1, emotoin: 2}\n", None),
    ],
)
def test_what_can_only_mean_one_thing_is_mended(tmp_path, text, expected):
    assert fixed(tmp_path, text) == (text if expected is None else expected)


@pytest.mark.parametrize(("written", "mended"), [("fiber", "fibre"), ("weather", "weather")])
def test_a_slip_in_a_tag_becomes_the_declared_tag(tmp_path, written, mended):
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "vocabulary.yml").write_text("tags: {fibre: Fibre, billing: Bills}\n")
    assert (
        fixed(tmp_path, f"title: A\ntags: [{written}, billing]\n") == f"title: A\ntags: [{mended}, billing]\n"
    )


def test_headings_of_markdown_get_their_ids(tmp_path):
    text = "---\ntitle: A\n---\n\n## The order\n\n### Waits\n\n- pain: x\n\n## Two ##\n"
    assert fixed(tmp_path, text, "m.md") == text
    settled = text.replace("## Two ##\n", "## Two {#deux}\n")
    expected = settled.replace("## The order\n", "## The order {#the-order}\n").replace(
        "### Waits\n", "### Waits {#waits}\n"
    )
    assert fixed(tmp_path, settled, "m.md") == expected


def test_guesses_are_made_only_on_demand(tmp_path):
    text = "title: A\nteam: care\n"
    assert fixed(tmp_path, text) == text
    assert fixed(tmp_path, text, unsafe=True) == "title: A\nowner: care\n"


def test_nothing_is_mended_that_is_not_reported(tmp_path):
    file = portal(tmp_path, "title: A\nstages: [{title: O}]\n")
    found = repair(tmp_path, "maps", settings_of({"ignore": ["JB531"]}, ""))
    assert found.files == {}
    assert difference(found) == ""
    assert file.read_bytes() == b"title: A\nstages: [{title: O}]\n"


def test_a_difference_shows_what_would_be_written(tmp_path):
    portal(tmp_path, b"\xef\xbb\xbftitel: A\r\n")
    found = repair(tmp_path, "maps", Settings())
    assert found.files[FILE] == (b"\xef\xbb\xbftitel: A\r\n", b"\xef\xbb\xbftitle: A\r\n")
    assert difference(found).splitlines()[2:] == ["@@ -1 +1 @@", "-titel: A", "+title: A"]


def test_ids_written_are_those_that_links_used_already(tmp_path):
    text = "title: A\nstages:\n- title: Pay\n- title: Pay\n- {id: pay-2, title: X}\n- title: '日本'\n"
    before = (
        repair(tmp_path, "maps", settings_of({"ignore": ["JB531"]}, "")) if portal(tmp_path, text) else None
    )
    after = repair(tmp_path, "maps", Settings())
    assert before is not None
    ids = [[stage.id for stage in each.portal.library.journeys["m"].stages] for each in (before, after)]
    assert ids[0] == ids[1]
    assert after.made == 1


SLIPS = {
    "summary": "sumary",
    "stages": "phases",
    "steps": "touchpoints",
    "action": "doing",
    "emotion": "emotoin",
}


def slipped(text: str, chosen: list[bool]) -> str:
    """`text` with other words for some of its keys, as `chosen` says."""
    node, _ = read_yaml(text, FILE)
    assert node is not None
    keys = [
        entry.key for _, each in walk(node) if isinstance(each, Mapping) for entry in each.entries.values()
    ]
    wanted = [key for key in keys if key.text in SLIPS]
    fixes = [
        fix(Edit(key.place, key.text, SLIPS[key.text]))
        for key, use in zip(wanted, chosen, strict=False)
        if use
    ]
    return mend(text.encode(), fixes).content.decode()


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    journey=journeys(),
    chosen=st.lists(st.booleans(), min_size=8, max_size=8),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_slips_are_mended_to_the_byte_and_a_second_time_changes_nothing(journey, chosen, end):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        text = "# kept\n" + write_yaml(journey).replace("\n", "  # kept\n", 1)
        file = portal(folder, text.replace("\n", end))
        untouched = file.read_bytes()
        meant = repair(folder, "maps", Settings()).files.get(FILE, (b"", untouched))[1]
        file.write_bytes(slipped(text, chosen).replace("\n", end).encode())
        write_repair(folder, repair(folder, "maps", Settings()))
        assert file.read_bytes() == meant
        assert repair(folder, "maps", Settings()).files == {}


def test_where_an_alternative_leads_is_written_down_as_it_is_read_only_on_demand(tmp_path):
    head = "title: A\nstatus: published\nstages:\n- id: s\n  title: S\n  steps:\n"
    steps = (
        "  - {id: pay, title: Pays, next: [card, cash]}\n"
        "  - {id: card, title: Card}\n"
        "  - id: cash\n    title: Cash\n"
        "  - {id: receipt, title: Receipt, next: [home, shop]}\n"
        "  - id: home\n    title: Home\n"
        "  - {id: shop, title: Shop}\n"
    )
    assert fixed(tmp_path, head + steps) == head + steps
    mended = steps.replace("title: Card}", "title: Card, next: receipt}").replace(
        "    title: Home\n", "    title: Home\n    next: []\n"
    )
    assert fixed(tmp_path, head + steps, unsafe=True) == head + mended


def test_where_an_alternative_leads_is_written_below_its_heading(tmp_path):
    text = (
        "---\ntitle: A\nstatus: published\n---\n\n## S {#s}\n\n### Pays {#pay}\n\n- next: [card, cash]\n\n"
        "### Card {#card}\n\n- channel: shop\n\n### Cash {#cash}\n\n### Receipt {#receipt}\n"
    )
    expected = text.replace("- channel: shop\n", "- next: receipt\n- channel: shop\n")
    assert fixed(tmp_path, text, "m.md", unsafe=True) == expected
